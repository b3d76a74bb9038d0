/** Where the law is used: every instrument that `laws/` declares, and each place of a declaration that cites an article of it. */
import { readdir } from 'node:fs/promises'
import type { Amount, Article, Instrument, Pair, Rule } from '../kernel/law/index.ts'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { sayTest, structuresOf, type Structure } from '../kernel/procedure/index.ts'

const root = new URL('../laws/', import.meta.url)
const suffix = import.meta.url.endsWith('.ts') ? '.ts' : '.js'

const isInstrument = (value: unknown): value is Instrument =>
  typeof value === 'function' && 'articles' in value && 'editions' in value
const isRule = (value: unknown): value is Rule | Amount =>
  typeof value === 'object' && value !== null && 'editions' in value && 'rolls' in value

export interface Law {
  readonly instruments: readonly Instrument[]
  readonly rules: readonly (Rule | Amount)[]
}
/** Every instrument and rule of `laws/`, by title and by id. */
export const findLaw = async (): Promise<Law> => {
  const names = (await readdir(root)).filter((name) => name.endsWith(suffix) && !/\.(test|d)\.\w+$/.test(name))
  const exported = await Promise.all(
    names
      .sort()
      .map(async (name) => Object.values((await import(new URL(name, root).href)) as Record<string, unknown>)),
  )
  return { instruments: exported.flat().filter(isInstrument), rules: exported.flat().filter(isRule) }
}

/** One place in a declaration that cites an article. */
export interface LawUse {
  readonly law: string
  readonly no: string | number
  readonly mechanism: string
  readonly mechanismName: string
  readonly part: string | undefined
  readonly what: 'act' | 'gate' | 'separation' | 'term' | 'base' | 'theorem'
  readonly words: string
}
const usesIn = (m: AnyMechanism): LawUse[] => {
  const found: LawUse[] = []
  const add = (what: LawUse['what'], part: string | undefined, words: string, article: Article | undefined) => {
    if (article)
      found.push({ law: article.law, no: article.no, mechanism: m.id, mechanismName: m.name[0], part, what, words })
  }
  for (const [kind, structure] of structuresOf<Structure, AnyMechanism>(m)) {
    const within = (label: Pair) => `${kind ? `${structure.name[0]}·` : ''}${label[0]}`
    for (const [name, act] of Object.entries(structure.acts)) {
      add('act', kind, within(act.label), act.article)
      add('separation', kind, `${within(act.label)}：须由另一人办理`, act.by.article)
      for (const { test, article } of act.requires)
        add('gate', kind, `${within(act.label)}：${sayTest(test, { structure, procedure: m, act: name })}`, article)
    }
    for (const term of Object.values(structure.terms)) add('term', kind, within(term.label), term.article)
  }
  for (const { label, article, part } of Object.values(m.owes)) add('base', part, label[0], article)
  for (const { act, without } of m.never)
    add(
      'theorem',
      undefined,
      `${m.acts[act]?.label[0]}之前${sayTest(without.test, { structure: m, procedure: m })}`,
      without.article,
    )
  return found
}
/** Everything that cites an article, in the order of the mechanisms. */
export const lawUses = (mechanisms: Iterable<AnyMechanism>): LawUse[] => [...mechanisms].flatMap(usesIn)

/** `713`, `重大行政决策` or `国务院令第713号`: the instruments that are meant. A part of the title or number is enough. */
export const instrumentsNamed = ({ instruments }: Law, name: string): readonly Instrument[] => {
  const exact = instruments.filter(({ title, number }) => title === name || number === name)
  return exact.length ? exact : instruments.filter(({ title, number }) => title.includes(name) || number.includes(name))
}
const kinds: Readonly<Record<LawUse['what'], string>> = {
  act: '行为',
  gate: '条件',
  separation: '分离',
  term: '期限',
  base: '应有行',
  theorem: '定理',
}
/** For `fazhi law`: an instrument, or one article of it, with where it is used. */
export const explainLaw = (law: Law, uses: readonly LawUse[], of: Instrument, no: string | undefined): string[] => {
  const asked = no?.replace(/^第(.+)条$/, '$1')
  const own = uses.filter((use) => use.law === of.title)
  const articles = Object.entries(of.articles).filter(([name]) => asked === undefined || name === asked)
  const name = (article: string) => (/^\d+$/.test(article) ? `第${article}条` : article)
  return [
    `《${of.title}》（${of.number}）${of.status === 'unverified' ? '〔待核〕' : ''}`,
    ...of.editions.map(
      ({ since, until, note }) => `  ${since}起${until ? `，至${until}` : ''}${note ? `：${note}` : ''}`,
    ),
    ...articles.flatMap(([article, says]) => [
      `${name(article)}  ${says}`,
      ...law.rules
        .filter((rule) => rule.article?.law === of.title && String(rule.article.no) === article)
        .map(({ label, id, status }) => `    数值：${label[0]}（${id}）${status === 'unverified' ? '〔待核〕' : ''}`),
      ...own
        .filter((use) => String(use.no) === article)
        .map(({ mechanismName, what, words }) => `    ${kinds[what]}：${mechanismName}·${words}`),
    ]),
  ]
}
