/** Words for lists: a title, its place in pinyin order, and the terms by which it is found. */
import { pinyin } from 'pinyin-pro'
import type { Fields, Values } from '../fields/index.ts'

const syllables = new Map<string, string>()
const syllable = (character: string): string => {
  let found = syllables.get(character)
  if (found === undefined) {
    found = /\p{Script=Han}/u.test(character)
      ? pinyin(character, { toneType: 'num', type: 'array' })[0]!
      : character.toLowerCase()
    syllables.set(character, found)
  }
  return found
}
/**
 * A key whose byte order is pinyin order. Made here and stored, since collations of PostgreSQL builds disagree about
 * Chinese. Equal syllables are told apart by the character.
 */
export const sortKey = (title: string): string =>
  [...title.normalize('NFKC')]
    .slice(0, 24)
    .map((character) => `${syllable(character)}${character}`)
    .join(' ')

/** The first text field of a record names it. */
export const titleOf = (fields: Fields, values: Values): string => {
  const name = Object.keys(fields).find((name) => fields[name]!.kind === 'text' && typeof values[name] === 'string')
  return name ? (values[name] as string) : ''
}

// A letter is not Han here: 第1999条 is 第, 1999 and 条.
const runs = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu
/** Single characters and pairs of Chinese, whole words of the rest: a word of two characters (述法) is always found. */
export const termsOf = (text: string): string[] => {
  const terms = new Set<string>()
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(runs)) {
    if (!/\p{Script=Han}/u.test(run)) {
      terms.add(run.slice(0, 60))
      continue
    }
    const characters = [...run]
    characters.forEach((character, at) => {
      terms.add(character)
      if (at + 1 < characters.length) terms.add(character + characters[at + 1])
    })
  }
  return [...terms]
}
/** What a search asks for: the pairs where there are any, so that 行政处罚 needs 行政, 政处 and 处罚. */
export const askedTerms = (query: string): string[] => {
  const terms = termsOf(query)
  const pairs = terms.filter((term) => [...term].length > 1)
  const inPairs = (term: string) => pairs.some((pair) => pair.includes(term))
  return terms.filter((term) => [...term].length > 1 || !inPairs(term)).slice(0, 40)
}
/** All that may be found of a record, as one text; personal values are never searched. */
export const searchable = (fields: Fields, values: Values): string =>
  Object.entries(fields)
    .filter(([, { kind, how }]) => !how.personal && (kind === 'text' || kind === 'prose'))
    .map(([name]) => values[name])
    .filter((value) => typeof value === 'string')
    .join('\n')
    .slice(0, 20_000)
