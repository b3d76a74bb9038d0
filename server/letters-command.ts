/** `fazhi letters`: which letters can be issued, what their forms may bind, and bringing a form of the district's own. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { checkForm, checkWords, FormRefused, placeNames } from '../exchange/documents/wording.ts'
import { dayOf } from '../kernel/time/index.ts'
import type { District } from './district.ts'
import { doneOf, Rejection } from './errors.ts'
import { storeFile } from './files.ts'
import type { OpenHouse } from './house.ts'
import { formsInForce, letterNamed, proposeForm } from './letter-forms.ts'
import { Told } from './serve.ts'

type Print = (text: string) => Promise<void>
/** All letters, with the form in force; or one with the places it may bind. */
export const listLetters = async (
  house: OpenHouse,
  district: District,
  id: string | undefined,
  print: Print,
): Promise<void> => {
  const forms = await formsInForce(house, district.id)
  const used = (key: string): string => {
    const form = forms.get(key)
    return form
      ? `本区${form.form === undefined ? '正文' : '样式文件'}，${form.since}由${district.nameOf(form.by)}确认`
      : '系统自带'
  }
  if (id === undefined) {
    for (const [mechanism, letters] of house.found.letters) {
      await print(`${house.mechanisms.get(mechanism)!.name[0]}\n`)
      for (const [name, { label }] of Object.entries(letters))
        await print(`  ${`${mechanism}/${name}`.padEnd(36)}${label[0]}（${used(`${mechanism}/${name}`)}）\n`)
    }
    return
  }
  const { mechanism, letter } = named(house, id)
  await print(`${letter.label[0]}（${id}）：${used(id)}\n可以使用的字段：\n`)
  for (const name of placeNames(house.mechanisms.get(mechanism)!)) await print(`  {{${name}}}\n`)
}
const named = (house: OpenHouse, id: string): ReturnType<typeof letterNamed> => {
  try {
    return letterNamed(house, id)
  } catch (error) {
    if (error instanceof Rejection) throw new Told(`没有文书“${id}”。用 fazhi letters 查看全部文书。`)
    throw error
  }
}
/** Checks a form, and proposes it as that person; a second person confirms it in the console. Throws Told. */
export const bringForm = async (
  house: OpenHouse,
  district: District,
  id: string,
  path: string,
  by: string | undefined,
  print: Print,
): Promise<void> => {
  const { mechanism, letter } = named(house, id)
  const m = house.mechanisms.get(mechanism)!
  const content = await readFile(path).catch((error: Error) => {
    throw new Told(`读不到 ${path}：${error.message}`)
  })
  const isText = /\.(txt|md)$/i.test(path)
  try {
    if (isText) checkWords(m, letter, content.toString('utf8'))
    else checkForm(m, letter, content)
  } catch (error) {
    if (error instanceof FormRefused) throw new Told(error.message)
    throw error
  }
  if (by === undefined) {
    await print(`检查通过，没有写入。要提出采用，请加 --by <人员编号>。\n`)
    return
  }
  const [actor] = district.actors(by, dayOf(district.now()))
  if (!actor) throw new Told(`“${by}”今天在本区没有任职。`)
  const form = isText
    ? undefined
    : await storeFile(house, district.id, {
        name: basename(path),
        type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        uploader: by,
        content: Readable.from([content]),
      })
  try {
    const { event } = doneOf(
      await proposeForm(house, district, actor, id, {
        words: isText ? content.toString('utf8') : undefined,
        form: form?.hash,
        basis: undefined,
      }),
    )
    await print(`已提出（案卷${event.stream}），待另一人在“文书样式”中确认后使用。\n`)
  } catch (error) {
    if (error instanceof Rejection) throw new Told(error.problem.words)
    throw error
  }
}
