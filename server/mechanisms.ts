/** Finds the mechanisms by reading the directory. One that does not load stops the boot by name. */
import { readdir } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import type { Pair } from '../kernel/law/index.ts'
import type { Letters } from '../kernel/letter.ts'
import type { Sample } from '../kernel/sample.ts'
import { wrongPortal } from '../kernel/portal.ts'
import { registersOf } from '../kernel/register/index.ts'
import { openings } from '../kernel/procedure/index.ts'
import { chapters } from '../mechanisms/chapters.ts'

export interface Chapter {
  readonly id: string
  readonly name: Pair
  /** Whether the annual report has a chapter of it. */
  readonly reported: boolean
  readonly mechanisms: readonly AnyMechanism[]
}
export interface Found {
  readonly chapters: readonly Chapter[]
  readonly mechanisms: ReadonlyMap<string, AnyMechanism>
  readonly samples: ReadonlyMap<string, Sample>
  /** The documents that a mechanism can issue, where its folder has `letters.ts`. */
  readonly letters: ReadonlyMap<string, Letters>
}
const root = new URL('../mechanisms/', import.meta.url)
const suffix = import.meta.url.endsWith('.ts') ? 'ts' : 'js'

/** A wrong declaration, naming mechanism, key and rule. */
export class WrongDeclaration extends Error {}
const reserved = new Set(['id', 'state', 'opened', 'ended', 'on', 'since', 'until', 'its', 'case', 'met', 'breached'])

/** Stops the boot where a declaration breaks a rule that the compiler cannot see. Throws WrongDeclaration. */
export const checkDeclaration = (id: string, m: AnyMechanism): void => {
  const wrong = (key: string, rule: string): never => {
    throw new WrongDeclaration(`mechanism ${id}: ${key}: ${rule}`)
  }
  if (m.id !== id) wrong('id', `is '${m.id}', but its folder is '${id}'`)
  const hidden = wrongPortal(m)
  if (hidden) wrong(...hidden)
  for (const [kind, structure] of [['', m] as const, ...Object.entries(m.parts)]) {
    const at = kind ? `parts.${kind}.` : ''
    if (!openings(structure).length && !Object.values(m.acts).some((act) => kind in act.raises))
      wrong(`${at}acts`, 'no act opens it')
    for (const [name, act] of Object.entries(structure.acts)) {
      for (const former of act.was)
        if (Object.hasOwn(structure.acts, former)) wrong(`${at}acts.${name}.was`, `'${former}' is an act of today`)
      if (name in structure.record) wrong(`${at}acts.${name}`, 'has the name of a field')
      if (act.from === undefined && act.to === undefined)
        wrong(`${at}acts.${name}`, 'an opening act needs a state to open in')
      if (act.afterEnd && !(kind && act.from === undefined && structure.ends.includes(act.to!)))
        wrong(`${at}acts.${name}.afterEnd`, 'must open a part in one of its ends')
      if (!act.by.roles.length && !act.by.clock) wrong(`${at}acts.${name}`, 'names nobody who may do it')
      if (!act.label[0] || !act.label[1]) wrong(`${at}acts.${name}`, 'needs a label in both languages')
      for (const field of Object.keys(act.asks))
        if (field.startsWith('_') || reserved.has(field)) wrong(`${at}acts.${name}.asks.${field}`, 'is a reserved name')
      for (const part of Object.keys(act.raises))
        if (!m.parts[part]) wrong(`${at}acts.${name}.raises.${part}`, 'is no part')
    }
    for (const [field, { label, how }] of Object.entries(structure.record)) {
      for (const former of how.was ?? [])
        if (Object.hasOwn(structure.record, former))
          wrong(`${at}record.${field}.was`, `'${former}' is a field of today`)
      if (field.startsWith('_') || reserved.has(field)) wrong(`${at}record.${field}`, 'is a reserved name')
      if (!label[0] || !label[1]) wrong(`${at}record.${field}`, 'needs a label in both languages')
    }
    for (const [term, { until }] of Object.entries(structure.terms)) {
      for (const act of until)
        if (!(act in structure.acts)) wrong(`${at}terms.${term}`, `ends with '${act}', which is no act of it`)
    }
  }
  registersOf(m)
}

/** Reads `mechanisms/<chapter>/<id>/`. */
export const findMechanisms = async (): Promise<Found> => {
  const mechanisms = new Map<string, AnyMechanism>()
  const samples = new Map<string, Sample>()
  const letters = new Map<string, Letters>()
  const found: Chapter[] = []
  for (const chapter of chapters) {
    const folder = new URL(`${chapter.id}/`, root)
    const names = existsSync(folder)
      ? (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name)
      : []
    const place = (id: string) => chapter.order.indexOf(id) + 1 || Infinity
    const ids = names
      .filter((name) => existsSync(new URL(`${name}/index.${suffix}`, folder)))
      .sort((a, b) => (place(a) === place(b) ? (a < b ? -1 : 1) : place(a) - place(b)))
    for (const id of ids) {
      const load = async (file: string): Promise<Record<string, unknown>> => {
        try {
          return (await import(new URL(`${id}/${file}.${suffix}`, folder).href)) as Record<string, unknown>
        } catch (error) {
          throw new WrongDeclaration(
            `mechanism ${id} (${fileURLToPath(folder)}): ${file} does not load: ${error instanceof Error ? error.message : String(error)}`,
            { cause: error },
          )
        }
      }
      const m = (await load('index')).default as AnyMechanism | undefined
      if (!m) throw new WrongDeclaration(`mechanism ${id}: index has no default export`)
      checkDeclaration(id, m)
      mechanisms.set(id, m)
      samples.set(id, (await load('sample')).sample as Sample)
      if (existsSync(new URL(`${id}/letters.${suffix}`, folder)))
        letters.set(id, (await load('letters')).letters as Letters)
    }
    found.push({
      id: chapter.id,
      name: chapter.name,
      reported: chapter.report !== false,
      mechanisms: ids.map((id) => mechanisms.get(id)!),
    })
  }
  return { chapters: found, mechanisms, samples, letters }
}
