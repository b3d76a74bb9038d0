/** Pure conformance, free for every mechanism: names, languages, citations, proof, sample, manual. */
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Article, Instrument } from '../kernel/law/index.ts'
import { prove, explainProof, leaves, reliances, type Structure, type Test } from '../kernel/procedure/index.ts'
import { definitionOf } from '../kernel/indicator/index.ts'
import { manualPage } from '../server/manual.ts'
import { findMechanisms } from '../server/mechanisms.ts'
import { replay, story } from './story.ts'

const found = await findMechanisms()
const laws = new Map<string, Instrument>()
for (const file of readdirSync(new URL('../laws/', import.meta.url)).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
)) {
  const module = (await import(new URL(`../laws/${file}`, import.meta.url).href)) as Record<string, unknown>
  for (const value of Object.values(module))
    if (typeof value === 'function' && 'articles' in value)
      laws.set((value as unknown as Instrument).title, value as unknown as Instrument)
}

const articlesOf = (structure: Structure): Article[] =>
  [
    ...Object.values(structure.acts).flatMap((act) => [
      act.article,
      act.by.article,
      ...act.requires.map((gate) => gate.article),
    ]),
    ...Object.values(structure.terms).map((term) => term.article),
  ].filter((article) => article !== undefined)

describe('laws', () => {
  test.each([...laws])('%s says where it stands and what its articles mean, in our words', (_, law) => {
    expect(law.editions.length).toBeGreaterThan(0)
    for (const [no, words] of Object.entries(law.articles))
      expect(words, `${law.title} ${no}`).toMatch(/\p{Script=Han}{4}/u)
  })
})

describe.each([...found.mechanisms.values()].map((m) => [m.id, m] as const))('%s', (id, m) => {
  const structures = [m, ...Object.values(m.parts)]

  test('every label stands in both languages', () => {
    const labels = structures.flatMap((s) => [
      s.name,
      ...Object.values(s.states),
      ...Object.values(s.record).flatMap((field) => [field.label, ...Object.values(field.options ?? {})]),
      ...Object.values(s.acts).flatMap((act) => [
        act.label,
        ...Object.values(act.asks).flatMap((field) => [field.label, ...Object.values(field.options ?? {})]),
      ]),
      ...Object.values(s.terms).map((term) => term.label),
    ])
    for (const [zh, en] of [...labels, ...Object.values(m.indicators).map((figure) => figure.label)]) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).toMatch(/[A-Za-z]/)
    }
  })

  test('every citation resolves to an instrument and an article of it', () => {
    for (const { law, no } of structures.flatMap(articlesOf))
      expect(Object.keys(laws.get(law)?.articles ?? {}), `《${law}》${no}`).toContain(String(no))
  })

  // What another act was asked is not kept, unless the record names it: a gate that reads it would never hold.
  test('every gate reads what its act, its part or its case holds', () => {
    const read = (test: Test): readonly string[] =>
      test.is === 'judged' ? test.reads : test.is === 'field' || test.is === 'given' ? [test.field] : []
    for (const structure of structures)
      for (const [name, { asks, requires }] of Object.entries(structure.acts)) {
        const held = new Set(Object.keys({ ...m.record, ...structure.record, ...asks }))
        const lost = requires.flatMap(({ test }) => leaves(test).flatMap(read)).filter((field) => !held.has(field))
        expect(lost, name).toEqual([])
      }
  })

  test('its procedure is proved: forbidden states unreachable, everything reached, every case closable', () => {
    const proof = prove(m)
    expect(proof.holes, explainProof(proof).join('\n')).toEqual([])
    expect(proof.unreached).toEqual([])
    expect(proof.errors).toEqual([])
  })

  test('what its theorems rely on elsewhere is proved there', () => {
    const theorems = { ...m, acts: {}, parts: {} }
    for (const { words, given } of reliances(theorems, found.mechanisms)) {
      expect(given, words).not.toEqual([])
      for (const { label, kind, proved } of given)
        if (kind === 'effect') expect(proved, `${words}：${label}`).not.toEqual([])
    }
  })

  test('its sample replays without a refusal', () => {
    const all = [...found.mechanisms.values()]
    expect(replay(m, found.samples.get(id)!, story(...all), all)).toEqual([])
  })

  test('no personal field is public, and a join over parts that an act raises says how many there must be', () => {
    for (const field of structures.flatMap((s) => [
      ...Object.values(s.record),
      ...Object.values(s.acts).flatMap((act) => Object.values(act.asks)),
    ])) {
      if (field.how.personal) expect(field.how.seen).not.toBe('public')
    }
    const raised = new Set(Object.values(m.acts).flatMap((act) => Object.keys(act.raises)))
    for (const { test: gate } of Object.values(m.acts).flatMap((act) => act.requires)) {
      if (gate.is === 'every' && raised.has(gate.part)) expect(gate.atLeast, `every ${gate.part}`).toBeGreaterThan(0)
    }
  })

  test('every figure has a definition, every sentence a declared figure, and the manual a page', () => {
    const known = new Set(Object.values(m.indicators))
    for (const figure of known) expect(definitionOf(found.mechanisms, figure)).toContain(m.name[0])
    for (const piece of m.report.flatMap((sentence) => sentence.pieces))
      if (typeof piece !== 'string' && !('rows' in piece)) expect(known.has(piece), piece.label[0]).toBe(true)
    const page = manualPage(m, found)
    for (const act of structures.flatMap((s) => Object.values(s.acts))) expect(page).toContain(act.label[0])
  })
})
