/** The OpenAPI 3.1 document of the whole API, from the declarations: one path per act, each with the schema of its body. */
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { anywhere, asksOf, openings, type Act, type Structure } from '../kernel/procedure/index.ts'
import { schemaOf } from '../kernel/fields/index.ts'
import { cite, type Pair } from '../kernel/law/index.ts'
import { success, type ProblemKind } from './errors.ts'
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
  type Openapi,
  type Parameter,
  type Paths,
  type Schema,
} from './operation.ts'
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
    parameters: [...filters, onDay, query('sort', '排序'), ...paging],
    responses: { ...answer(ref('Page')), ...problems('invalid', 'unauthenticated', 'not found') },
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
  putCase(paths, `${path}/{id}`, m.id, tag, m)
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
  for (const [kind, part] of Object.entries(m.parts)) {
    putList(paths, `${path}/{id}/parts/${kind}`, `${m.id}.parts.${kind}`, tag, part, false)
    putCase(paths, `${path}/{id}/parts/${kind}/{part}`, `${m.id}.parts.${kind}`, tag, part)
  }
}

const putRest = (paths: Paths): void => {
  const any = { type: 'object' }
  const get = (
    path: string,
    id: string,
    says: string,
    tag: string,
    schema: Schema = any,
    parameters: readonly Parameter[] = [],
    ...kinds: ProblemKind[]
  ): void =>
    put(paths, 'get', path, {
      id,
      says,
      tag,
      parameters,
      responses: { ...answer(schema), ...problems('unauthenticated', ...kinds) },
    })
  const session = strict({ tenant: text, login: text, password: text, unit: text }, ['login', 'password'])
  put(paths, 'post', '/api/session', {
    id: 'session.open',
    says: '登录',
    tag: 'session',
    open: true,
    body: session,
    responses: {
      ...answer(object({ mustChange: { type: 'boolean' } })),
      ...problems('invalid', 'unauthenticated', 'denied', 'too many requests'),
    },
  })
  put(paths, 'get', '/api/session', {
    id: 'session.read',
    says: '是否已登录',
    tag: 'session',
    open: true,
    responses: { ...answer(object({ signedIn: { type: 'boolean' } })), ...problems() },
  })
  put(paths, 'delete', '/api/session', {
    id: 'session.close',
    says: '退出',
    tag: 'session',
    responses: { ...answer(any), ...problems('unauthenticated', 'denied') },
  })
  get('/api/accounts', 'accounts', '账号列表', 'session', any, [], 'denied')
  put(paths, 'post', '/api/accounts', {
    id: 'accounts.create',
    says: '新建账号，返回一次性口令',
    tag: 'session',
    body: strict({ login: text, person: text }, ['login', 'person']),
    responses: {
      ...answer(any, '已新建', success.created),
      ...problems('invalid', 'unauthenticated', 'denied'),
    },
  })
  for (const [act, says] of [
    ['reset', '重置口令'],
    ['stop', '停用账号'],
    ['restore', '启用账号'],
  ] as const)
    put(paths, 'post', `/api/accounts/{login}/${act}`, {
      id: `accounts.${act}`,
      says,
      tag: 'session',
      responses: { ...answer(any), ...problems('invalid', 'unauthenticated', 'denied', 'not found') },
    })
  get('/api/me', 'me', '我是谁', 'session')
  put(paths, 'post', '/api/me/password', {
    id: 'me.password',
    says: '修改口令',
    tag: 'session',
    body: strict({ old: text, new: text }, ['old', 'new']),
    responses: { ...answer(any), ...problems('invalid', 'unauthenticated', 'denied', 'too many requests') },
  })
  put(paths, 'get', '/api/openapi.json', {
    id: 'openapi',
    says: '接口目录',
    tag: 'catalogue',
    open: true,
    responses: answer(any),
  })
  get('/api/access', 'access', '角色、台账、行为总表', 'catalogue')
  get('/api/directory', 'directory', '单位和人员名册', 'catalogue', any, [], 'denied')
  get('/api/laws', 'laws', '法律文件，条文用在哪里', 'catalogue', any, [query('law', '名称或文号')])
  get('/api/mechanisms', 'mechanisms', '台账目录', 'catalogue')
  get('/api/duties', 'duties', '我的待办', 'duties', any, paging, 'invalid')
  get(
    '/api/indicators',
    'indicators',
    '指标',
    'indicators',
    object({ indicators: list(ref('Figure')) }),
    [...period, query('mechanism', '台账')],
    'invalid',
  )
  get(
    '/api/indicators/{id}',
    'indicator',
    '一项指标',
    'indicators',
    ref('Figure'),
    [...period, known],
    'invalid',
    'not found',
  )
  get(
    '/api/indicators/{id}/rows',
    'indicator.rows',
    '指标所计各行',
    'indicators',
    any,
    [...period, known, ...paging],
    'invalid',
    'not found',
  )
  get(
    '/api/indicators/{id}/units',
    'indicator.units',
    '指标按单位',
    'indicators',
    any,
    [...period, known],
    'invalid',
    'not found',
  )
  get('/api/report', 'report', '年度报告', 'report', any, period, 'invalid')
  get(
    '/api/report/restatements',
    'report.restatements',
    '冻结之后的变化',
    'report',
    any,
    [...period, query('report', '冻结数字的年度报告案卷')],
    'invalid',
  )
  get('/api/audit', 'audit', '审计记录', 'audit', any, [query('login', '账号'), ...paging], 'invalid', 'denied')
  get('/api/ledger/head', 'ledger.head', '账本签名树头', 'ledger')
  get(
    '/api/ledger/consistency',
    'ledger.consistency',
    '账本只增不改的证明',
    'ledger',
    any,
    [query('from', '旧账条数', whole), query('to', '新账条数', whole)],
    'invalid',
  )
  put(paths, 'get', '/api/ledger/export', {
    id: 'ledger.export',
    says: '导出账本',
    tag: 'ledger',
    parameters: [query('private', '为1时含个人信息原值，限区司法局')],
    responses: {
      [success.ok]: { description: '每行一个JSON', content: { 'application/x-ndjson': { schema: text } } },
      ...problems('unauthenticated', 'denied'),
    },
  })
  put(paths, 'post', '/api/files', {
    id: 'files.store',
    says: '上传文件：正文即文件内容，须给出 Content-Type，并加 X-Fazhi: 1',
    tag: 'files',
    parameters: [
      { name: 'X-File-Name', in: 'header', required: true, schema: text, description: '百分号编码的文件名' },
      { name: 'X-Fazhi', in: 'header', required: true, schema: { const: '1' } },
    ],
    responses: {
      ...answer(ref('File'), '已保存', success.created),
      ...problems('invalid', 'unauthenticated', 'denied', 'too large'),
    },
  })
  get(
    '/api/files/compare',
    'files.compare',
    '两个文本逐段比较',
    'files',
    any,
    [query('old', '原文本的SHA-256'), query('new', '新文本的SHA-256')],
    'invalid',
    'not found',
  )
  get('/api/files/{hash}/text', 'files.text', '文本的各段', 'files', any, [], 'invalid', 'not found')
  get(
    '/api/numbers',
    'numbers',
    '文号登记：已编和已作废的文号',
    'ledger',
    any,
    [query('word', '机关代字'), query('year', '年度')],
    'invalid',
    'denied',
  )
  put(paths, 'get', '/api/files/{hash}', {
    id: 'files.read',
    says: '下载文件',
    tag: 'files',
    responses: {
      [success.ok]: { description: '文件内容', content: { 'application/octet-stream': { schema: text } } },
      ...problems('unauthenticated', 'not found'),
    },
  })
}

export const openapiOf = (mechanisms: Iterable<AnyMechanism>): Openapi => {
  const paths: Paths = {}
  putRest(paths)
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
