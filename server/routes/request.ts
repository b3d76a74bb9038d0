/** What every route reads from a request: who asks, which mechanism, which case, which page. */
import type { FastifyRequest } from 'fastify'
import { isUuid } from '../../kernel/ledger/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import { isBuiltIn, structureOf, type Actor, type PartId, type Structure } from '../../kernel/procedure/index.ts'
import { isDay, type Day } from '../../kernel/time/index.ts'
import { postIn } from '../access.ts'
import type { Session, SessionRules } from '../accounts.ts'
import type { District } from '../district.ts'
import { denied, invalid, notFound, unauthenticated } from '../errors.ts'
import type { OpenHouse } from '../house.ts'

/** Who asks, on which day of the tenant's clock, in which post. */
export interface Identity {
  readonly session: Session
  readonly district: District
  readonly today: Day
  /** One per unit. */
  readonly posts: readonly Actor[]
  /** Without a post: a person who may do nothing. */
  readonly actor: Actor
}
declare module 'fastify' {
  interface FastifyRequest {
    identity: Identity | null
    /** What an export took out, for the audit trail. */
    taken: string | null
  }
  interface FastifyContextConfig {
    /** Answers without a session. */
    open?: true
    /** Answers before a one-time password has been changed. */
    beforeChange?: true
  }
}
/** What the routes work with. */
export interface Api {
  readonly house: OpenHouse
  readonly rules: SessionRules
  readonly log: (line: string) => void
  /** Whether letters can be sent at all. */
  readonly sends: boolean
}

export const identityOf = (request: FastifyRequest): Identity => {
  if (!request.identity) throw unauthenticated('您尚未登录，或登录已经过期', '请重新登录')
  return request.identity
}
/** Acting in that unit. */
export const inUnit = (identity: Identity, unit: string): Actor => {
  const actor = postIn(identity.posts, unit)
  if (!actor) throw denied(`您在“${unit.slice(0, 60)}”没有任职`, '请选择您任职的单位')
  return actor
}

export const param = (request: FastifyRequest, name: string): string =>
  (request.params as Readonly<Record<string, string>>)[name] ?? ''
/** A parameter of the query, once at most. */
export const queried = (request: FastifyRequest, name: string): string | undefined => {
  const value = (request.query as Readonly<Record<string, string | string[]>>)[name]
  if (value !== undefined && (typeof value !== 'string' || value.includes('\u0000') || value.length > 1000))
    throw invalid({ [name]: '这一参数只能给出一次，且不能过长' })
  return value === '' ? undefined : value
}
/** A day in the query, if there is one. */
export const dayAsked = (request: FastifyRequest, name: string): Day | undefined => {
  const day = queried(request, name)
  if (day !== undefined && !isDay(day)) throw invalid({ [name]: '应为真实存在的日期，如2023-02-28' })
  return day
}
/** The day as of whose evening the asker wants to know; nothing where he wants what is known now. */
export const knownIn = (request: FastifyRequest, { today }: Identity): Day | undefined => {
  const known = dayAsked(request, 'known')
  if (known !== undefined && known > today) throw invalid({ known: `${known}还没有到（今天是${today}）` })
  return known
}

