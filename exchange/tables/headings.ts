/** Which row of a sheet holds the headings, and which column each of them means: guessed, and said how surely. */
import type { SheetRow } from '../sheets/refused.ts'
import { isOrdinal, type Column, type Form } from './columns.ts'
import type { Names } from './names.ts'
import type { Guess, Mapping, MoneyUnit } from '../imports/told.ts'
import { moneyUnitIn } from './numbers.ts'
import { likeness, plain } from './text.ts'
import { cellText, isBlank, readCell } from './values.ts'

/** A heading as it is compared: without marks, notes in brackets and units. */
export const heading = (text: string): string =>
  plain(text)
    .replace(/^[*※★]+|[*※★]+$/g, '')
    .replace(/\((必填|选填|可选|元|万元|亿元|yyyy.*?|.*?格式.*?)\)/g, '')
    .replace(/[:：]$/, '')
/** Words that offices use for the same thing. */
const alike: readonly (readonly string[])[] = [
  ['日期', '时间', '日', '年月日'],
  ['单位', '部门', '机关', '主体', '机构', '责任单位', '承办单位'],
  ['标题', '名称', '题目', '题名', '主题'],
  ['编号', '文号', '字号', '号'],
  ['人员', '姓名', '人', '经办人', '负责人', '责任人'],
  ['网址', '链接', '地址', 'url', '网页地址', '页面地址', '网站地址', '信息链接', '信息地址'],
  ['金额', '款额', '价款', '标的额'],
  ['类别', '类型', '种类', '分类'],
  ['栏目', '版块', '频道'],
  ['原因', '理由', '事由'],
  ['办理事项', '操作', '行为', '事项', '办理方式'],
  ['发生日期', '办理日期', '日期', '时间', '发布时间', '发布日期', '发生时间'],
]
const reduced = (text: string): string => {
  let found = text
  for (const [to, ...words] of alike) for (const word of words) if (word.length > 1) found = found.replaceAll(word, to!)
  return found
}
/** How alike a heading and a name of a column are, 0 to 1. */
const alikeness = (given: string, ours: string): number => {
  if (given === ours) return 1
  if (reduced(given) === reduced(ours)) return 0.85
  if (ours.length > 1 && given.length > 1 && (given.includes(ours) || ours.includes(given)))
    return 0.6 + 0.25 * (Math.min(given.length, ours.length) / Math.max(given.length, ours.length))
  if (alike.some((words) => words.includes(given) && words.includes(ours))) return 0.75
  const score = likeness(reduced(given), reduced(ours))
  return score >= 0.5 ? 0.4 + 0.4 * score : 0
}
/** How surely a heading means a column, 0 to 1, by its words alone. */
const byWords = (given: string, { id, label, english, of, also = [], hidden }: Column): number => {
  if (given === heading(label)) return 1
  if (given === plain(english) || given === plain(id)) return 0.98
  // What came later is not looked for in words that only resemble it.
  if (of || hidden) return also.some((word) => heading(word) === given) ? 0.9 : 0
  return Math.max(alikeness(given, heading(label)), ...also.map((word) => 0.9 * alikeness(given, heading(word))))
}

export interface Guessed {
  /** The number of the row of headings, as the sheet counts. */
  readonly header: number
  readonly guesses: readonly Guess[]
  readonly units: Readonly<Record<string, MoneyUnit>>
  /** A list that we exported for reading: it has what cases are now, not all that opened them. */
  readonly listed: boolean
}
/** Headings as this unit mapped them before, to a column's id or to nothing. */
export type Remembered = ReadonlyMap<string, string | null>

const looked = 40
const sampled = 20
const threshold = 0.55
const scoreOf = (row: SheetRow, columns: readonly Column[], remembered: Remembered): number => {
  const texts = row.cells.map((cell) => heading(cellText(cell))).filter(Boolean)
  let score = 0
  for (const text of new Set(texts)) {
    if (remembered.has(text) || isOrdinal(text)) score += 0.5
    score += text.length > 40 ? 0 : Math.max(0, ...columns.map((column) => byWords(text, column)))
  }
  // A title over the whole table is one cell.
  return texts.length > 1 || columns.length === 1 ? score : score / 4
}
/** How well the cells under a heading read as that column, 0 to 1; nothing to say where there are none. */
const fits = (column: Column, rows: readonly SheetRow[], at: number, names: Names, from1904: boolean): number => {
  const cells = rows.map(({ cells }) => cells[at]).filter((cell) => !isBlank(cell, column.field.kind))
  if (!cells.length || ['file', 'link'].includes(column.field.kind) || column.part) return 0.5
  const around = { names, on: names.district.now().slice(0, 10), from1904, money: '元' as const }
  return cells.filter((cell) => 'value' in readCell(column, cell!, around)).length / cells.length
}
/** A list that we exported ourselves: its head says so, and its columns are called as they are declared. */
const isOurs = (rows: readonly SheetRow[], header: SheetRow): boolean =>
  rows.some(({ n, cells }) => n < header.n && cellText(cells[0]).startsWith('台账：')) &&
  header.cells.some((cell) => cellText(cell) === '案卷编号')
