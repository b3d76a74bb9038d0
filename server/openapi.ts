/** The OpenAPI 3.1 document of the whole API, from the declarations: one path per act, each with the schema of its body. */
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { anywhere, asksOf, openings, type Act, type Structure } from '../kernel/procedure/index.ts'
import { schemaOf } from '../kernel/fields/index.ts'
import { cite, type Pair } from '../kernel/law/index.ts'
import { success } from './errors.ts'
import {
  ref,
  text,
  whole,
  date,
  list,
  object,
  strict,
  schemas,
  problems,
  answer,
  query,
  paging,
  filters,
  known,
  onDay,
  period,
  repeating,
  acting,
  put,
  putExport,
  type Openapi,
  type Paths,
  type Schema,
} from './operation.ts'
import { putRest } from './openapi-house.ts'
import { putKeeping } from './openapi-keeping.ts'
import { putImports } from './openapi-imports.ts'
import { builtInActs } from './schema.ts'

/** The law and the persons of an act, as its description. */
const about = (structure: Structure, act: Act): string => {
  const who = act.by.clock ? '系统到期自动办理' : act.by.roles.map((role) => role.label[0]).join('或')
  const from = act.from === anywhere ? '未办结时' : act.from?.map((state) => structure.states[state]?.[0]).join('或')
  return [
    `办理：${who}`,
    ...(from ? [`状态：${from}`] : []),
    ...(act.article ? [`依据：${cite(act.article)}`] : []),
  ].join('；')
}
const sent = (schema: Schema, more: Readonly<Record<string, Schema>> = {}): Schema => {
  const asks = ((schema.required as readonly string[] | undefined) ?? []).length > 0
  return strict({ on: { ...date, title: '发生日，不填为今天' }, body: schema, ...more }, asks ? ['body'] : [])
}
/** What an opening asks; of several openings, any. */
const opening = (structure: Structure, more: Readonly<Record<string, Schema>>): Schema => {
  const acts = openings(structure)
  const one = (act: string): Schema => {
    const { required, ...schema } = sent(schemaOf(asksOf(structure, structure.acts[act]!)) as Schema, {
      act: { const: act },
      ...more,
    })
    return { ...schema, required: [...(required as readonly string[]), ...(acts.length > 1 ? ['act'] : [])] }
  }
  return acts.length === 1 ? one(acts[0]!) : acts.length ? { oneOf: acts.map(one) } : strict({}, [])
}
/** What is read and done at one case or part. */
const putCase = (paths: Paths, path: string, id: string, tag: string, structure: Structure): void => {
  const name = structure.name[0]
  const lost = problems('unauthenticated', 'not found')
  put(paths, 'get', path, {
    id: `${id}.read`,
    says: `${name}：现状，或者某一天的状况`,
    tag,
    parameters: [onDay, known],
    responses: { ...answer(ref('Case')), ...problems('invalid'), ...lost },
  })
  put(paths, 'get', `${path}/acts`, {
    id: `${id}.acts`,
    says: `${name}：可办事项及不能办理的理由`,
    tag,
    responses: { ...answer(object({ acts: list(ref('Offer')) })), ...lost },
  })
  put(paths, 'get', `${path}/history`, {
    id: `${id}.history`,
    says: `${name}：历史`,
    tag,
    responses: { ...answer(object({ events: list(ref('Event')) })), ...lost },
  })
  put(paths, 'get', `${path}/terms`, {
    id: `${id}.terms`,
    says: `${name}：期限`,
    tag,
    responses: { ...answer(object({ terms: list(ref('Term')) })), ...lost },
  })
  const declared = Object.entries(structure.acts).map(([act, { label }]): [string, Pair, Schema, string] => [
    act,
    label,
    schemaOf(asksOf(structure, structure.acts[act]!)) as Schema,
    about(structure, structure.acts[act]!),
  ])
  const all = [
    ...declared.filter(([act]) => structure.acts[act]!.from !== undefined),
    ...Object.entries(builtInActs).map(([act, { label, schema }]): [string, Pair, Schema, string] => [
      act,
      label,
      schema as Schema,
      '每一案卷都有的行为',
    ]),
  ]
  for (const [act, label, schema, description] of all) {
    put(paths, 'post', `${path}/${act}`, {
      id: `${id}.act.${act}`,
      says: `${name}：${label[0]}`,
      tag,
      description,
      parameters: [query('dry', '为1时只判断，不写入'), repeating, acting],
      body: sent(schema, { version: { type: 'integer', minimum: 1, title: '打开时的版本，用于发现他人已先办理' } }),
      responses: {
        ...answer(ref('Done')),
        ...problems('invalid', 'unauthenticated', 'denied', 'not found', 'refusal', 'too large'),
      },
    })
  }
}
const putList = (paths: Paths, path: string, id: string, tag: string, structure: Structure, unit: boolean): void => {
  const name = structure.name[0]
  put(paths, 'get', path, {
    id: `${id}.list`,
    says: `${name}：列表`,
    tag,
    parameters: [
      ...filters,
      onDay,
      query('sort', '排序'),
      query('at', '从这里开始：日期，或者按标题排序时标题的开头或拼音'),
      query('columns', '只要这些字段，以逗号分开'),
      ...paging,
    ],
    responses: { ...answer(ref('Page')), ...problems('invalid', 'unauthenticated', 'not found') },
  })
  putExport(paths, `${path}/export`, {
    id: `${id}.list`,
    says: name,
    tag,
    parameters: [
      ...filters,
      onDay,
      query('sort', '排序'),
      query('columns', '字段名，以逗号隔开；不写时为全部'),
      query('for', '为import时：立案时登记的内容，可以再导入（只用于整个台账）'),
    ],
  })
  put(paths, 'post', path, {
    id: `${id}.open`,
    says: `${name}：立案`,
    tag,
    parameters: [query('dry', '为1时只判断，不写入'), repeating, acting],
    body: opening(structure, unit ? { unit: { ...text, title: '以哪一单位的任职办理' } } : {}),
    responses: {
      ...answer(ref('Done'), '已立案', success.created),
      ...problems('invalid', 'unauthenticated', 'denied', 'not found', 'refusal', 'too large'),
    },
  })
}
const putActRows = (paths: Paths, path: string, id: string, tag: string, { name, acts }: Structure): void =>
  putExport(paths, `${path}/acts/export`, {
    id: `${id}.acts`,
    says: `${name[0]}：一年之内的某一行为`,
    tag,
    parameters: [query('act', '行为', { type: 'string', enum: Object.keys(acts) }), ...period],
  })