export const mechanismOf = (house: OpenHouse, request: FastifyRequest): AnyMechanism => {
  const id = param(request, 'm')
  const m = house.mechanisms.get(id)
  if (!m) throw notFound(`没有“${id.slice(0, 60)}”这一台账`, '请从台账目录中选择')
  return m
}
export const idOf = (request: FastifyRequest, name: string, what: string): string => {
  const id = param(request, name)
  if (isUuid(id)) return id
  throw notFound(`“${param(request, name).slice(0, 60)}”不是${what}的编号，没有找到`, '请从列表中打开')
}
/** The part that the path names, or nothing where the path is about the case itself. */
export const kindOf = (
  m: AnyMechanism,
  request: FastifyRequest,
): { kind: string; structure: Structure } | undefined => {
  const kind = (request.params as Readonly<Record<string, string | undefined>>).kind
  if (kind === undefined) return undefined
  if (!Object.hasOwn(m.parts, kind)) throw notFound(`${m.name[0]}没有“${kind.slice(0, 60)}”这一组成部分`, '请核对网址')
  return { kind, structure: m.parts[kind]! }
}
export const partOf = (m: AnyMechanism, request: FastifyRequest): PartId | undefined => {
  const found = kindOf(m, request)
  return found && { kind: found.kind, id: idOf(request, 'part', found.structure.name[0]) }
}
/** An act that is declared, or one that every case has. */
export const actOf = (m: AnyMechanism, kind: string | undefined, name: string): string => {
  const structure = structureOf(m, kind)!
  if (!Object.hasOwn(structure.acts, name) && !isBuiltIn(name))
    throw notFound(`${structure.name[0]}没有“${name.slice(0, 60)}”这一行为`, '请从可办事项中选择')
  return name
}

/** The members of a JSON object; any other member is named as wrong. */
export const members = (body: unknown, known: readonly string[]): Readonly<Record<string, unknown>> => {
  if (body === undefined || body === null) return {}
  if (typeof body !== 'object' || Array.isArray(body)) throw invalid({ body: '请求正文应为一个JSON对象' })
  const strange = Object.keys(body).filter((name) => !known.includes(name))
  if (strange.length)
    throw invalid(
      Object.fromEntries(
        strange.slice(0, 20).map((name) => [name.slice(0, 60), `请求正文没有这一项，只能有${known.join('、')}`]),
      ),
    )
  return body as Readonly<Record<string, unknown>>
}
/** A member that is a text, or is missing. */
export const textIn = (given: Readonly<Record<string, unknown>>, name: string): string | undefined => {
  const value = given[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' || value === '' || value.length > 200)
    throw invalid({ [name]: '应为不超过200字的文字' })
  return value
}
export const needed = (given: Readonly<Record<string, unknown>>, name: string): string => {
  const value = textIn(given, name)
  if (value === undefined) throw invalid({ [name]: '必填' })
  return value
}
export const dayIn = (given: Readonly<Record<string, unknown>>, name: string): Day | undefined => {
  const value = given[name]
  if (value === undefined || value === null) return undefined
  if (!isDay(value)) throw invalid({ [name]: '应为真实存在的日期，如2022-03-01' })
  return value
}
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// ── pages ──
export const limitOf = (request: FastifyRequest): number => {
  const limit = queried(request, 'limit') ?? '50'
  if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > 200)
    throw invalid({ limit: '每页条数应在1至200之间' })
  return Number(limit)
}
export type Cursor = readonly (string | number)[]
export const cursorFor = (key: Cursor): string => Buffer.from(JSON.stringify(key)).toString('base64url')
/** The key of the last row seen; `fits` says for each place what may stand there, since a cursor can be forged. */
export const cursorOf = <C extends Cursor>(
  request: FastifyRequest,
  fits: { readonly [K in keyof C]: (value: unknown) => boolean },
): C | undefined => {
  const text = queried(request, 'after')
  if (text === undefined) return undefined
  const wrong = invalid({ after: '翻页标记无效，请从第一页重新开始' })
  let key: unknown
  try {
    key = JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    throw wrong
  }
  if (!Array.isArray(key) || key.length !== fits.length || !fits.every((fit, at) => fit(key[at]))) throw wrong
  return key as readonly unknown[] as C
}
export const isWord = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= 1000 && !value.includes('\u0000') && value.isWellFormed()
export const isCount = (value: unknown): boolean =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 31
/** Who asks by a link: it sends no header, so the post in which somebody reads stands in the address, as `as`. */
export const askingIn = (request: FastifyRequest): Identity => {
  const identity = identityOf(request)
  const unit = queried(request, 'as')
  if (unit !== undefined) request.identity = { ...identity, actor: inUnit(identity, unit) }
  return identityOf(request)
}
