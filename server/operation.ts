/** How the OpenAPI document writes down an operation: its parameters, its answers and the shapes they have. */
import { statusOf, success, type ProblemKind } from './errors.ts'

export type Schema = Readonly<Record<string, unknown>>
export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly schema: Schema
  readonly description?: string
}
export interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly tags: readonly string[]
  readonly description?: string
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[]
  readonly parameters: readonly Parameter[]
  readonly requestBody?: {
    readonly required: boolean
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>
  }
  readonly responses: Readonly<Record<string, object>>
}
export type Method = 'get' | 'post' | 'delete'
export interface Openapi {
  readonly openapi: '3.1.0'
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<Method, Operation>>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly securitySchemes: Readonly<Record<string, object>>
  }
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
}

export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })
export const text = { type: 'string' }
export const whole = { type: 'integer', minimum: 0 }
export const date = { type: 'string', format: 'date' }
const pair = { type: 'array', items: text, minItems: 2, maxItems: 2 }
export const list = (items: Schema): Schema => ({ type: 'array', items })
export const object = (
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = Object.keys(properties),
): Schema => ({ type: 'object', properties, required })
export const strict = (properties: Readonly<Record<string, Schema>>, required: readonly string[]): Schema => ({
  ...object(properties, required),
  additionalProperties: false,
})

const article = object({ law: text, no: { type: ['string', 'integer'] }, says: text, cite: text })
const reason = object({ words: text, article: ref('Article') }, ['words'])
export const schemas: Readonly<Record<string, Schema>> = {
  Article: article,
  Problem: object(
    {
      kind: {
        type: 'string',
        enum: [
          'refusal',
          'invalid',
          'invalid rows',
          'conflict',
          'denied',
          'not found',
          'unauthenticated',
          'too large',
          'unsupported media',
          'too many requests',
          'bug',
          'unavailable',
        ],
      },
      words: text,
      todo: text,
      article: ref('Article'),
      further: list(text),
      fields: { type: 'object', additionalProperties: text },
      errors: list(object({ row: whole, column: text, words: text })),
      wrong: whole,
      version: whole,
      since: list(object({ version: whole, act: text, on: date, recorded: text, actor: text })),
      reference: text,
    },
    ['kind', 'words'],
  ),
  Case: object(
    {
      mechanism: text,
      kind: text,
      id: text,
      case: text,
      version: whole,
      state: text,
      stateName: text,
      opened: date,
      ended: date,
      latest: date,
      title: text,
      units: list(text),
      fields: { type: 'object' },
      breaches: {},
      level: { type: 'string', enum: ['public', 'district', 'parties'] },
    },
    ['mechanism', 'id', 'case', 'version', 'state', 'opened', 'fields', 'level'],
  ),
  Page: object({ rows: list(ref('Case')), next: text }, ['rows']),
  Done: object({
    done: { type: 'boolean' },
    event: object({
      version: whole,
      act: text,
      on: date,
      recorded: text,
      to: text,
      breaches: list({ type: 'object' }),
    }),
    leaf: text,
    opened: list(object({ mechanism: text, id: text })),
    case: ref('Case'),
  }),
  Offer: object({
    act: text,
    label: pair,
    kind: text,
    allowed: { type: 'boolean' },
    schema: { type: 'object' },
    refusals: list(reason),
    breaches: list(reason),
  }),
  Event: object({ version: whole, act: text, on: date, recorded: text, actor: text, body: { type: 'object' } }, [
    'version',
    'act',
    'on',
    'recorded',
    'body',
  ]),
  Term: object(
    {
      term: text,
      label: pair,
      side: text,
      started: date,
      due: date,
      light: text,
      why: { type: 'object' },
      article: ref('Article'),
    },
    ['term', 'label', 'side', 'started', 'light'],
  ),
  Figure: object(
    {
      id: text,
      label: pair,
      unit: text,
      definition: text,
      value: { type: ['number', 'string'] },
      printed: text,
      rows: whole,
      open: whole,
    },
    ['id', 'label', 'unit', 'definition', 'printed', 'rows', 'open'],
  ),
  Batch: object({ batch: text, rows: whole, root: text }),
  File: object({ hash: text, name: text, type: text, size: whole }),
}