const putMechanism = (paths: Paths, m: AnyMechanism): void => {
  const path = `/api/${m.id}`
  const tag = m.id
  putList(paths, path, m.id, tag, m, true)
  put(paths, 'get', `${path}/count`, {
    id: `${m.id}.count`,
    says: `${m.name[0]}：件数`,
    tag,
    parameters: [...filters, onDay],
    responses: {
      ...answer(object({ count: whole, capped: { type: 'boolean' } })),
      ...problems('invalid', 'unauthenticated'),
    },
  })
  put(paths, 'get', `${path}/schema`, {
    id: `${m.id}.schema`,
    says: `${m.name[0]}：字段、状态和行为`,
    tag,
    responses: { ...answer({ type: 'object' }), ...problems('unauthenticated') },
  })
  put(paths, 'post', `${path}/batches`, {
    id: `${m.id}.batch`,
    says: `${m.name[0]}：批量导入`,
    tag,
    body: strict({ act: text, rows: list({ type: 'object' }), file: text }, ['rows']),
    responses: {
      ...answer(ref('Batch'), '全部写入', success.created),
      ...problems('invalid', 'unauthenticated', 'denied', 'too large'),
    },
  })
  putImports(paths, m)
  putCase(paths, `${path}/{id}`, m.id, tag, m)
  putActRows(paths, path, m.id, tag, m)
  put(paths, 'get', `${path}/{id}/receipts/{version}`, {
    id: `${m.id}.receipt`,
    says: `${m.name[0]}：回执`,
    tag,
    responses: {
      ...answer({ type: 'object' }),
      ...answer({ type: 'object' }, '尚未封存', success.pending),
      ...problems('unauthenticated', 'not found'),
    },
  })
  put(paths, 'get', `${path}/{id}/receipts/{version}/document`, {
    id: `${m.id}.receipt.document`,
    says: `${m.name[0]}：下载回执`,
    tag,
    parameters: [query('format', 'docx或pdf', { type: 'string', enum: ['docx', 'pdf'] })],
    responses: {
      [success.ok]: { description: '回执', content: { 'application/octet-stream': { schema: { type: 'string' } } } },
      ...answer({ type: 'object' }, '尚未封存', success.pending),
      ...problems('invalid', 'unauthenticated', 'not found'),
    },
  })
  put(paths, 'get', `${path}/{id}/letters/{letter}`, {
    id: `${m.id}.letter`,
    says: `${m.name[0]}：下载一件文书`,
    tag,
    parameters: [
      query('format', 'docx或pdf', { type: 'string', enum: ['docx', 'pdf'] }),
      query('part', '文书所涉的组成部分', { type: 'string', format: 'uuid' }),
    ],
    responses: {
      [success.ok]: { description: '文书', content: { 'application/octet-stream': { schema: { type: 'string' } } } },
      ...problems('invalid', 'unauthenticated', 'not found'),
    },
  })
  const partAsked = query('part', '文书所涉的组成部分', { type: 'string', format: 'uuid' })
  put(paths, 'get', `${path}/{id}/letters/{letter}/dispatches`, {
    id: `${m.id}.letter.dispatches`,
    says: `${m.name[0]}：一件文书的发文登记，和送签时预填的内容`,
    tag,
    parameters: [partAsked],
    responses: { ...answer({ type: 'object' }), ...problems('unauthenticated', 'denied', 'not found') },
  })
  put(paths, 'post', `${path}/{id}/letters/{letter}/dispatches`, {
    id: `${m.id}.letter.propose`,
    says: `${m.name[0]}：文书送签`,
    tag,
    parameters: [partAsked, acting],
    body: strict({ word: text, issuer: text, recipients: text, copies: text, urgency: text, printer: text }, ['word']),
    responses: {
      ...answer(object({ case: text, state: text }), '已送签', success.created),
      ...problems('invalid', 'unauthenticated', 'denied', 'not found', 'refusal'),
    },
  })
  put(paths, 'post', `${path}/{id}/letters/{letter}/dispatches/{dispatch}/send`, {
    id: `${m.id}.letter.send`,
    says: `${m.name[0]}：印发已签发的文书，保存印发的文件`,
    tag,
    parameters: [partAsked, acting],
    body: strict({ copiesPrinted: whole }, []),
    responses: {
      ...answer(object({ case: text, state: text, printed: text })),
      ...problems('invalid', 'unauthenticated', 'denied', 'not found', 'refusal'),
    },
  })
  put(paths, 'get', `${path}/{id}/mail`, {
    id: `${m.id}.mail`,
    says: `${m.name[0]}：发出的信件及其结果`,
    tag,
    responses: { ...answer({ type: 'object' }), ...problems('unauthenticated', 'denied', 'not found') },
  })
  put(paths, 'post', `${path}/{id}/mail`, {
    id: `${m.id}.mail.send`,
    says: `${m.name[0]}：发送信件`,
    tag,
    parameters: [repeating, acting],
    body: strict({ to: text, subject: text, words: text, files: list(text) }, ['to', 'subject', 'words']),
    responses: {
      ...answer(object({ letter: text }), '已排队等候发送', success.created),
      ...problems('invalid', 'unauthenticated', 'denied', 'not found', 'refusal', 'too many requests'),
    },
  })
  for (const [word, says] of [
    ['letters', '可以出具的文书'],
    ['related', '相关案卷'],
    ['figures', '计入哪些指标'],
  ] as const)
    put(paths, 'get', `${path}/{id}/${word}`, {
      id: `${m.id}.${word}`,
      says: `${m.name[0]}：${says}`,
      tag,
      responses: { ...answer({ type: 'object' }), ...problems('unauthenticated', 'not found') },
    })
  for (const [kind, part] of Object.entries(m.parts)) {
    putList(paths, `${path}/{id}/parts/${kind}`, `${m.id}.parts.${kind}`, tag, part, false)
    putCase(paths, `${path}/{id}/parts/${kind}/{part}`, `${m.id}.parts.${kind}`, tag, part)
    putActRows(paths, `${path}/parts/${kind}`, `${m.id}.parts.${kind}`, tag, part)
  }
}
export const openapiOf = (mechanisms: Iterable<AnyMechanism>): Openapi => {
  const paths: Paths = {}
  putRest(paths)
  putKeeping(paths)
  for (const m of mechanisms) putMechanism(paths, m)
  return {
    openapi: '3.1.0',
    info: {
      title: '法治一本账',
      version: '1',
      description: '由台账声明派生的统一接口。每一行为一个网址，请求正文的格式和拒绝的理由都来自同一声明。',
    },
    paths,
    components: { schemas, securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'fazhi' } } },
    security: [{ session: [] }],
  }
}
