/**
 * The district's own wording of the report's sentences. A wording is kept in the register of forms, under the sentence as
 * it is declared: where the declaration changes, its own words hold again until somebody has looked at the new ones.
 */
import { createHash } from 'node:crypto'
import type { Figure } from '../kernel/indicator/index.ts'
import { rows, type Client } from '../kernel/ledger/index.ts'
import type { Actor } from '../kernel/procedure/index.ts'
import { newId, perform, registerFor, type Outcome } from '../kernel/register/index.ts'
import type { Piece, Sentence } from '../kernel/report/index.ts'
import { dayOf, type Day } from '../kernel/time/index.ts'
import type { District } from './district.ts'
import { invalid, notFound } from './errors.ts'
import type { OpenHouse } from './house.ts'
import { forms } from './letter-forms.ts'

type Reported = OpenHouse['found']['chapters'][number]
type Teller = Reported['mechanisms'][number]
const prefix = 'report/'
const mostWords = 2000

/** What a sentence may bind, by the name under which it stands in a wording: the figures of its register, and its lists. */
const placesOf = (house: OpenHouse, m: Teller, { pieces }: Sentence): ReadonlyMap<string, Exclude<Piece, string>> => {
  const found = new Map<string, Exclude<Piece, string>>()
  const put = (name: string, id: string, piece: Exclude<Piece, string>): void => {
    if ([...found.values()].includes(piece)) return
    found.set(found.has(name) ? `${name}（${id}）` : name, piece)
  }
  const { idOf, entries } = house.catalogue
  for (const piece of pieces) {
    if (typeof piece === 'string') continue
    if ('rows' in piece) put('所列内容', String(found.size + 1), piece)
    else put(piece.label[0], idOf(piece), piece)
  }
  for (const { id, figure, mechanism } of entries) if (mechanism === m.id) put(figure.label[0], id, figure)
  return found
}
const templateOf = (places: ReadonlyMap<string, Piece>, { pieces }: Sentence): string => {
  const names = new Map([...places].map(([name, piece]) => [piece, name]))
  return pieces.map((piece) => (typeof piece === 'string' ? piece : `{{${names.get(piece)}}}`)).join('')
}
/** One sentence of the report, as declared. */
export interface Wordable {
  /** `report/<register>/<what the declaration says, as a short hash>`. */
  readonly id: string
  readonly chapter: Reported
  readonly m: Teller
  readonly sentence: Sentence
  readonly places: ReadonlyMap<string, Exclude<Piece, string>>
  readonly declared: string
}
const wordables = new WeakMap<OpenHouse, readonly Wordable[]>()
/** Every sentence in the order of the report. */
export const wordablesOf = (house: OpenHouse): readonly Wordable[] => {
  const known = wordables.get(house)
  if (known) return known
  const found = house.found.chapters
    .filter(({ reported }) => reported)
    .flatMap((chapter) =>
      chapter.mechanisms.flatMap((m) =>
        m.report.map((sentence): Wordable => {
          const places = placesOf(house, m, sentence)
          const declared = templateOf(places, sentence)
          const mark = createHash('sha256').update(`${sentence.section} ${declared}`).digest('hex').slice(0, 12)
          return { id: `${prefix}${m.id}/${mark}`, chapter, m, sentence, places, declared }
        }),
      ),
    )
  wordables.set(house, found)
  return found
}
export const wordableNamed = (house: OpenHouse, id: string): Wordable => {
  const found = wordablesOf(house).find((one) => one.id === id)
  if (!found) throw notFound('报告里没有这一句，或者系统升级后它的写法已经改变', '请从报告措辞的列表中重新选择')
  return found
}
const place = /\{\{\s*([^{}]+?)\s*\}\}/g
/** The number of an article, an instrument or a document is part of its name, and no figure. */
const named = /《[^》]*》|〔[^〕]*〕|第[0-9０-９]+[条款项号章届次批]|[0-9０-９]+号/g
/** A wording with its places bound. Throws a Rejection that names what is not there, and every number typed by hand. */
export const sentenceOf = ({ sentence, places, m }: Wordable, words: string): Sentence => {
  const unknown = [...new Set([...words.matchAll(place)].map(([, name]) => name!))].filter((name) => !places.has(name))
  const typed = words
    .replace(place, '')
    .replace(named, '')
    .match(/[0-9０-９]+[^，。；、\s]{0,4}/g)
  const [, stray] = /(\{\{?|\}\}?)/.exec(words.replace(place, '')) ?? []
  const wrong = [
    !words.trim() && '不能为空',
    words.length > mostWords && `不能超过${mostWords}字`,
    /[\r\n]/.test(words) && '应为一段，不能换行',
    unknown.length &&
      `“${m.name[0]}”没有下列指标：${unknown
        .slice(0, 20)
        .map((name) => `{{${name.slice(0, 60)}}}`)
        .join('、')}。可以引用的指标列在下面`,
    stray && `“${stray}”不成对；指标写作{{指标名称}}`,
    typed && `数字要用{{指标名称}}引用，不能直接写：${typed.slice(0, 10).join('、')}`,
  ].filter((one) => typeof one === 'string')
  if (wrong.length) throw invalid({ words: `${wrong.join('；')}。没有采用，请改正后再提交` })
  const pieces: Piece[] = []
  let at = 0
  for (const found of words.matchAll(place)) {
    if (found.index > at) pieces.push(words.slice(at, found.index))
    pieces.push(places.get(found[1]!)!)
    at = found.index + found[0].length
  }
  if (at < words.length) pieces.push(words.slice(at))
  return { section: sentence.section, pieces: pieces as readonly (string | Figure)[] }
}

