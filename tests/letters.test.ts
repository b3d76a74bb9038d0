/** Conformance of letters, free for every mechanism that declares them: each is written for each case of its sample. */
import { describe, expect, test } from 'vitest'
import type { Read } from '../exchange/documents/chips.ts'
import { docxOf } from '../exchange/documents/docx.ts'
import { findFaces } from '../exchange/documents/faces.ts'
import { write } from '../exchange/documents/letter.ts'
import { openPress } from '../exchange/documents/pdf.ts'
import { chipsIn } from '../kernel/letter.ts'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { effective, isBuiltIn, structureOf } from '../kernel/procedure/index.ts'
import { manualPage } from '../server/manual.ts'
import { offeredOf } from '../server/letters.ts'
import { findMechanisms } from '../server/mechanisms.ts'
import { replay, story } from './story.ts'

const found = await findMechanisms()
const all = [...found.mechanisms.values()]
const press = openPress(undefined, findFaces(undefined, []))

/** The cases of a sample, as one who may see everything reads them. */
const casesOf = (m: AnyMechanism): Read[] => {
  const told = story(...all)
  const sample = found.samples.get(m.id)!
  expect(replay(m, sample, told, all)).toEqual([])
  const names = new Set(sample.filter((one) => (one.mechanism ?? m.id) === m.id).map(({ of }) => of))
  return [...names].map((of) => {
    const { whole, parts } = told.whole(`${m.id}/${of}`)
    return {
      m,
      whole: whole!,
      parts: [...parts.values()],
      events: effective(told.history(`${m.id}/${of}`)).filter(({ act }) => !isBuiltIn(act)),
      shows: () => true,
      names: { unit: (id) => `示例单位${id}`, person: (id) => `示例人员${id}` },
      sample: true,
    }
  })
}

test('there are letters', () => expect(found.letters.size).toBeGreaterThan(0))

describe.each([...found.letters].map(([id, letters]) => [id, letters] as const))('%s', (id, letters) => {
  const m = found.mechanisms.get(id)!
  const cases = casesOf(m)
  const written = cases.flatMap((read) =>
    offeredOf(letters, read).map((one) => ({ ...one, read, written: write(read, one.letter, one.part) })),
  )

  test('every bound field exists, and what a title binds is always given', () => {
    for (const letter of Object.values(letters)) {
      for (const { chip, part, act, field } of chipsIn(letter)) {
        const structure = structureOf(m, part)!
        if (act !== undefined) expect(Object.keys(structure.acts)).toContain(act)
        if (chip === 'field') expect(Object.keys(structure.record)).toContain(field)
        if (chip === 'asked') expect(Object.keys(structure.acts[act!]!.asks)).toContain(field)
      }
      for (const piece of letter.title.pieces) if (typeof piece !== 'string') expect(piece.optional).toBe(false)
      // One heading alone would be an 一、 without a 二、.
      const headings = letter.body.filter((block) => 'heading' in block && block.level === 1)
      expect(headings.length, letter.label[0]).not.toBe(1)
      expect(letter.label[0]).toMatch(/\p{Script=Han}/u)
      expect(letter.label[1]).toMatch(/[A-Za-z]/)
    }
  })

  test('the sample issues each of them, without an empty place', () => {
    for (const [name, letter] of Object.entries(letters)) {
      const issued = written.filter((one) => one.id === name && !one.written.draft)
      expect(issued.length, `${letter.label[0]} is never issued`).toBeGreaterThan(0)
      for (const one of issued) {
        expect(one.written.empty, letter.label[0]).toEqual([])
        expect(JSON.stringify(one.written.paper)).not.toContain('＿')
        expect(one.written.paper.body.length).toBeGreaterThan(0)
      }
    }
  })

  test('each becomes a docx and a PDF in which every character prints', async () => {
    for (const { written: one } of written) {
      const docx = await docxOf(one.paper)
      expect(docx.subarray(0, 2).toString('latin1')).toBe('PK')
      const { pdf, missing } = press.print(one.paper)
      expect(missing).toEqual([])
      expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    }
  })

  test('who may see less gets less, and it says so', () => {
    for (const { read, letter, part, written: whole } of written) {
      const { paper, hidden } = write({ ...read, shows: ({ how }) => how.seen === 'public' }, letter, part)
      expect(paper.body.length).toBeLessThanOrEqual(whole.paper.body.length)
      if (hidden.length) expect(paper.mark).toContain('部分内容依阅者权限未列出')
    }
  })

  test('the manual tells them', () => {
    const page = manualPage(m, found)
    for (const { label } of Object.values(letters)) expect(page).toContain(label[0])
  })
})
