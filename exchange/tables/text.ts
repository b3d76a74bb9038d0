/** Text as people type it, brought to one form before it is compared or read. */

const invisible = /[\u200b-\u200d\u2060\ufeff]/g
/** Without white space at the ends, the ideographic one too, and without characters that nobody sees. */
export const trimmed = (text: string): string =>
  text
    .replace(invisible, '')
    .replace(/\u00a0/g, ' ')
    .trim()
/** For comparison: full-width digits, letters and brackets as half-width ones, no white space, small letters. */
export const plain = (text: string): string =>
  trimmed(text)
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[〔［【]/g, '(')
    .replace(/[〕］】]/g, ')')
    .toLowerCase()

const pairsOf = (text: string): Map<string, number> => {
  const pairs = new Map<string, number>()
  for (let at = 0; at + 1 < text.length; at++) {
    const pair = text.slice(at, at + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}
/** How alike two plain texts are, 0 to 1, by the pairs of characters that they share. */
export const likeness = (a: string, b: string): number => {
  if (a === b) return 1
  const [ours, theirs] = [pairsOf(a), pairsOf(b)]
  let shared = 0
  for (const [pair, times] of ours) shared += Math.min(times, theirs.get(pair) ?? 0)
  const all = Math.max(0, a.length - 1) + Math.max(0, b.length - 1)
  return all ? (2 * shared) / all : 0
}
/** The one of several names that is most like a text, where one is like it at all. */
export const nearest = (text: string, names: Iterable<string>): string | undefined => {
  const given = plain(text)
  let [best, most] = [undefined as string | undefined, 0.34]
  for (const name of names) {
    const other = plain(name)
    const score = other.includes(given) || given.includes(other) ? 0.8 : likeness(given, other)
    if (score > most) [best, most] = [name, score]
  }
  return best
}
/** A column's letters: A for 0, AA for 26. */
export const letters = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26)
export const a1 = (column: number, row: number): string => `${letters(column)}${row}`
