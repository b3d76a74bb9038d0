import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { beforeAll, expect, test } from 'vitest'
import { withSheets } from '../tests/sheets.ts'
import type { Found } from './mechanisms.ts'
import { openapiOf } from './openapi.ts'
import type { Openapi, Operation } from './operation.ts'

let found: Found
let document: Openapi
beforeAll(async () => {
  found = await withSheets()
  document = openapiOf(found.mechanisms.values())
})
const operations = (): (readonly [path: string, method: string, operation: Operation])[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [path, method, operation] as const),
  )
const walk = (node: unknown, visit: (node: Readonly<Record<string, unknown>>) => void): void => {
  if (typeof node !== 'object' || node === null) return
  if (!Array.isArray(node)) visit(node as Readonly<Record<string, unknown>>)
  for (const child of Object.values(node)) walk(child, visit)
}

test('every act of every mechanism and part has its path, and no path an act that does not exist', () => {
  for (const m of found.mechanisms.values()) {
    for (const [kind, structure] of [['', m] as const, ...Object.entries(m.parts)]) {
      const path = kind ? `/api/${m.id}/{id}/parts/${kind}/{part}` : `/api/${m.id}/{id}`
      const expected = [
        ...Object.keys(structure.acts).filter((act) => structure.acts[act]!.from !== undefined),
        'correct',
        'void',
        'note',
        'handOver',
        'attach',
        // Sending mail is no act: the ledger gets what became of it.
        ...(kind ? [] : ['mail']),
      ]
      const written = Object.keys(document.paths).flatMap((one) =>
        one.startsWith(`${path}/`) && document.paths[one]!.post && !one.slice(path.length + 1).includes('/')
          ? [one.slice(path.length + 1)]
          : [],
      )
      expect(written.sort()).toEqual(expected.sort())
    }
  }
})

test('every reference leads somewhere', () => {
  const referred = new Set<string>()
  walk(document, ({ $ref }) => {
    if ($ref !== undefined) referred.add($ref as string)
  })
  expect(referred.size).toBeGreaterThan(5)
  for (const one of referred)
    expect([one, Object.hasOwn(document.components.schemas, one.replace('#/components/schemas/', ''))]).toEqual([
      one,
      true,
    ])
})

test('every parameter of a path is declared, and none that is not in it; names are unique', () => {
  const ids = operations().map(([, , { operationId }]) => operationId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const [path, method, { parameters }] of operations()) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect([path, method, parameters.filter((one) => one.in === 'path').map(({ name }) => name)]).toEqual([
      path,
      method,
      inPath,
    ])
    expect(new Set(parameters.map(({ name, in: place }) => `${place} ${name}`)).size).toBe(parameters.length)
  }
})

test('every operation says in Chinese what it does, how it ends well, and how it fails', () => {
  for (const [path, , { summary, responses, operationId }] of operations()) {
    expect(summary).toMatch(/\p{Script=Han}/u)
    expect([path, Object.keys(responses).some((status) => status.startsWith('2'))]).toEqual([path, true])
    if (operationId !== 'openapi')
      expect([
        path,
        '500' in responses,
        '503' in responses,
        '401' in responses || operationId === 'session.read',
      ]).toEqual([path, true, true, true])
  }
})

test('every schema is a valid JSON Schema of 2020-12', () => {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addVocabulary(['components'])
  let schemas = 0
  const compile = (schema: object): void => {
    ajv.compile({ ...schema, components: document.components })
    schemas++
  }
  for (const schema of Object.values(document.components.schemas)) compile(schema)
  for (const [, , { requestBody, parameters }] of operations()) {
    for (const { schema } of parameters) compile(schema)
    for (const { schema } of Object.values(requestBody?.content ?? {})) compile(schema)
  }
  expect(schemas).toBeGreaterThan(200)
})

test('the schema of an opening accepts what the act asks and names what is wrong', () => {
  const ajv = new Ajv2020({ allErrors: true })
  addFormats.default(ajv)
  const body = document.paths['/api/study']!.post!.requestBody!.content['application/json']!.schema
  const accepts = ajv.compile(body)
  const study = {
    year: 2022,
    bodies: ['partyGroup'],
    host: ['u1'],
    topic: '行政处罚法',
    kind: 'seminar',
    plannedFor: '2022-03-10',
  }
  expect(accepts({ body: study })).toBe(true)
  expect(accepts({ on: '2022-01-10', body: study, act: 'plan' })).toBe(true)
  expect(accepts({ body: { ...study, kind: 'party' } })).toBe(false)
  expect(accepts({ body: { ...study, colour: 'red' } })).toBe(false)
  expect(accepts({ body: study, act: 'close' })).toBe(false)
  expect(accepts({})).toBe(false)
})
