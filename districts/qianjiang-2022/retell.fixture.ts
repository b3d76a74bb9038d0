/** The year told to its mechanisms in memory, up to the day of the clock: what the tests of its acts share. */
import { createHash } from 'node:crypto'
import type { Values } from '../../kernel/fields/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import { readSource, type YearAct, type YearItem } from '../../server/year.ts'
import { story, tellAll } from '../../tests/story.ts'
import { today } from './telling.ts'

export const source = await readSource(new URL('./', import.meta.url))
export const actsIn = (items: readonly YearItem[]): YearAct[] =>
  items.filter((item): item is YearAct => !('rows' in item))
/** The acts before the day of the clock, in the order of their days. */
export const inOrder = (items: readonly YearItem[]): YearAct[] =>
  actsIn(items)
    .filter(({ on }) => on < today)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))

const hashOf = (title: string) => createHash('sha256').update(title).digest('hex')
/** A body whose `file:` and `text:` values are stored: here the hash of the title stands for the file. */
const stored = (body: Values): Values =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const [, kind, title] = (typeof value === 'string' && /^(file|text):(.*)$/.exec(value)) || []
      return [name, !kind ? value : kind === 'file' ? hashOf(title!) : { hash: hashOf(title!), title }]
    }),
  )
/** Whoever acts does so in the unit that the act names, or of their first post. */
const unitOf = ({ by, unit }: YearAct): string =>
  unit ?? source.people.find(({ id }) => id === by)?.posts[0]?.unit ?? 'u'

/** What came of the acts: `odd` are those that were not simply done, without the cases of `except`; `exceptions` says them. */
export const retell = (mechanisms: readonly AnyMechanism[], acts: readonly YearAct[], except = '') => {
  const { results, read } = tellAll(story(...mechanisms), mechanisms, acts, unitOf, stored)
  const odd = results.filter(({ mechanism, result }) => result !== 'done' && mechanism !== except)
  return {
    odd,
    exceptions: odd.map(({ on, of, act, result }) => `${on} ${of} ${act}: ${result}`),
    read,
    stateOf: (mechanism: string, of: string) => read(mechanism, of).state,
  }
}
