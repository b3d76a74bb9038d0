/** The paths of the API that belong to no mechanism: signing in, the catalogue, figures, the report, files, the ledger. */
import { success, type ProblemKind } from './errors.ts'
import {
  ref,
  text,
  whole,
  list,
  object,
  strict,
  problems,
  answer,
  query,
  paging,
  known,
  onDay,
  period,
  put,
  putExport,
  type Parameter,
  type Paths,
  type Schema,
} from './operation.ts'

export const putRest = (paths: Paths): void => {
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
  get('/api/me/calendar', 'me.calendar', '我的期限日历从何时起有网址', 'duties')
  put(paths, 'post', '/api/me/calendar', {
    id: 'me.calendar.renew',
    says: '生成或者更换我的期限日历的网址，原网址随即停用',
    tag: 'duties',
    responses: {
      ...answer(object({ url: text }), '网址只显示这一次', success.created),
      ...problems('unauthenticated', 'denied'),
    },
  })
  put(paths, 'delete', '/api/me/calendar', {
    id: 'me.calendar.revoke',
    says: '停用我的期限日历的网址',
    tag: 'duties',
    responses: { ...answer(object({ revoked: { type: 'boolean' } })), ...problems('unauthenticated', 'denied') },
  })
  put(paths, 'get', '/api/calendar/{token}', {
    id: 'calendar',
    says: '期限日历（iCalendar），凭网址读取',
    tag: 'duties',
    open: true,
    responses: {
      [success.ok]: { description: '日历', content: { 'text/calendar': { schema: text } } },
      ...problems('not found', 'unauthenticated'),
    },
  })
  const address = object({ sends: { type: 'boolean' }, address: text, digest: { type: 'boolean' } }, ['sends'])
  get('/api/me/address', 'me.address', '我的邮件地址，是否要期限提醒', 'duties', address)
  put(paths, 'post', '/api/me/address', {
    id: 'me.address.set',
    says: '设置我的邮件地址，是否每个工作日早上收到期限提醒',
    tag: 'duties',
    body: strict({ address: text, digest: { type: 'boolean' } }, ['address', 'digest']),
    responses: { ...answer(address), ...problems('invalid', 'unauthenticated', 'denied') },
  })
  put(paths, 'delete', '/api/me/address', {
    id: 'me.address.erase',
    says: '删除我的邮件地址和发给它的提醒的内容',
    tag: 'duties',
    responses: { ...answer(object({ erased: { type: 'boolean' } })), ...problems('unauthenticated', 'denied') },
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
  get('/api/laws/library', 'laws.library', '已导入的法律文本', 'catalogue')
  get(
    '/api/laws/text',
    'laws.text',
    '一条法律的文本，按那一天施行的版本',
    'catalogue',
    any,
    [query('law', '名称'), query('no', '条号，如67；章节写作第四章'), query('edition', '指定版本的公布日'), onDay],
    'invalid',
  )
  get('/api/mechanisms', 'mechanisms', '台账目录', 'catalogue')
  const whose = query('of', 'mine为我的待办，unit为本单位的待办')
  get(
    '/api/duties',
    'duties',
    '待办，可限于一类',
    'duties',
    any,
    [
      whose,
      query('mechanism', '台账'),
      query('kind', '组成部分'),
      query('term', '期限'),
      query('from', '到期日起'),
      query('to', '到期日止'),
      ...paging,
    ],
    'invalid',
  )
  get('/api/duties/groups', 'duties.groups', '待办，同类的合为一组', 'duties', any, [whose], 'invalid')
  get('/api/desk/done', 'desk.done', '我已办的', 'duties', any, paging, 'invalid')
  get('/api/desk/begun', 'desk.begun', '我发起的', 'duties', any, paging, 'invalid')
  get('/api/desk/news', 'desk.news', '待阅和退回的：我办过的案卷中他人此后的办理', 'duties')
  get('/api/desk/urged', 'desk.urged', '督办的案卷', 'duties')
  put(paths, 'post', '/api/desk/read', {
    id: 'desk.read',
    says: '把案卷标为已阅',
    tag: 'duties',
    body: strict({ cases: list(strict({ case: text, version: whole }, ['case', 'version'])) }, ['cases']),
    responses: { ...answer(any), ...problems('invalid', 'unauthenticated', 'denied') },
  })
  get('/api/me/settings/{name}', 'settings.read', '我的设置（列、视图）', 'session', any, [], 'invalid')
  put(paths, 'post', '/api/me/settings/{name}', {
    id: 'settings.keep',
    says: '保存我的设置',
    tag: 'session',
    body: strict({ value: any }, ['value']),
    responses: { ...answer(any), ...problems('invalid', 'unauthenticated', 'denied') },
  })
  get('/api/duties/counts', 'duties.counts', '我的待办件数，按台账', 'duties')
  get('/api/board', 'board', '挂图作战：各单位各台账未办结的期限', 'duties')
  get('/api/board/rows', 'board.rows', '挂图作战：一格之内的各件', 'duties', any, [
    query('mechanism', '台账'),
    query('unit', '单位'),
  ])
  get(
    '/api/board/plan',
    'board.plan',
    '挂图作战：一年的计划和办理日',
    'duties',
    any,
    [query('year', '年度')],
    'invalid',
  )
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
  get('/api/letters', 'letters', '文书目录：可以出具的文书、可用的字段、本区的样式', 'letters', any, [], 'denied')
  get(
    '/api/letters/sent/{hash}',
    'letters.sent',
    '核对文件：它是哪一件文书印发时的文件',
    'letters',
    any,
    [],
    'invalid',
    'not found',
  )
  put(paths, 'post', '/api/letters/{register}/{letter}/forms', {
    id: 'letters.propose',
    says: '提出本区的文书样式：正文，或者已上传的docx',
    tag: 'letters',
    body: strict({ words: text, form: text, basis: text }, []),
    responses: {
      ...answer(any, '已提出，待他人确认', success.created),
      ...problems('invalid', 'unauthenticated', 'denied', 'not found', 'refusal'),
    },
  })
  put(paths, 'post', '/api/check', {
    id: 'report.check',
    says: '报告体检：正文是报告的文字或者文件（txt、docx、html），须加 X-Fazhi: 1；不保存',
    tag: 'report',
    parameters: [
      { name: 'X-Fazhi', in: 'header', required: true, schema: { const: '1' } },
      query('year', '与哪一年的台账对照；不给的，按报告写明的年度'),
    ],
    responses: { ...answer(any), ...problems('invalid', 'unauthenticated', 'denied', 'too large') },
  })
  get(
    '/api/audit',
    'audit',
    '审计记录',
    'audit',
    any,
    [query('login', '账号'), query('day', '哪一天'), ...paging],
    'invalid',
    'denied',
  )
  get('/api/ledger/head', 'ledger.head', '账本签名树头', 'ledger')
  get('/api/ledger/heads', 'ledger.heads', '历次账本签名树头', 'ledger', any, paging, 'invalid')
  get(
    '/api/ledger/consistency',
    'ledger.consistency',
    '账本只增不改的证明',
    'ledger',
    any,
    [query('from', '旧账条数', whole), query('to', '新账条数', whole)],
    'invalid',
  )
  for (const [path, id, says, parameters] of [
    ['/api/indicators/{id}/rows/export', 'indicator.rows', '指标所计各行', [...period, known]],
    ['/api/duties/export', 'duties', '我的待办', []],
    [
      '/api/board/rows/export',
      'board.rows',
      '挂图作战：一格之内的各件',
      [query('mechanism', '台账'), query('unit', '单位')],
    ],
    ['/api/search/export', 'search', '在各台账中查到的案卷', [query('q', '要查找的字词')]],
    ['/api/audit/export', 'audit', '审计记录', [query('login', '账号')]],
  ] as const)
    putExport(paths, path, { id, says, tag: 'exports', parameters })
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
