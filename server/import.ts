/** `fazhi import` and `fazhi template`: the same import as on the page, from the command line. */
import { copyFile, stat, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { markedFile } from '../exchange/imports/marked.ts'
import { moveJob, type ImportDoc } from '../exchange/imports/store.ts'
import {
  checkRows,
  commitRows,
  dropFile,
  fileOf,
  folderOf,
  lookThrough,
  mayDo,
  readJob,
  startJob,
  type Importing,
} from '../exchange/imports/work.ts'
import { Refused } from '../exchange/sheets/refused.ts'
import { standingFor } from '../exchange/lists/standing.ts'
import { formOf, type Form } from '../exchange/tables/columns.ts'
import { templateOf } from '../exchange/tables/template.ts'
import { transact } from '../kernel/ledger/index.ts'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { system, type Actor } from '../kernel/procedure/index.ts'
import { newId } from '../kernel/register/index.ts'
import { districtLeader } from '../mechanisms/roles.ts'
import { accessTo } from './access.ts'
import { createHouseTables } from './accounts.ts'
import type { District } from './district.ts'
import type { OpenHouse } from './house.ts'
import type { Report } from '../exchange/imports/told.ts'

/** Who runs the machine has its database. */
const operator: Actor = { person: 'system', unit: '', roles: [districtLeader.id] }
const registerOf = (house: OpenHouse, id: string): AnyMechanism => {
  const m = house.mechanisms.get(id)
  if (!m) throw new Error(`没有“${id}”这一台账。用 fazhi mechanisms 查看全部台账的编号。`)
  return m
}
/** The form of the rows; who asks for an act that cannot be imported is told which can. */
const formIn = (m: AnyMechanism, act: string | undefined): Form => {
  const form = formOf(m, act)
  if (form) return form
  const acts = mayDo(m, system('')).map(({ id, label }) => `${id}（${label}）`)
  throw new Error(`${m.name[0]}没有可以按案卷登记的“${act}”。可以用 --act 的有：${acts.join('、') || '无'}。`)
}
/** Writes the template of a register; says where. */
export const writeTemplate = async (
  house: OpenHouse,
  district: District,
  id: string,
  path: string | undefined,
  { act, later: asked }: { readonly act?: string; readonly later?: boolean },
): Promise<string> => {
  const m = registerOf(house, id)
  const form = formIn(m, act)
  const into = path ?? `${m.name[0]}${act === undefined ? '' : `·${form.label}`}导入模板.xlsx`
  const sample = house.found.samples.get(m.id) ?? []
  const later = asked ? [...form.later.keys()] : []
  const rows =
    act === undefined
      ? []
      : await transact(house.pool, district.id, (client) =>
          standingFor(client, form, district, accessTo(m, operator, district)),
        )
  await writeFile(into, await templateOf({ form, later, district, sample, mechanisms: house.mechanisms, rows }))
  return `已写出 ${into}`
}

export interface ImportAsked {
  readonly mechanism: string
  readonly path: string
  readonly dry: boolean
  readonly json: boolean
  /** Good rows are written although others are wrong. */
  readonly good: boolean
  /** Rows that were imported before are written once more. */
  readonly again: boolean
  /** Rows that act on cases that exist: which act. */
  readonly act: string | undefined
  /** What was done before the product was, with its true days. */
  readonly takeover: boolean
  /** The person in whose name it is imported; without one, the system itself in the unit above all others. */
  readonly by: string | undefined
  /** Where the file goes back to with its verdicts. */
  readonly marked: string | undefined
}
export const importOptions = {
  'dry-run': { type: 'boolean' },
  good: { type: 'boolean' },
  again: { type: 'boolean' },
  later: { type: 'boolean' },
  takeover: { type: 'boolean' },
  by: { type: 'string' },
  marked: { type: 'string' },
} as const
/** From the words of a command. */
export const askedOf = (
  [mechanism, path]: readonly (string | undefined)[],
  given: { readonly [name: string]: string | boolean | undefined },
): ImportAsked => {
  if (!mechanism || !path) throw new Error('请给出台账和要导入的文件：fazhi import <台账> <文件>')
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : undefined)
  const flag = (name: string) => given[name] === true
  return {
    mechanism,
    path,
    dry: flag('dry-run'),
    json: flag('json'),
    good: flag('good'),
    again: flag('again'),
    takeover: flag('takeover'),
    act: text('act'),
    by: text('by'),
    marked: text('marked'),
  }
}
/** Progress in rows: over and over in one line on a terminal, else a line each second. */
const rowsTold = (out: NodeJS.WriteStream) => {
  let told = 0
  return (words: string): void => {
    const now = performance.now()
    if (now - told < (out.isTTY ? 100 : 1000)) return
    told = now
    out.write(out.isTTY ? `\r${words}\u001b[K` : `${words}\n`)
  }
}
const actorFor = (district: District, by: string | undefined): Actor => {
  const top = [...district.units.values()].find(({ parent, until }) => !parent && !until)
  if (by === undefined) return system(top?.id ?? [...district.units.keys()][0] ?? '')
  const [post] = district.actors(by, district.now().slice(0, 10))
  if (!post) throw new Error(`“${by}”现在没有任何任职。请给出人员编号。`)
  return post
}
const tellFaults = (report: Report): string => {
  const { faults, wrong } = report
  const shown = faults.slice(0, 50)
  const lines = shown.map(
    ({ row, at, words, cell }) => `  ${at ?? `第${row}行`}：${words}${cell ? `（现为“${cell}”）` : ''}\n`,
  )
  return wrong ? `${wrong}行有误：\n${lines.join('')}${faults.length > shown.length ? '  ……\n' : ''}` : ''
}
/** Imports a file; gives the exit code: 0 when every row is written or would be, 1 otherwise. */
export const importFile = async (
  house: OpenHouse,
  district: District,
  asked: ImportAsked,
  print: (text: string) => Promise<void>,
  progress = rowsTold(process.stderr),
): Promise<number> => {
  const m = registerOf(house, asked.mechanism)
  if (asked.act !== undefined) formIn(m, asked.act)
  await createHouseTables(house)
  const id = newId()
  await folderOf(house, district.id)
  const path = fileOf(house, district.id, id)
  await copyFile(asked.path, path).catch(() => {
    throw new Error(`读不了“${asked.path}”，请核对路径和权限`)
  })
  const importing: Importing = {
    house,
    tenant: district.id,
    m,
    actor: actorFor(district, asked.by),
    id,
    source: { path, name: basename(asked.path) },
    ...(asked.takeover && { takeover: true }),
  }
  const drop = async (): Promise<void> => {
    await dropFile(house, district.id, id)
  }
  try {
    const job = await startJob(importing, (await stat(path)).size)
    const looked = await lookThrough(importing, asked.act === undefined ? {} : { acting: asked.act })
    const doc: ImportDoc = { ...job.doc, ...looked }
    const tell = (what: string) => (done: number) => progress(`${what} ${done}行`)
    const move = (from: Parameters<typeof moveJob>[3], to: Parameters<typeof moveJob>[4], of: ImportDoc) =>
      transact(house.pool, district.id, (client) => moveJob(client, district.id, id, from, to, of))
    const report = await checkRows(importing, doc, { again: asked.again, progress: tell('检查') })
    if (asked.marked && report.wrong) {
      const { bytes } = await markedFile(importing, { ...job, doc: { ...doc, report } })
      await writeFile(asked.marked, bytes)
    }
    const write = !asked.dry && report.good > 0 && (asked.good || report.wrong === 0)
    await move(['reading'], write ? 'committing' : 'abandoned', doc)
    const committed = write
      ? await commitRows(importing, doc, {
          mode: asked.good ? 'good' : 'all',
          again: asked.again,
          progress: tell('写入'),
        })
      : undefined
    const result = committed?.is === 'done' ? committed.doc.result : undefined
    const final = committed?.is === 'wrong' ? committed.report : report
    if (asked.json) {
      const mapping = doc.guesses?.map(({ column, heading, id: to, sure }) => ({ column, heading, to, sure }))
      await print(
        `${JSON.stringify({ import: id, written: result?.rows ?? 0, result: result ?? null, mapping, warning: doc.warning ?? null, report: { ...final, preview: undefined } }, null, 2)}\n`,
      )
    } else {
      const { good, again, skipped, rows } = final
      await print(
        `${m.name[0]}：共${rows}行，正确${good}行${again ? `，已登记${again}行` : ''}${skipped.length ? `，未读入${skipped.length}行` : ''}，用时${final.seconds}秒。\n${doc.warning ? `${doc.warning}\n` : ''}${final.missing.length ? `缺少必填的列：${final.missing.join('、')}\n` : ''}${tellFaults(final)}${
          result
            ? `已写入${result.rows}行，批次${result.batches.map((batch) => batch.id).join('、')}。\n`
            : asked.dry
              ? '只检查，没有写入。\n'
              : '没有写入。改正后重新导入；只写入正确的行请加 --good。\n'
        }`,
      )
    }
    const kept = await readJob(house, district.id, id)
    if (kept?.state !== 'done') await drop()
    return final.wrong === 0 && (asked.dry || result !== undefined || final.again > 0) ? 0 : 1
  } catch (error) {
    await drop()
    if (error instanceof Refused) throw new Error(error.message, { cause: error })
    throw error
  }
}
