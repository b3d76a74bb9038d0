/** Public ids of figures: `<mechanism>.<kebab-case key>`, or the id a district has always printed it under. */
import type { Figure } from './figure.ts'

export interface CatalogueEntry {
  readonly id: string
  readonly mechanism: string
  readonly key: string
  readonly figure: Figure
}
export interface Catalogue {
  readonly entries: readonly CatalogueEntry[]
  readonly find: (id: string) => CatalogueEntry | undefined
  readonly idOf: (figure: Figure) => string
}
const kebab = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** `aliases` maps a district's own ids to derived ones; both find the figure. */
export const catalogueOf = (
  mechanisms: Iterable<{ readonly id: string; readonly indicators: Readonly<Record<string, Figure>> }>,
  aliases: Readonly<Record<string, string>> = {},
): Catalogue => {
  const printed = new Map(Object.entries(aliases).map(([own, derived]) => [derived, own]))
  const entries: CatalogueEntry[] = []
  const ids = new Map<string, CatalogueEntry>()
  const figures = new Map<Figure, string>()
  for (const { id: mechanism, indicators } of mechanisms) {
    for (const [key, figure] of Object.entries(indicators)) {
      const derived = `${mechanism}.${kebab(key)}`
      const entry = { id: printed.get(derived) ?? derived, mechanism, key, figure }
      entries.push(entry)
      ids.set(derived, entry).set(entry.id, entry)
      figures.set(figure, entry.id)
    }
  }
  const idOf = (figure: Figure): string => {
    const id = figures.get(figure)
    if (!id) throw new Error(`a sentence holds a figure that no indicator declares: ${figure.label[0]}`)
    return id
  }
  return { entries, find: (id) => ids.get(id), idOf }
}
