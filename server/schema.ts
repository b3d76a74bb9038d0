/** The shape of every command and case as JSON Schema, from the declarations: for the browser, OpenAPI and templates. */
import { schemaOf, type Fields } from '../kernel/fields/index.ts'
import type { Pair } from '../kernel/law/index.ts'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { anywhere, asksOf, type BuiltIn, type Structure } from '../kernel/procedure/index.ts'
import { cited } from './errors.ts'

const line = { type: 'string', minLength: 1 }
const object = (properties: Readonly<Record<string, object>>, optional: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
})
/** The acts that every case has, with what they ask. */
export const builtInActs: Readonly<Record<BuiltIn, { readonly label: Pair; readonly schema: object }>> = {
  correct: {
    label: ['更正', 'Correct'],
    schema: object(
      {
        version: { type: 'integer', minimum: 1, title: '更正哪一条记录' },
        new: { type: 'object', title: '更正后的内容' },
        on: { type: 'string', format: 'date', title: '更正后的发生日' },
        reason: { ...line, title: '理由' },
      },
      ['new', 'on'],
    ),
  },
  void: {
    label: ['作废', 'Void'],
    schema: object({
      version: { type: 'integer', minimum: 1, title: '作废哪一条记录' },
      reason: { ...line, title: '理由' },
    }),
  },
  note: { label: ['备注', 'Note'], schema: object({ words: { ...line, title: '备注' } }) },
  handOver: {
    label: ['移交', 'Hand over'],
    schema: object({
      unit: { ...line, title: '接收单位' },
      to: { ...line, title: '接收人' },
      reason: { ...line, title: '理由' },
    }),
  },
  attach: {
    label: ['附件', 'Attach'],
    schema: object({
      title: { ...line, title: '标题' },
      file: { type: 'string', pattern: '^[0-9a-f]{64}$', title: '文件' },
    }),
  },
}

const fieldsOf = (fields: Fields) =>
  Object.entries(fields).map(([name, { kind, label, how, options, to }]) => ({
    name,
    kind,
    label,
    seen: how.seen ?? 'parties',
    optional: how.optional ?? false,
    personal: how.personal ?? false,
    ...(how.given && { given: true as const }),
    ...(options && { options }),
    ...(to && { to }),
  }))
/** Fields, states, acts and terms of a mechanism or of one kind of part. */
export const describe = (structure: Structure) => ({
  name: structure.name,
  fields: fieldsOf(structure.record),
  schema: schemaOf(structure.record),
  states: structure.states,
  ends: structure.ends,
  acts: Object.fromEntries(
    Object.entries(structure.acts).map(([name, act]) => [
      name,
      {
        label: act.label,
        kind: act.kind,
        from: act.from === anywhere ? 'anywhere' : act.from,
        to: act.to,
        by: act.by.clock ? 'clock' : act.by.roles.map(({ id, label, scope }) => ({ id, label, scope })),
        ...(act.article && { article: cited(act.article) }),
        fields: fieldsOf(asksOf(structure, act)),
        schema: schemaOf(asksOf(structure, act)),
      },
    ]),
  ),
  terms: Object.fromEntries(
    Object.entries(structure.terms).map(([name, { label, side, until, silence, article }]) => [
      name,
      { label, side, until, silence, ...(article && { article: cited(article) }) },
    ]),
  ),
})
export const describeMechanism = (m: AnyMechanism) => ({
  id: m.id,
  open: m.open,
  ...describe(m),
  parts: Object.fromEntries(Object.entries(m.parts).map(([kind, part]) => [kind, describe(part)])),
  builtIn: builtInActs,
})
