/**
 * Sample events of every released version still project. `released/<version>/<mechanism>.ndjson` holds the canonical
 * texts of that version's samples; a release adds its folder with `RELEASE=<version> npx vitest run tests/released.test.ts`.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { wrong } from '../kernel/fields/index.ts'
import { ink, readStream } from '../kernel/ledger/index.ts'
import { fieldsOf, fold, isBuiltIn, structureOf } from '../kernel/procedure/index.ts'
import { Changes, projectCase } from '../kernel/register/index.ts'
import { findMechanisms } from '../server/mechanisms.ts'
import { openWorld, replay, story } from './story.ts'

const found = await findMechanisms()
const folder = new URL('released/', import.meta.url)
const world = openWorld('2099-12-31')

const release = process.env.RELEASE
if (release) {
  mkdirSync(new URL(release, folder), { recursive: true })
  for (const [id, m] of found.mechanisms) {
    const told = story(m)
    const sample = found.samples.get(id)!
    replay(m, sample, told)
    const events = [...new Set(sample.map(({ of }) => of))].flatMap((of) => told.history(of))
    const texts = events.map((event) => ink(event, fieldsOf(m, event), 'sha256').text)
    writeFileSync(new URL(`${release}/${id}.ndjson`, folder), `${texts.join('\n')}\n`)
  }
}

const files = readdirSync(folder).flatMap((version) =>
  readdirSync(new URL(`${version}/`, folder)).map((file) => [version, file.replace(/\.ndjson$/, '')] as const),
)
describe.each(files)('%s %s', (version, id) => {
  const m = found.mechanisms.get(id)!
  const texts = readFileSync(new URL(`${version}/${id}.ndjson`, folder), 'utf8')
    .trimEnd()
    .split('\n')
  const streams = new Map<string, string[]>()
  for (const text of texts) {
    const { stream } = JSON.parse(text) as { stream: string }
    streams.set(stream, [...(streams.get(stream) ?? []), text])
  }
  const read = [...streams.values()].map((stream) =>
    readStream(
      m,
      stream.map((text) => ({ text, kept: null })),
    ),
  )

  test('every event is known by its act and its fields', () => {
    for (const event of read.flat()) {
      const structure = structureOf(m, event.part?.kind)
      expect(Object.keys(structure?.acts ?? {}), `${id}: ${JSON.stringify(event.part)}`).toContain(event.act)
      const fields = fieldsOf(m, event)
      for (const [name, value] of Object.entries(event.body)) {
        expect(Object.keys(fields), `${id}.${event.act}`).toContain(name)
        expect(wrong(fields[name]!, value, event.on, world.directory), `${id}.${event.act}.${name}`).toBeUndefined()
      }
    }
  })
  test('it folds and projects: a row per case, and one per act', () => {
    const changes = new Changes()
    for (const events of read) {
      const folded = fold(m, events, world)
      expect(folded.whole?.version).toBe(Math.max(...events.map((event) => event.version)))
      projectCase(changes, m, folded, 't', world)
    }
    const cases = [...changes.cases.values()].flat().filter((row) => row._id === row._case)
    expect(cases).toHaveLength(streams.size)
    const acts = [...changes.added].filter(([table]) => table.name.includes('__did__')).flatMap(([, rows]) => rows)
    expect(acts).toHaveLength(read.flat().filter(({ act }) => !isBuiltIn(act)).length)
  })
})
test('the first release is there, with every mechanism it had', () => {
  expect(files.filter(([version]) => version === '0.1.0').length).toBeGreaterThan(10)
})
