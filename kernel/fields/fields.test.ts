import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  choice,
  choices,
  count,
  day,
  document,
  file,
  fingerprint,
  flag,
  frame,
  link,
  moment,
  money,
  person,
  prose,
  schemaOf,
  serial,
  snapshot,
  subject,
  text,
  unit,
  units,
  unitsIn,
  wrong,
  type Directory,
  type Field,
  type Kind,
} from './index.ts'

const stored = 'a'.repeat(64)
const missing = 'b'.repeat(64)
const options = { new: ['新', 'New'], old: ['旧', 'Old'] } as const
const framedMechanism = {
  id: 'documents',
  record: { text: document('文本', 'Text') },
  states: { open: ['办理中', 'Open'] },
} as const
const fields = {
  text: text('文字', 'Text'),
  prose: prose('正文', 'Prose'),
  count: count('数', 'Count'),
  money: money('金额', 'Money'),
  day: day('日', 'Day'),
  moment: moment('时刻', 'Moment'),
  flag: flag('是否', 'Flag'),
  choice: choice('选项', 'Choice', options),
  choices: choices('多选', 'Choices', options),
  person: person('人', 'Person'),
  unit: unit('单位', 'Unit'),
  units: units('多单位', 'Units'),
  file: file('文件', 'File'),
  document: document('文本', 'Document'),
  subject: subject('所服务', 'Subject'),
  link: link('会议', 'Meeting', { id: 'meetings' }),
  serial: serial('文号', 'Number', 'word'),
  frame: frame('范围', 'Frame', framedMechanism, { states: ['open'], text: 'text' }),
  snapshot: snapshot('冻结', 'Snapshot'),
  fingerprint: { ...fingerprint('指纹', 'Fingerprint', 'prose'), how: {} },
} satisfies Record<Kind, Field>
const directory: Directory = {
  unit: (id, on) => id === 'u1' || (id === 'u2' && on < '2022-07-01'),
  person: (id) => id === 'p1',
  file: (hash) => hash === stored,
}
const judge = (kind: Kind, value: unknown, on = '2022-03-01') => wrong(fields[kind], value, on, directory)

describe('a right value', () => {
  test.each<[Kind, ...unknown[]]>([
    ['text', '年度报告', 'x'.repeat(200), '甲\n乙'],
    ['prose', '长'.repeat(20_000)],
    ['count', 0, 86, Number.MAX_SAFE_INTEGER],
    ['money', 0, 1_982_000_000_000],
    ['day', '2022-03-01', '2024-02-29'],
    ['moment', '2022-03-01T09:30', '2022-03-01T23:59:59'],
    ['flag', true, false],
    ['choice', 'new', 'old'],
    ['choices', ['new'], ['old', 'new']],
    ['person', 'p1'],
    ['unit', 'u1', 'u2'],
    ['units', ['u1'], ['u2', 'u1']],
    ['file', stored],
    ['document', { hash: stored, title: '草案' }],
    ['subject', { mechanism: 'study', id: 'x', hash: stored }],
    ['link', 'x'],
    ['serial', '黔江府规〔2022〕7号'],
    ['frame', []],
    ['snapshot', stored],
    ['fingerprint', stored],
  ])('of %s has nothing wrong', (kind, ...values) => {
    for (const value of values) expect(judge(kind, value)).toBeUndefined()
  })
})

