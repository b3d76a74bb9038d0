/** Acting: opening a case or a part, every act on them, and batches. The judgement is the kernel's; nothing is judged here. */
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { askOnce, rows, transact } from '../../kernel/ledger/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import {
  isBuiltIn,
  openings,
  structureOf,
  unauthorised,
  type Command,
  type PartId,
} from '../../kernel/procedure/index.ts'
import { newId, perform, performBatch, type BatchRow, type RowError } from '../../kernel/register/index.ts'
import { isDay, type Day } from '../../kernel/time/index.ts'
import type { Session } from '../accounts.ts'
import { denied, doneOf, invalid, invalidRows, success } from '../errors.ts'
import { readable, shown } from './reading.ts'
import {
  actOf,
  dayIn,
  idOf,
  identityOf,
  inUnit,
  isObject,
  kindOf,
  mechanismOf,
  members,
  param,
  partOf,
  queried,
  textIn,
  type Api,
  type Identity,
} from './request.ts'

const batchLimit = 64 * 2 ** 20

/** A key by which the sender repeats a request, or nothing. Each account has its own. */
const keyOf = (request: FastifyRequest, { login }: Session): string | undefined => {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,100}$/.test(key))
    throw invalid({ 'Idempotency-Key': '应为1至100个字母、数字或符号' })
  return `${login}/${key}`
}
/** The id of what a request opens: the same for the same key, so that its repetition is the same request. */
const idFor = (tenant: string, key: string | undefined): string => {
  if (key === undefined) return newId()
  const hex = createHash('sha256').update(`${tenant}/${key}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The one opening act, or the one that the request names. */
const openingOf = (m: AnyMechanism, kind: string | undefined, named: string | undefined): string => {
  const structure = structureOf(m, kind)!
  const known = openings(structure)
  const said = known.map((name) => `${name}（${structure.acts[name]!.label[0]}）`).join('、')
  if (!known.length) throw invalid({ act: `${structure.name[0]}由其他行为产生，不能单独登记` })
  if (named === undefined && known.length > 1) throw invalid({ act: `请指明用哪一行为立案：${said}` })
  if (named !== undefined && !known.includes(named)) throw invalid({ act: `不是立案行为，可用的有：${said}` })
  return named ?? known[0]!
}
interface Sent {
  readonly on: Day
  readonly body: Command['body']
  readonly version: number | undefined
}
const sentIn = (given: Readonly<Record<string, unknown>>, today: Day): Sent => {
  const { body, version } = given
  if (body !== undefined && body !== null && !isObject(body)) throw invalid({ body: '应为一个JSON对象' })
  if (version !== undefined && version !== null && !(Number.isSafeInteger(version) && (version as number) > 0))
    throw invalid({ version: '应为您打开时案卷的版本号' })
  return {
    on: dayIn(given, 'on') ?? today,
    body: (body ?? {}) as Command['body'],
    version: (version ?? undefined) as number | undefined,
  }
}

interface Doing {
  readonly m: AnyMechanism
  readonly stream: string
  readonly part: PartId | undefined
  readonly act: string
  readonly actor: Identity['actor']
  readonly sent: Sent
  readonly opens: boolean
}
const run = async ({ house }: Api, request: FastifyRequest, reply: FastifyReply, doing: Doing) => {
  const { district, session } = identityOf(request)
  const { m, stream, part, act, actor, sent, opens } = doing
  const dry = queried(request, 'dry') === '1'
  const key = dry ? undefined : keyOf(request, session)
  // Also the new day of a correction goes into a column of days.
  if (act === 'correct') dayIn(sent.body, 'on')
  const command: Command = {
    tenant: district.id,
    mechanism: m.id,
    stream,
    ...(part && { part }),
    act,
    on: sent.on,
    actor,
    body: sent.body,
  }
  const outcome = await perform(house, command, {
    dry,
    ...(key && { key }),
    ...(sent.version !== undefined && { expected: sent.version }),
  })
  const { event, folded, leaf, opened, repeated } = doneOf(outcome)
  if (repeated && event.stream !== stream)
    throw invalid({ 'Idempotency-Key': '这一请求编号已用于另一案卷，请换一个编号' })
  if (repeated) reply.header('Idempotency-Replayed', 'true')
  if (opens && !dry) reply.code(success.created)
  const { version, on, recorded, from, to, breaches } = event
  return {
    done: !dry,
    event: { version, act: event.act, on, recorded, from, to, breaches },
    leaf,
    opened,
    // Whoever may act on it is a party to it or supervises it.
    case: shown(m, folded, stream, undefined, 'parties'),
  }
}

/** `{ on, body: {…} }` or `{ on, …fields }`; without `on` it happened today. */
const batchRows = (given: unknown, today: Day): BatchRow[] => {
  if (!Array.isArray(given)) throw invalid({ rows: '应为各行组成的列表' })
  const errors: RowError[] = []
  const read = given.map((row: unknown, index): BatchRow => {
    const wrong = (column: string, words: string): BatchRow => {
      errors.push({ row: index + 1, column, words })
      return { on: today, body: {} }
    }
    if (!isObject(row)) return wrong('*', '应为一个JSON对象')
    const { on = today, ...rest } = row
    if (!isDay(on)) return wrong('on', '应为真实存在的日期，如2022-03-01')
    return { on, body: Object.keys(rest).length === 1 && isObject(rest.body) ? rest.body : rest }
  })
  if (errors.length) throw invalidRows(errors.slice(0, 1000), new Set(errors.map(({ row }) => row)).size)
  return read
}

export const actingRoutes = (app: FastifyInstance, api: Api): void => {
  const { house } = api

  app.post('/:m', async (request, reply) => {
    const m = mechanismOf(house, request)
    const identity = identityOf(request)
    const given = members(request.body, ['act', 'on', 'body', 'unit'])
    const unit = textIn(given, 'unit')
    const stream = idFor(identity.district.id, keyOf(request, identity.session))
    return run(api, request, reply, {
      m,
      stream,
      part: undefined,
      act: openingOf(m, undefined, textIn(given, 'act')),
      actor: unit ? inUnit(identity, unit) : identity.actor,
      sent: sentIn(given, identity.today),
      opens: true,
    })
  })

  app.post('/:m/:id/parts/:kind', async (request, reply) => {
    const m = mechanismOf(house, request)
    const identity = identityOf(request)
    const { kind } = kindOf(m, request)!
    const stream = idOf(request, 'id', m.name[0])
    const given = members(request.body, ['act', 'on', 'body'])
    await askOnce(house.pool, identity.district.id, (client) => readable(client, m, identity, stream))
    const part = { kind, id: idFor(identity.district.id, keyOf(request, identity.session)) }
    return run(api, request, reply, {
      m,
      stream,
      part,
      act: openingOf(m, kind, textIn(given, 'act')),
      actor: identity.actor,
      sent: sentIn(given, identity.today),
      opens: true,
    })
  })

  for (const path of ['/:m/:id/:act', '/:m/:id/parts/:kind/:part/:act']) {
    app.post(path, async (request, reply) => {
      const m = mechanismOf(house, request)
      const identity = identityOf(request)
      const stream = idOf(request, 'id', m.name[0])
      const part = partOf(m, request)
      const act = actOf(m, part?.kind, param(request, 'act'))
      const given = members(request.body, ['on', 'body', 'version'])
      // What one may not read is not there: the answer must not tell that it exists.
      const { level } = await askOnce(house.pool, identity.district.id, (client) =>
        readable(client, m, identity, stream, part),
      )
      // That a register is open to all lets nobody write on its cases: an administrator of the house least of all.
      if (isBuiltIn(act) && level !== 'parties') throw denied('您不是本案的当事单位，也没有这一职权')
      return run(api, request, reply, {
        m,
        stream,
        part,
        act,
        actor: identity.actor,
        sent: sentIn(given, identity.today),
        opens: false,
      })
    })
  }

  app.post('/:m/batches', { bodyLimit: batchLimit }, async (request, reply) => {
    const m = mechanismOf(house, request)
    const { district, actor, today } = identityOf(request)
    const given = members(request.body, ['act', 'rows', 'file'])
    const act = openingOf(m, undefined, textIn(given, 'act'))
    const whom = unauthorised(
      m,
      m,
      m.acts[act]!,
      { whole: undefined, part: () => undefined, partsOf: () => [] },
      { actor, on: today, body: {} },
      () => true,
    )
    if (whom) throw denied(whom, '请由有职权的人员办理')
    const file = textIn(given, 'file')
    if (file !== undefined) {
      const stored = await transact(house.pool, district.id, (client) =>
        rows(client, 'SELECT hash FROM ledger.file WHERE tenant = $1 AND hash = $2', [district.id, file]),
      )
      if (!stored.length) throw invalid({ file: '没有这一文件，请先上传' })
    }
    const outcome = await performBatch(house, {
      tenant: district.id,
      mechanism: m.id,
      act,
      actor,
      rows: batchRows(given.rows, today),
      ...(file && { file }),
    })
    if (outcome.is !== 'done') throw invalidRows(outcome.errors, outcome.wrong)
    return reply.code(success.created).send({ batch: outcome.batch, rows: outcome.rows, root: outcome.root })
  })
}
