/** A district's own wording of a letter, or its own docx: both bind the places that the declaration has. */
import { placesOf, type Chip, type Letter } from '../../kernel/letter.ts'
import type { Folded, Procedure } from '../../kernel/procedure/index.ts'
import type { Read } from './chips.ts'
import { fillForm, FormRefused, openForm, placesIn, placesOfForm, type Filling } from './form.ts'
import { write, Writer, type Written } from './letter.ts'
import type { Paper, Piece } from './model.ts'
import { dayInWords } from './words.ts'

/** What is of the letter and not of the case. */
const ofLetter = [
  '文书标题',
  '发文机关',
  '发文字号',
  '签发人',
  '紧急程度',
  '主送机关',
  '成文日期',
  '抄送机关',
  '印发机关',
  '印发日期',
] as const
type OfLetter = (typeof ofLetter)[number]
const isOfLetter = (name: string): name is OfLetter => (ofLetter as readonly string[]).includes(name)
const told = (paper: Paper): Readonly<Record<OfLetter, string>> => ({
  文书标题: paper.title,
  发文机关: paper.signature?.organ ?? '',
  发文字号: paper.head?.number ?? '',
  签发人: paper.head?.signer ?? '',
  紧急程度: paper.head?.urgency ?? '',
  主送机关: paper.addressee ?? '',
  成文日期: dayInWords(paper.signature?.day),
  抄送机关: paper.imprint?.copies ?? '',
  印发机关: paper.imprint?.organ ?? '',
  印发日期: dayInWords(paper.imprint?.day),
})

/** The Chinese names of all places that this letter may bind. */
export const placeNames = (m: Procedure): string[] => [
  ...ofLetter,
  ...[...placesOf(m).keys()].filter((name) => /\p{Script=Han}/u.test(name)),
]
/** Refuses by name what the declaration does not have. */
const checkNames = (m: Procedure, letter: Letter, names: Iterable<string>): void => {
  const places = placesOf(m)
  const unknown = [...new Set(names)].filter((name) => !isOfLetter(name) && !places.has(name))
  if (!unknown.length) return
  const known = placeNames(m)
  const near = (name: string) => known.filter((one) => [...name].some((sign) => one.includes(sign))).slice(0, 5)
  throw new FormRefused(
    `“${letter.label[0]}”没有下列字段：${unknown
      .slice(0, 20)
      .map((name) => `{{${name}}}${near(name).length ? `（相近的有${near(name).join('、')}）` : ''}`)
      .join('；')}。没有采用，请改正后再提交。`,
  )
}
/** Throws FormRefused where it binds what is not there, or is no docx that may be used. */
export const checkForm = (m: Procedure, letter: Letter, bytes: Uint8Array): void => {
  const names = placesOfForm(bytes)
  checkNames(m, letter, names)
  if (!names.size) throw new FormRefused('样式文件里没有任何字段。请在要填写的地方写{{字段名}}。')
}
export const checkWords = (m: Procedure, letter: Letter, words: string): void => {
  checkNames(m, letter, placesIn(words))
  if (!words.trim()) throw new FormRefused('正文不能为空。')
}

/** Kinds of parts that are listed: all but the one that the letter is about. */
const listedIn = (chips: readonly (Chip | undefined)[], letter: Letter): string | undefined =>
  chips.find((chip) => chip?.part !== undefined && chip.part !== letter.about)?.part
const level: readonly [RegExp, 1 | 2][] = [
  [/^[一二三四五六七八九十]+、/, 1],
  [/^（[一二三四五六七八九十]+）/, 2],
]
const pieceOf = (text: string): Piece => {
  const heading = level.find(([form]) => form.test(text) && text.length <= 40)
  return heading ? { is: 'heading', level: heading[1], text } : { is: 'paragraph', text }
}

/** The letter in the district's own words: each line a paragraph, one that lists parts written once for each of them. */
export const writeWords = (read: Read, letter: Letter, part: Folded | undefined, words: string): Written => {
  checkWords(read.m, letter, words)
  const places = placesOf(read.m)
  const declared = told(write(read, letter, part).paper)
  return write(read, letter, part, (writer) =>
    words.split('\n').flatMap((line): Piece[] => {
      const kind = listedIn(
        placesIn(line).map((name) => places.get(name)),
        letter,
      )
      const rows = kind === undefined ? [part] : writer.rowsOf(kind, undefined)
      return rows.flatMap((row) => {
        let whole = true
        const said = line.trim().replace(/\{\{\s*([^{}]+?)\s*\}\}/g, (_, name: string) => {
          if (isOfLetter(name)) return declared[name]
          const chip = places.get(name)!
          const text = writer.text(chip, chip.part === undefined || chip.part === letter.about ? part : row)
          if (text === undefined) whole = false
          return text ?? ''
        })
        return whole && said !== '' ? [pieceOf(said)] : []
      })
    }),
  )
}
/** The letter in the district's own docx. Throws FormRefused. */
export const writeForm = (read: Read, letter: Letter, part: Folded | undefined, bytes: Uint8Array): Buffer => {
  checkForm(read.m, letter, bytes)
  const places = placesOf(read.m)
  const { paper } = write(read, letter, part)
  const declared = told(paper)
  const writer = new Writer(read, letter, part)
  const rowsFor = (names: readonly string[]) => {
    const kind = listedIn(
      names.map((name) => places.get(name)),
      letter,
    )
    return kind === undefined ? undefined : writer.rowsOf(kind, undefined)
  }
  const filling: Filling = {
    lines: (names) => rowsFor(names)?.length,
    value: (name, row) => {
      if (isOfLetter(name)) return declared[name]
      const chip = places.get(name)!
      const listed = row === undefined ? undefined : rowsFor([name])?.[row]
      return writer.text(chip, listed ?? part) ?? ''
    },
  }
  return fillForm(bytes, filling, paper.made)
}
export { FormRefused, openForm }
