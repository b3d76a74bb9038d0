/**
 * From what went wrong to what the user is told. No other file knows an HTTP status code. Every message is Chinese and
 * says what is wrong, where, and what to do.
 */
import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { cite, type Article } from '../kernel/law/index.ts'
import { codeOf } from '../kernel/ledger/index.ts'
import type { Event } from '../kernel/procedure/index.ts'
import type { Done, Outcome, RowError } from '../kernel/register/index.ts'

/** An article as a client prints it. */
export interface Cited extends Article {
  readonly cite: string
}
/** What happened after the version on which the sender acted. */
export type Change = Pick<Event, 'version' | 'act' | 'on' | 'recorded' | 'actor'>
export type Problem =
  | {
      readonly kind: 'refusal'
      readonly words: string
      readonly article?: Cited
      readonly todo?: string
      readonly further: readonly string[]
    }
  | { readonly kind: 'invalid'; readonly words: string; readonly fields: Readonly<Record<string, string>> }
  | {
      readonly kind: 'invalid rows'
      readonly words: string
      readonly errors: readonly RowError[]
      readonly wrong: number
    }
  | {
      readonly kind: 'conflict'
      readonly words: string
      readonly version: number
      readonly since: readonly Change[]
    }
  | { readonly kind: 'bug'; readonly words: string; readonly reference: string }
  | {
      readonly kind:
        | 'denied'
        | 'not found'
        | 'gone'
        | 'unauthenticated'
        | 'too large'
        | 'unsupported media'
        | 'too many requests'
        | 'unavailable'
      readonly words: string
      readonly todo?: string
    }
export type ProblemKind = Problem['kind']

const statuses: Readonly<Record<ProblemKind, number>> = {
  invalid: 400,
  'invalid rows': 400,
  unauthenticated: 401,
  denied: 403,
  'not found': 404,
  gone: 410,
  refusal: 409,
  conflict: 409,
  'too large': 413,
  'unsupported media': 415,
  'too many requests': 429,
  bug: 500,
  unavailable: 503,
}
/** Every kind of problem with its status, and the statuses of success: what the OpenAPI document lists. */
export const statusOf = (kind: ProblemKind): number => statuses[kind]
export const success = { ok: 200, created: 201, pending: 202 } as const

/** A problem on its way to the user. */
export class Rejection extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.kind)
    this.problem = problem
  }
}
const plain =
  (kind: Exclude<ProblemKind, 'refusal' | 'invalid' | 'invalid rows' | 'conflict' | 'bug'>) =>
  (words: string, todo?: string): Rejection =>
    new Rejection({ kind, words, ...(todo && { todo }) })
export const denied = plain('denied')
export const notFound = plain('not found')
export const unauthenticated = plain('unauthenticated')
export const tooLarge = plain('too large')
export const unavailable = plain('unavailable')
export const unsupportedMedia = plain('unsupported media')
export const tooManyRequests = plain('too many requests')
export const invalid = (fields: Readonly<Record<string, string>>): Rejection =>
  new Rejection({ kind: 'invalid', words: '填写的内容有误，请按各项提示改正后再提交', fields })
export const invalidRows = (errors: readonly RowError[], wrong: number): Rejection =>
  new Rejection({
    kind: 'invalid rows',
    words: `有${wrong}行不能导入，整批都没有写入，请按行列提示改正后重新提交`,
    errors,
    wrong,
  })
/** What the state of things forbids, without an article. */
export const refused = (words: string, todo?: string, further: readonly string[] = []): Rejection =>
  new Rejection({ kind: 'refusal', words, further, ...(todo && { todo }) })
export const cited = (article: Article): Cited => ({ ...article, cite: cite(article) })

/** What a command came to, if it was done; otherwise the problem is thrown. */
export const doneOf = (outcome: Outcome): Done => {
  switch (outcome.is) {
    case 'done':
      return outcome
    case 'invalid':
      throw invalid(outcome.fields)
    case 'denied':
      throw denied(outcome.words, '请由有职权的人员办理')
    case 'refusal': {
      const { words, article, todo, further } = outcome
      throw new Rejection({
        kind: 'refusal',
        words,
        further,
        ...(article && { article: cited(article) }),
        ...(todo && { todo }),
      })
    }
    case 'conflict':
      throw new Rejection({
        kind: 'conflict',
        words: outcome.words,
        version: outcome.version,
        since: outcome.since.map(({ version, act, on, recorded, actor }) => ({ version, act, on, recorded, actor })),
      })
  }
}

// ── what was thrown by others ──
const outages = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
])
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after)/
const isOutage = (error: unknown): boolean =>
  error instanceof Error &&
  (outages.has(codeOf(error) ?? '') || (codeOf(error) ?? '').startsWith('08') || lostConnection.test(error.message))

const byCode: Readonly<Record<string, () => Rejection>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => tooLarge('提交的内容太大，超过了这一接口的上限', '请分批提交，或把附件单独上传'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    unsupportedMedia('不支持这种内容类型', '请核对 Content-Type：数据用 application/json，文件用其本来的类型'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => invalid({ body: '请求正文为空，请提交一个JSON对象' }),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => invalid({ body: '正文长度与 Content-Length 不符，请重新提交' }),
  FST_ERR_MAX_PARAM_LENGTH: () => notFound('没有这一网址', '请核对网址'),
  FST_ERR_BAD_URL: () => invalid({ url: '网址中有不能识别的编码，请核对' }),
}
const rejectionOf = (error: unknown): Rejection | undefined => {
  if (error instanceof Rejection) return error
  if (isOutage(error))
    return plain('unavailable')('数据库暂时不能使用，您的操作没有写入', '请稍后重试；一直如此请联系系统管理员')
  return byCode[codeOf(error) ?? '']?.()
}

/** Of a bug only what carries no data: neither the request's body nor a database message, which may quote values. */
const traceOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'a thrown value that is no error'
  const quotes = 'severity' in error || error instanceof SyntaxError
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
  return [
    `${error.name}${codeOf(error) ? ` ${codeOf(error)}` : ''}${quotes ? '' : `: ${error.message}`}`,
    ...frames,
  ].join('\n')
}

/** The error handler of the whole server. */
export const answerError =
  (log: (line: string) => void) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const known = rejectionOf(error)
    if (known)
      return reply.code(statuses[known.problem.kind]).type('application/json; charset=utf-8').send(known.problem)
    const reference = randomUUID()
    log(`${reference} ${request.method} ${request.routeOptions?.url ?? '(no route)'}\n${traceOf(error)}`)
    const words = `系统出错，您的操作没有写入。请把编号${reference}告诉系统管理员`
    return reply
      .code(statuses.bug)
      .type('application/json; charset=utf-8')
      .send({ kind: 'bug', words, reference } satisfies Problem)
  }