interface Pair {
  readonly place: number
  readonly id: string
  readonly sure: number
  readonly why: Guess['why']
}
/** Kinds whose cells tell what they are, whatever the heading says. */
const telling = new Set<Column['field']['kind']>(['unit', 'choice', 'person'])

/** Guesses from the first rows of a sheet. `at` is the row of headings, where it is known. */
export const guess = (
  { columns }: Form,
  rows: readonly SheetRow[],
  names: Names,
  from1904: boolean,
  remembered: Remembered,
  at?: number,
): Guessed | undefined => {
  const scored = rows.slice(0, looked).map((row) => ({ row, score: scoreOf(row, columns, remembered) }))
  const best = scored.reduce<(typeof scored)[number] | undefined>(
    (a, b) => (at !== undefined ? (b.row.n === at ? b : a) : !a || b.score > a.score ? b : a),
    undefined,
  )
  if (!best) return undefined
  const under = rows.filter(({ n }) => n > best.row.n).slice(0, sampled)
  const width = Math.max(best.row.cells.length, ...under.map(({ cells }) => cells.length))
  const headings = Array.from({ length: width }, (_, column) => cellText(best.row.cells[column]))
  const ours = isOurs(rows, best.row)
  const pairs = headings.flatMap((text, place): Pair[] => {
    const given = heading(text)
    if (given && remembered.has(given)) {
      const id = remembered.get(given)!
      return id === null || id === '#' ? [] : [{ place, id, sure: 1, why: 'remembered' }]
    }
    if (!given || isOrdinal(given)) return []
    return columns.flatMap((column): Pair[] => {
      const words = ours && text === '立案日' && column.id === 'on' ? 0.98 : byWords(given, column)
      if (ours && words < 0.98) return []
      const content = fits(column, under, place, names, from1904)
      const sure = words >= 0.98 ? words : words * (0.6 + 0.4 * content)
      if (sure >= threshold) return [{ place, id: column.id, sure, why: words >= 0.98 ? 'exact' : 'alike' }]
      const alikeEnd = content >= 0.6 && given.length > 2 && heading(column.label).endsWith(given.slice(-2))
      const told = telling.has(column.field.kind) && (content === 1 || alikeEnd) && under.length >= 2
      return told ? [{ place, id: column.id, sure: 0.56, why: 'content' }] : []
    })
  })
  const taken = new Map<number, Pair>()
  const used = new Set<string>()
  for (const pair of pairs.sort((a, b) => b.sure - a.sure || a.place - b.place)) {
    if (taken.has(pair.place) || used.has(pair.id)) continue
    taken.set(pair.place, pair)
    used.add(pair.id)
  }
  // What several later facts ask under one name belongs to the one that the table tells of.
  const groups = new Set(columns.flatMap(({ id, of }) => (of && used.has(id) ? [of] : [])))
  for (const [place, text] of headings.entries()) {
    const given = heading(text)
    if (!given || taken.has(place) || remembered.has(given)) continue
    const own = columns.filter(
      ({ id, of, field }) => of && groups.has(of) && !used.has(id) && heading(field.label[0]) === given,
    )
    if (own.length !== 1) continue
    taken.set(place, { place, id: own[0]!.id, sure: 0.85, why: 'alike' })
    used.add(own[0]!.id)
  }
  const units: Record<string, MoneyUnit> = {}
  const guesses = headings.map((text, column): Guess => {
    const samples = under.slice(0, 3).map(({ cells }) => cellText(cells[column]).slice(0, 60))
    const found = taken.get(column)
    const given = heading(text)
    if (found && columns.find(({ id }) => id === found.id)?.field.kind === 'money')
      units[found.id] = moneyUnitIn(text) ?? '元'
    const ordinal = isOrdinal(given) || remembered.get(given) === '#'
    return {
      column,
      heading: text.slice(0, 100),
      id: found?.id ?? (ordinal ? '#' : null),
      sure: found?.sure ?? (ordinal || remembered.has(given) ? 1 : 0),
      why: found?.why ?? (ordinal ? 'exact' : remembered.has(given) ? 'remembered' : 'none'),
      samples,
    }
  })
  return { header: best.row.n, guesses, units, listed: ours && headings.includes('立案日') }
}
/** The act that a table without a column for it is most likely about: the one whose needs the columns meet. */
export const actFor = (
  { m, columns }: Form,
  allowed: readonly string[],
  ids: ReadonlySet<string>,
): string | undefined => {
  if (allowed.length <= 1) return allowed[0]
  const own = columns.filter(({ of }) => !of)
  const lacking = (act: string) =>
    own.filter(({ id, needed, part }) => needed.includes(act) && part !== 'title' && !ids.has(id)).length
  const idle = (act: string) => own.filter(({ id, asked }) => ids.has(id) && !asked.includes(act)).length
  const worth = (act: string) => lacking(act) * 10 + idle(act) * 5 + (m.acts[act]!.kind === 'fact' ? 0 : 1)
  return [...allowed].sort((a, b) => worth(a) - worth(b))[0]
}
/** A mapping as guessed. */
export const mappingOf = (form: Form, allowed: readonly string[], { guesses, units }: Guessed): Mapping => {
  const columns = guesses.map(({ id }) => id)
  return { columns, fixed: {}, units, act: actFor(form, allowed, new Set(columns.filter((id) => id !== null))) }
}