describe('a wrong value is told in Chinese', () => {
  test.each<[Kind, unknown, string]>([
    ['text', 3, '应为文字'],
    ['text', ' \u3000', '不能为空'],
    ['text', 'x'.repeat(201), '不能超过200字（现201字）'],
    ['text', 'a\u0000b', '含有不能保存的字符，请重新输入'],
    ['text', 'a\ud800', '含有不能保存的字符，请重新输入'],
    ['prose', 'x'.repeat(20_001), '不能超过20000字（现20001字）'],
    ['count', -1, '应为不小于0的整数'],
    ['count', 1.5, '应为不小于0的整数'],
    ['count', '3', '应为不小于0的整数'],
    ['count', 2 ** 53, '应为不小于0的整数'],
    ['money', 0.1, '应为以分计的整数金额'],
    ['day', '2022-02-29', '应为真实存在的日期，如2022-03-01'],
    ['day', '2022-3-1', '应为真实存在的日期，如2022-03-01'],
    ['day', 20220301, '应为真实存在的日期，如2022-03-01'],
    ['moment', '2022-03-01T24:00', '应为时刻，如2022-03-01T09:30'],
    ['moment', '2022-02-30T09:30', '应为时刻，如2022-03-01T09:30'],
    ['moment', '2022-03-01', '应为时刻，如2022-03-01T09:30'],
    ['flag', 'true', '应为是（true）或否（false）'],
    ['choice', 'other', '应为下列之一：new（新）、old（旧）'],
    ['choice', 'constructor', '应为下列之一：new（新）、old（旧）'],
    ['choices', [], '应为至少一项的列表'],
    ['choices', 'new', '应为至少一项的列表'],
    ['choices', ['new', 'new'], '列表中有重复项'],
    ['choices', ['new', 'other'], '应为下列之一：new（新）、old（旧）'],
    ['person', 'p2', '本区没有这一人员，请从人员名册中选择'],
    ['unit', 'u3', '2022-03-01本区没有这一单位，请从单位名册中选择'],
    ['units', ['u1', 'u3'], '2022-03-01本区没有单位“u3”'],
    ['units', [], '应为至少一项的列表'],
    ['file', missing, '没有这一文件，请先上传'],
    ['file', 'A'.repeat(64), '没有这一文件，请先上传'],
    ['document', { hash: missing, title: '草案' }, '没有这一文本，请先上传'],
    ['document', { hash: stored }, '应为文字'],
    ['document', { hash: stored, title: '' }, '不能为空'],
    ['document', 'x', '没有这一文本，请先上传'],
    ['subject', { mechanism: 'study' }, '应指明所服务的案卷及其文本'],
    ['snapshot', 'x', '由系统冻结时填写'],
    ['fingerprint', 'x', '由系统得出'],
  ])('%s %j: %s', (kind, value, words) => expect(judge(kind, value)).toBe(words))

  test('a unit is asked for on the day of the act', () => {
    expect(judge('unit', 'u2', '2022-06-30')).toBeUndefined()
    expect(judge('unit', 'u2', '2022-07-01')).toBe('2022-07-01本区没有这一单位，请从单位名册中选择')
  })
  test('a day that has come to pass is not after the act', () => {
    const issued = day('印发日', 'Issued', { past: true })
    expect(wrong(issued, '2022-03-01', '2022-03-01', directory)).toBeUndefined()
    expect(wrong(issued, '2022-03-02', '2022-03-01', directory)).toBe('不能晚于发生日（2022-03-01）')
  })
  test('nothing given is wrong unless the field is optional', () => {
    for (const nothing of [undefined, null]) {
      expect(wrong(text('甲', 'A'), nothing, '2022-03-01', directory)).toBe('必填')
      expect(wrong(text('甲', 'A', { optional: true }), nothing, '2022-03-01', directory)).toBeUndefined()
    }
  })
  test('a field may set its own length', () =>
    expect(wrong(text('甲', 'A', { max: 3 }), '一二三四', '2022-03-01', directory)).toBe('不能超过3字（现4字）'))
})

describe('the JSON Schema', () => {
  const ajv = new Ajv({ strict: false })
  formats.default(ajv)
  const kinds = Object.keys(fields) as Kind[]
  const accepts = Object.fromEntries(
    kinds.map((kind) => {
      const validate = ajv.compile(schemaOf({ it: fields[kind] }))
      return [kind, (value: unknown) => validate({ it: value })]
    }),
  ) as Record<Kind, (value: unknown) => boolean>
  const open: Directory = { unit: () => true, person: () => true, file: () => true }
  const right = (kind: Kind, value: unknown) => wrong(fields[kind], value, '2022-03-01', open) === undefined

  const word = fc.constantFrom('new', 'old', 'other', 'u1', '', '2022-03-01', '2022-02-29', '2022-03-01T09:30', stored)
  const value = fc.oneof(
    fc.jsonValue(),
    word,
    fc.string({ maxLength: 300 }),
    fc.array(word, { maxLength: 4 }),
    fc.integer({ min: -5, max: 5 }),
    fc
      .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((at) => at.toISOString().slice(0, 10)),
    fc.record({ hash: word, title: word }),
    fc.record({ mechanism: word, id: word, hash: word }),
  )

  test.each(kinds)('admits whatever is right: %s', (kind) => {
    fc.assert(
      fc.property(value, (one) => {
        if (right(kind, one)) expect(accepts[kind](one)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
  // The others are narrower than a schema can say: a text of blanks, a file that is not there, an hour 25.
  test.each<Kind>(['day', 'flag', 'choice', 'choices', 'person', 'unit', 'units'])('and nothing else: %s', (kind) => {
    fc.assert(
      fc.property(value, (one) => {
        expect(accepts[kind](one)).toBe(right(kind, one))
      }),
      { numRuns: 1000 },
    )
  })
  test('asks for what must be given, never for what the system fills in, and admits nothing unknown', () => {
    const schema = schemaOf({
      name: text('名称', 'Name'),
      more: text('更多', 'More', { optional: true }),
      frozen: fields.snapshot,
    })
    expect(schema).toMatchObject({ required: ['name'], additionalProperties: false })
    const validate = ajv.compile(schema)
    expect(validate({ name: '甲' })).toBe(true)
    expect(validate({ name: '甲', more: '乙' })).toBe(true)
    expect(validate({ more: '乙' })).toBe(false)
    expect(validate({ name: '甲', other: 1 })).toBe(false)
  })
})

test('the units that a body names are its parties', () => {
  const asked = { organ: fields.unit, others: fields.units, name: fields.text }
  expect(unitsIn(asked, { organ: 'u1', others: ['u2', 'u3'], name: 'u4' })).toEqual(['u1', 'u2', 'u3'])
  expect(unitsIn(asked, {})).toEqual([])
})