export const json = (schema: Schema) => ({ 'application/json': { schema } })
const names: Readonly<Record<string, string>> = {
  invalid: '填写有误',
  unauthenticated: '未登录',
  denied: '无权办理',
  'not found': '没有，或者无权查看',
  refusal: '依法不能办理，或者他人已先办理',
  'too large': '内容太大',
  bug: '系统出错',
  unavailable: '数据库不可用',
  'too many requests': '次数过多',
}
export const problems = (...kinds: readonly ProblemKind[]) =>
  Object.fromEntries(
    [...kinds, 'bug' as const, 'unavailable' as const].map((kind) => [
      String(statusOf(kind)),
      { description: names[kind] ?? kind, content: json(ref('Problem')) },
    ]),
  )
export const answer = (schema: Schema, description = '成功', status: number = success.ok) => ({
  [status]: { description, content: json(schema) },
})

/** Every `{name}` in a path is a parameter of it. */
const inPath = (path: string): Parameter[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name: name!,
    in: 'path',
    required: true,
    schema:
      name === 'id' || name === 'part'
        ? { type: 'string', format: 'uuid' }
        : name === 'version'
          ? { type: 'integer', minimum: 1 }
          : text,
  }))
export const query = (name: string, description: string, schema: Schema = text): Parameter => ({
  name,
  in: 'query',
  required: false,
  schema,
  description,
})
export const paging = [
  query('limit', '每页条数', { type: 'integer', minimum: 1, maximum: 200 }),
  query('after', '上一页给出的翻页标记'),
]
export const filters = [
  query('q', '要查找的字词'),
  query('where.state', '按状态筛选；其他字段写作 where.字段名，范围写作 where.字段名.from 和 .to'),
]
/** As it stood on that day. */
export const onDay = query('on', '按那一天所处的状态，如2022-06-01')
export const period = [query('year', '年度'), query('unit', '单位')]
/** As of the evening of that day. */
export const known = query('known', '按那一天已登记的内容，如2023-02-28')
export const repeating: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', maxLength: 100 },
  description: '同一编号重复提交只办一次',
}
export const acting: Parameter = {
  name: 'X-Unit',
  in: 'header',
  required: false,
  schema: text,
  description: '以哪一单位的任职办理',
}

interface Described {
  readonly id: string
  readonly says: string
  readonly tag: string
  readonly parameters?: readonly Parameter[]
  readonly body?: Schema
  readonly responses: Readonly<Record<string, object>>
  readonly description?: string
  readonly open?: true
}
export type Paths = Record<string, Partial<Record<Method, Operation>>>
export const put = (paths: Paths, method: Method, path: string, given: Described): void => {
  const { id, says, tag, parameters = [], body, responses, description, open } = given
  const operation: Operation = {
    operationId: id,
    summary: says,
    tags: [tag],
    ...(description && { description }),
    ...(open && { security: [] }),
    parameters: [...inPath(path), ...parameters],
    ...(body && { requestBody: { required: true, content: json(body) } }),
    responses,
  }
  paths[path] = { ...paths[path], [method]: operation }
}
/** A list as a file: the same rows that the list itself gives. */
export const putExport = (
  paths: Paths,
  path: string,
  { id, says, tag, parameters }: Pick<Described, 'id' | 'says' | 'tag' | 'parameters'>,
): void =>
  put(paths, 'get', path, {
    id: `${id}.export`,
    says: `${says}：导出为表格`,
    tag,
    parameters: [
      query('format', 'xlsx（不写时）或者csv', { type: 'string', enum: ['xlsx', 'csv'] }),
      query('as', '以哪一单位的任职读取'),
      ...(parameters ?? []),
    ],
    responses: {
      [success.ok]: { description: '文件内容', content: { 'application/octet-stream': { schema: text } } },
      ...problems('invalid', 'unauthenticated', 'denied', 'not found', 'too many requests'),
    },
  })
