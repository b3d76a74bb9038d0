/** `fazhi laws import <folder>`: a folder of law texts into the district's library, with a line for every file. */
import { importLaws, type Read } from '../exchange/laws/library.ts'
import { audit, createHouseTables } from './accounts.ts'
import type { District } from './district.ts'
import type { OpenHouse } from './house.ts'
import { Told } from './serve.ts'

const did = { imported: '已导入', replaced: '已更新', unchanged: '未变' } as const
const line = (read: Read): string => {
  if (read.is === 'refused') return `未导入  ${read.file}：${read.why}`
  const { law } = read
  const added = law.articles.filter(({ no }) => no.includes('之')).length
  const paragraphs = law.articles.reduce((sum, article) => sum + article.paragraphs.length, 0)
  const headings = new Set(
    law.articles.flatMap((article) => article.headings.map((_, at) => article.headings.slice(0, at + 1).join('/'))),
  )
  const since = law.sinceFrom === 'text' ? `${law.since}起施行` : `施行日未写明，按${law.edition}`
  return [
    `${did[read.is]}  《${law.title}》${law.edition}：${law.articles.length}条${added ? `（含之一等${added}条）` : ''}，${headings.size ? `章节${headings.size}个，` : ''}${paragraphs}段，${since}`,
    ...law.notes.map((note) => `        注意：${note}`),
  ].join('\n')
}
/** Gives the exit code: 1 where a file was refused. */
export const lawsCommand = async (
  house: OpenHouse,
  district: District,
  args: readonly string[],
  print: (text: string) => Promise<void>,
): Promise<number> => {
  const [word, folder] = args
  if (word !== 'import' || !folder) throw new Told('请写作：fazhi laws import <文件夹>')
  await createHouseTables(house)
  const all = await importLaws(house, district.id, folder).catch((error: NodeJS.ErrnoException) => {
    throw error.syscall === 'scandir' ? new Told(`读不到文件夹“${folder}”，请核对路径。`) : error
  })
  if (!all.length) throw new Told(`“${folder}”里没有 .md 或 .txt 文件。`)
  for (const read of all) await print(`${line(read)}\n`)
  const refused = all.filter(({ is }) => is === 'refused').length
  const articles = all.reduce((sum, read) => sum + (read.is === 'refused' ? 0 : read.law.articles.length), 0)
  const words = `共${all.length}个文件：可用${all.length - refused}个，${articles}条；未导入${refused}个`
  await print(`${words}\n`)
  await audit(house, district.id, {
    login: '命令行',
    what: `导入法律文本：${words}`,
    result: refused ? '部分' : '成功',
  })
  return refused ? 1 : 0
}
