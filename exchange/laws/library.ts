/** The district's own library of law texts: imported from a folder, read by citations. The product brings no text itself. */
import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instrument } from '../../kernel/law/index.ts'
import { rows, transact, type Client } from '../../kernel/ledger/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import type { OpenHouse } from '../../server/house.ts'
import { decodeLaw, lawName, NoLaw, numberOf, parseLaw, type LawText } from './parse.ts'

export type Read =
  | { readonly file: string; readonly is: 'imported' | 'replaced' | 'unchanged'; readonly law: LawText }
  | { readonly file: string; readonly is: 'refused'; readonly why: string }

const put = async (client: Client, house: OpenHouse, tenant: string, file: string, hash: string, law: LawText) => {
  const key = [tenant, law.name, law.edition]
  const [known] = await rows<{ hash: string }>(
    client,
    'SELECT hash FROM house.law WHERE tenant = $1 AND name = $2 AND edition = $3',
    key,
  )
  if (known?.hash === hash) return 'unchanged' as const
  await rows(client, 'DELETE FROM house.law_article WHERE tenant = $1 AND name = $2 AND edition = $3', key)
  await rows(
    client,
    `INSERT INTO house.law VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (tenant, name, edition) DO UPDATE
       SET title = $4, since = $5, since_from = $6, about = $7, file = $8, hash = $9, articles = $10, imported = $11`,
    [...key, law.title, law.since, law.sinceFrom, law.about, file, hash, law.articles.length, house.clock()],
  )
  await rows(
    client,
    `INSERT INTO house.law_article SELECT $1, $2, $3, a.place, a.no, array(SELECT jsonb_array_elements_text(a.headings)), array(SELECT jsonb_array_elements_text(a.paragraphs))
       FROM jsonb_to_recordset($4::jsonb) AS a(place int, no text, headings jsonb, paragraphs jsonb)`,
    [...key, JSON.stringify(law.articles.map((article, place) => ({ place, ...article })))],
  )
  return known ? ('replaced' as const) : ('imported' as const)
}
/** Whether the rules of reading have changed since a file was read; then it is read anew though its bytes are the same. */
const reading = 1

/** Reads a folder, file by file, each in a transaction of its own: one that is refused takes none of the others with it. */
export const importLaws = async (house: OpenHouse, tenant: string, folder: string): Promise<Read[]> => {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => /\.(md|txt)$/i.test(entry.name) && !/^readme\./i.test(entry.name))
    .map(({ name }) => name)
    .sort()
  const all: Read[] = []
  for (const file of names)
    try {
      const path = join(folder, file)
      if (!(await stat(path)).isFile()) throw new NoLaw('不是文件')
      const bytes = await readFile(path)
      const law = parseLaw(file, decodeLaw(bytes))
      const hash = createHash('sha256').update(`${reading}\n`).update(bytes).digest('hex')
      all.push({
        file,
        is: await transact(house.pool, tenant, (client) => put(client, house, tenant, file, hash, law)),
        law,
      })
    } catch (error) {
      if (!(error instanceof NoLaw) && !(error instanceof Error && 'syscall' in error)) throw error
      all.push({ file, is: 'refused', why: error instanceof NoLaw ? error.message : '读不到这一文件' })
    }
  return all
}