/** A wording that somebody proposed. */
export interface Wording {
  readonly id: string
  readonly case: string
  readonly words: string
  readonly state: string
  readonly confirmed: { readonly on: Day; readonly by: string } | undefined
  readonly ended: Day | undefined
}
/** All wordings that were ever proposed, the latest last. */
export const wordingsOf = async (client: Client, house: OpenHouse, tenant: string): Promise<Wording[]> => {
  const m = house.mechanisms.get(forms)
  if (!m) return []
  type Did = Record<string, { on: Day; by: string[] } | undefined>
  const found = await rows<{
    case: string
    state: string
    ended: Day | null
    letter: string
    words: string | null
    did: Did
  }>(
    client,
    `SELECT _id AS "case", _state AS state, _ended AS ended, letter, words, _folded->'did' AS did FROM ${registerFor(m, undefined).cases.name}
       WHERE _tenant = $1 AND letter >= $2 AND letter < $3 ORDER BY _folded->'did'->'confirm'->>'on', _opened, _id`,
    [tenant, prefix, `${prefix}\u{10ffff}`],
  )
  return found.map(({ letter, words, did, ended, ...row }) => ({
    ...row,
    id: letter,
    words: words ?? '',
    confirmed: did.confirm && { on: did.confirm.on, by: did.confirm.by.at(-1)! },
    ended: ended ?? undefined,
  }))
}
const held = ({ confirmed, ended }: Wording, on: Day | undefined): boolean =>
  confirmed !== undefined &&
  (on === undefined ? ended === undefined : confirmed.on <= on && (ended === undefined || on < ended))

/** The chapters of the report in the words that hold, or held on that evening: the district's own, else the declared ones. */
export const reportChapters = async (
  client: Client,
  house: OpenHouse,
  tenant: string,
  on?: Day,
): Promise<Reported[]> => {
  const chapters = house.found.chapters.filter(({ reported }) => reported)
  const own = new Map(
    (await wordingsOf(client, house, tenant)).filter((one) => held(one, on)).map((one) => [one.id, one]),
  )
  if (!own.size) return chapters
  const said = new Map(
    wordablesOf(house).flatMap((one) => {
      const wording = own.get(one.id)
      return wording ? [[one.sentence, sentenceOf(one, wording.words)] as const] : []
    }),
  )
  return chapters.map((chapter) => ({
    ...chapter,
    mechanisms: chapter.mechanisms.map((m) => ({ ...m, report: m.report.map((one) => said.get(one) ?? one) })),
  }))
}
/** Checks a wording and proposes it; a second person puts it in force. Throws a Rejection. */
export const proposeWording = (
  house: OpenHouse,
  district: District,
  actor: Actor,
  id: string,
  { words, basis }: { readonly words: string; readonly basis: string | undefined },
): Promise<Outcome> => {
  const one = wordableNamed(house, id)
  sentenceOf(one, words)
  const among = wordablesOf(house).filter(({ m }) => m.id === one.m.id)
  return perform(house, {
    tenant: district.id,
    mechanism: forms,
    stream: newId(),
    act: 'propose',
    on: dayOf(district.now()),
    actor,
    body: {
      label: `年度报告·${one.m.name[0]}第${among.indexOf(one) + 1}句`,
      letter: id,
      words,
      ...(basis !== undefined && { basis }),
    },
  })
}
