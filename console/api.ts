/** The API as the console uses it: what is sent, what comes back, and problems as values that a screen can show. */

export type Pair = readonly [zh: string, en: string]
export interface Cited {
  readonly law: string
  readonly no: string | number
  readonly cite: string
  readonly says: string
}
/** What the server says when it does not do something; `words` are always fit to be shown. */
export interface Problem {
  readonly kind: string
  readonly words: string
  readonly article?: Cited
  readonly todo?: string
  readonly further?: readonly string[]
  readonly fields?: Readonly<Record<string, string>>
  readonly version?: number
  readonly since?: readonly { readonly version: number; readonly act: string; readonly on: string }[]
  readonly reference?: string
}
export class Refused extends Error {
  readonly problem: Problem
  readonly status: number
  constructor(problem: Problem, status: number) {
    super(problem.words)
    this.problem = problem
    this.status = status
  }
}

/** The unit for which I act, where I hold posts in several; nothing: the first one. */
const unitKey = 'fazhi:unit'
export const actingUnit = (): string | null => sessionStorage.getItem(unitKey)
export const actFor = (unit: string): void => sessionStorage.setItem(unitKey, unit)

const offline: Problem = {
  kind: 'unavailable',
  words: '连不上服务器',
  todo: '请检查网络，稍后重试；填写的内容已留在本机',
}
/** Sends JSON; throws `Refused` with the problem that the server tells. */
export const request = async <T>(method: string, path: string, body?: unknown, key?: string): Promise<T> => {
  const answer = await fetch(`/api${path}`, {
    method,
    headers: {
      'X-Fazhi': '1',
      ...(actingUnit() && { 'X-Unit': actingUnit()! }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(key && { 'Idempotency-Key': key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Refused(offline, 0)
  })
  const told = (await answer.json().catch(() => undefined)) as { problem?: Problem } | Problem | undefined
  if (answer.ok) return told as T
  const problem = told && 'problem' in told ? told.problem : (told as Problem | undefined)
  throw new Refused(problem?.words ? problem : { ...offline, words: '服务器没有给出说明' }, answer.status)
}
export const get = <T>(path: string): Promise<T> => request<T>('GET', path)

/** Sends a file as it is to an address of the API; tells how much has gone, from 0 to 1. */
export const send = <T>(path: string, file: File, progress: (part: number) => void): Promise<T> =>
  new Promise((done, fail) => {
    const sending = new XMLHttpRequest()
    sending.open('POST', `/api${path}`)
    sending.setRequestHeader('X-Fazhi', '1')
    if (actingUnit()) sending.setRequestHeader('X-Unit', actingUnit()!)
    sending.setRequestHeader('X-File-Name', encodeURIComponent(file.name))
    sending.setRequestHeader('Content-Type', file.type || 'application/octet-stream')
    sending.upload.addEventListener('progress', ({ loaded, total }) => progress(total ? loaded / total : 0))
    sending.addEventListener('error', () => fail(new Refused(offline, 0)))
    sending.addEventListener('load', () => {
      const told = JSON.parse(sending.responseText || '{}') as T & Problem
      if (sending.status < 300) done(told)
      else fail(new Refused(told.words ? told : offline, sending.status))
    })
    sending.send(file)
  })
/** Uploads a file; gives its hash. */
export const upload = (file: File, progress: (part: number) => void): Promise<{ readonly hash: string }> =>
  send('/files', file, progress)

// ── what comes back ──
export interface Me {
  readonly login: string
  readonly person: string
  readonly name: string
  readonly mustChange: boolean
  readonly tenant: { readonly code: string; readonly name: string; readonly sample: boolean }
  readonly today: string
  readonly unit: string
  readonly roles: readonly string[]
  readonly posts: readonly { readonly unit: string; readonly unitName: string; readonly roles: readonly string[] }[]
}
export interface Chapter {
  readonly id: string
  readonly name: Pair
  /** Whether the annual report has this chapter; the registers that everything stands on have none. */
  readonly reported: boolean
  readonly mechanisms: readonly {
    readonly id: string
    readonly name: Pair
    readonly reads: 'all' | 'own' | 'none'
    readonly opens: readonly { readonly act: string; readonly label: Pair }[]
    readonly imports: boolean
  }[]
}
export interface FieldShape {
  readonly name: string
  readonly kind: string
  readonly label: Pair
  readonly optional: boolean
  readonly personal: boolean
  /** Of a number of a document: it was given elsewhere, and is typed in. */
  readonly given?: true
  readonly options?: Readonly<Record<string, Pair>>
  /** Of a link: the mechanism whose cases it may name. */
  readonly to?: string
}
export interface ActShape {
  readonly label: Pair
  readonly kind: 'effect' | 'fact' | 'exception'
  readonly from?: readonly string[] | 'anywhere'
  readonly to?: string
  readonly article?: Cited
  readonly fields: readonly FieldShape[]
}
export interface Shape {
  readonly name: Pair
  readonly fields: readonly FieldShape[]
  readonly states: Readonly<Record<string, Pair>>
  readonly ends: readonly string[]
  readonly acts: Readonly<Record<string, ActShape>>
  readonly terms: Readonly<Record<string, { readonly label: Pair; readonly article?: Cited }>>
}
export type MechanismShape = Shape & { readonly id: string; readonly parts: Readonly<Record<string, Shape>> }
export type Values = Readonly<Record<string, unknown>>
/** Where a case or a part of one stands. */
export interface Standing {
  readonly id: string
  readonly case: string
  readonly version: number
  readonly state: string
  readonly stateName: string
  readonly opened: string
  readonly ended?: string
  readonly title: string
  readonly units?: readonly string[]
  readonly fields: Values
}
export interface Row extends Standing {
  readonly latest: string
  readonly breaches: number
  /** Said beside its state: some of it does not hold. */
  readonly partly?: readonly [zh: string, en: string]
}
export interface Page {
  readonly rows: readonly Row[]
  /** Titles of the cases that links of these rows name, by id. */
  readonly linked?: Readonly<Record<string, string>>
  readonly next?: string
}
export interface Case extends Standing {
  readonly level: 'public' | 'district' | 'parties'
  readonly mechanism: string
  readonly kind?: string
  readonly unit: string
  readonly breaches: readonly { readonly words: string; readonly law?: string; readonly no?: string | number }[]
  readonly parts?: Readonly<Record<string, number>>
}
export interface Related {
  /** `names`: this case names that one; `named`: that one names this case. */
  readonly is: 'names' | 'named'
  readonly label: Pair
  readonly mechanism: string
  readonly mechanismName: Pair
  readonly case: string
  readonly title: string
  readonly state: string
  readonly stateName: Pair
  readonly opened: string
  readonly ended?: string
}
export interface Counted {
  readonly id: string
  readonly label: Pair
  readonly year: number
  readonly rows: number
  readonly counts?: number
}
export interface Reason {
  readonly words: string
  readonly article?: Cited
}
export interface Offer {
  readonly act: string
  readonly label: Pair
  readonly kind: ActShape['kind']
  readonly allowed: boolean
  readonly article?: Cited
  readonly refusals: readonly Reason[]
  readonly breaches: readonly Reason[]
}
export interface Acts {
  readonly acts: readonly Offer[]
  readonly builtIn: readonly { readonly act: string; readonly label: Pair }[]
  readonly parts?: Readonly<Record<string, readonly Offer[]>>
}
export interface Lived {
  readonly version: number
  readonly part?: { readonly kind: string; readonly id: string }
  readonly act: string
  readonly label: Pair
  readonly on: string
  readonly recorded: string
  readonly from?: string
  readonly to: string
  readonly source: string
  readonly corrects?: number
  readonly correctedBy: readonly number[]
  readonly voided: boolean
  readonly breaches: readonly { readonly words: string; readonly law?: string; readonly no?: string | number }[]
  readonly body: Values
  readonly actorName?: string
  readonly unitName?: string
}
export type Light = 'green' | 'yellow' | 'red' | 'paused' | 'done' | 'late' | 'ended' | 'floor'
export interface Term {
  readonly term: string
  readonly label: Pair
  readonly side: 'ceiling' | 'floor'
  readonly started: string
  readonly due?: string
  readonly nominal?: string
  readonly provisional: boolean
  readonly unverified: boolean
  readonly metOn?: string
  readonly light: Light
  readonly article?: Cited
  readonly why?: {
    readonly start: string
    readonly counted: number
    readonly excluded: readonly { readonly day: string; readonly reason: string }[]
    readonly pauses: readonly { readonly from: string; readonly to?: string; readonly cause?: string }[]
    readonly calendar: string
  }
}
export interface Duty {
  readonly mechanism: string
  readonly mechanismName: Pair
  readonly case: string
  readonly part?: string
  readonly kind?: string
  readonly title: string
  readonly units: readonly string[]
  readonly term: string
  readonly label: Pair
  readonly due: string
  readonly provisional: boolean
  readonly unverified: boolean
  readonly light: Light
  readonly acts: readonly { readonly act: string; readonly label: Pair }[]
  readonly article?: Cited
}
export interface Figure {
  readonly id: string
  readonly mechanism: string
  readonly label: Pair
  readonly unit: string
  readonly definition: string
  readonly value?: number | string
  readonly numerator?: number
  readonly denominator?: number
  readonly printed: string
  readonly rows: number
  readonly open: number
}