export interface Edition {
  readonly edition: Day
  readonly since: Day
  /** `declared`: as the law in the product's own declarations; `edition`: only the day of publication is known. */
  readonly sinceFrom: 'text' | 'edition' | 'declared'
}
export interface Imported extends Edition {
  readonly name: string
  readonly title: string
  readonly articles: number
  readonly file: string
}
/** A declared edition that began within so many days of the publication is this one. */
const within = 400
const daysBetween = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** What the library holds, by name and edition. */
export const libraryOf = async (
  client: Client,
  tenant: string,
  instruments: readonly Instrument[],
  name?: string,
): Promise<Imported[]> => {
  const found = await rows<{
    name: string
    edition: Day
    title: string
    since: Day
    since_from: 'text' | 'edition'
    articles: number
    file: string
  }>(
    client,
    'SELECT name, edition, title, since, since_from, articles, file FROM house.law WHERE tenant = $1 AND ($2::text IS NULL OR name = $2) ORDER BY name, edition',
    [tenant, name ?? null],
  )
  return found.map(({ since_from, since, ...one }) => {
    const declared = instruments
      .filter(({ title }) => lawName(withoutEdition(title).name) === one.name)
      .flatMap(({ editions }) => editions.map((edition) => edition.since))
      .filter((day) => day >= one.edition && daysBetween(one.edition, day) <= within)
      .sort()[0]
    return {
      ...one,
      ...(since_from === 'edition' && declared !== undefined
        ? { since: declared, sinceFrom: 'declared' as const }
        : { since, sinceFrom: since_from }),
    }
  })
}
/** 行政复议法（2017年修正） names an edition; 行政复议法 the one of the day. */
const withoutEdition = (law: string): { readonly name: string; readonly year: string | undefined } => {
  const [, name, year] =
    /^(.*?)（(\d{4})年(?:修正|修订|文本)）$/.exec(law.replaceAll('(', '（').replaceAll(')', '）')) ?? []
  return { name: name ?? law, year }
}

export interface Passage {
  readonly no: string
  readonly headings: readonly string[]
  readonly paragraphs: readonly string[]
}
export type Cited =
  | { readonly is: 'no text' }
  | {
      readonly is: 'no article' | 'found'
      readonly title: string
      readonly edition: Edition
      /** Whether the edition was not yet in force on that day: an older one is not in the library. */
      readonly later: boolean
      readonly editions: readonly Edition[]
      readonly passages: readonly Passage[]
    }
/** 第四十七条 and 47 → 47; 第十二条之一 → 12之一; nothing where it is a heading or something else. */
const articleNo = (no: string): string | undefined => {
  const [, whole, sub] =
    /^(?:第)?([零〇一二两三四五六七八九十百千\d]+)条?(?:之([一二三四五六七八九十]+))?(?:第.*[款项])?$/.exec(no) ?? []
  const n = whole === undefined ? undefined : numberOf(whole)
  return n === undefined ? undefined : sub === undefined ? String(n) : `${n}之${sub}`
}
/** The article in the edition that was in force on that day, or in the one that is named; of a heading, all below it. */
export const passageOf = async (
  client: Client,
  tenant: string,
  instruments: readonly Instrument[],
  asked: { readonly law: string; readonly no?: string; readonly on: Day; readonly edition?: Day },
): Promise<Cited> => {
  const { name, year } = withoutEdition(asked.law)
  const editions = await libraryOf(client, tenant, instruments, lawName(name))
  if (!editions.length) return { is: 'no text' }
  const inForce = editions.filter(({ since }) => since <= asked.on).sort((a, b) => (a.since < b.since ? 1 : -1))[0]
  const chosen =
    editions.find(({ edition }) => edition === asked.edition) ??
    editions.findLast(({ edition }) => year !== undefined && edition.startsWith(year)) ??
    inForce ??
    editions[0]!
  const no = asked.no === undefined ? undefined : articleNo(asked.no)
  const passages = await rows<{ no: string; headings: string[]; paragraphs: string[] }>(
    client,
    `SELECT no, headings, paragraphs FROM house.law_article WHERE tenant = $1 AND name = $2 AND edition = $3
       AND ($4::text IS NULL OR no = $4) AND ($5::text IS NULL OR EXISTS (SELECT FROM unnest(headings) h WHERE h = $5 OR starts_with(h, $5 || ' '))) ORDER BY place`,
    [tenant, chosen.name, chosen.edition, no ?? null, asked.no !== undefined && no === undefined ? asked.no : null],
  )
  const shown = ({ edition, since, sinceFrom }: Edition): Edition => ({ edition, since, sinceFrom })
  return {
    is: passages.length ? 'found' : 'no article',
    title: chosen.title,
    edition: shown(chosen),
    later: chosen.since > asked.on,
    editions: editions.map(shown),
    passages,
  }
}
