/** 发文: what is recorded of the letters of a case on their way out, and what a letter prints of it. */
import { createHash } from 'node:crypto'
import type { Names, Read, Sent } from '../exchange/documents/chips.ts'
import type { Values } from '../kernel/fields/index.ts'
import { rows, type Client } from '../kernel/ledger/index.ts'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { registerFor } from '../kernel/register/index.ts'
import type { Day } from '../kernel/time/index.ts'
import type { OpenHouse } from './house.ts'

/** The register of letters sent. */
export const dispatches = 'dispatches'

export interface Dispatch {
  readonly id: string
  readonly state: string
  readonly fields: Values
  readonly parties: readonly string[]
  /** The day on which it was signed here, and on which it was sent. */
  readonly signed: Day | null
  readonly sent: Day | null
  /** Who signed it here. */
  readonly by: string | null
}
const columns = `_id AS id, _state AS state, _parties AS parties, _folded->'fields' AS fields,
  _folded->'did'->'sign'->>'on' AS signed, _folded->'did'->'sign'->'by'->>-1 AS by, _folded->'did'->'send'->>'on' AS sent`
const found = (
  client: Client,
  house: Pick<OpenHouse, 'mechanisms'>,
  where: string,
  values: readonly unknown[],
): Promise<Dispatch[]> => {
  const m = house.mechanisms.get(dispatches)
  if (!m) return Promise.resolve([])
  return rows<Dispatch & Record<string, unknown>>(
    client,
    `SELECT ${columns} FROM ${registerFor(m, undefined).cases.name} WHERE _tenant = $1 AND ${where} ORDER BY _opened, _id`,
    values,
  )
}
/** All dispatches of letters of that case, in their order. */
export const dispatchesOf = (
  client: Client,
  house: Pick<OpenHouse, 'mechanisms'>,
  tenant: string,
  mechanism: string,
  id: string,
): Promise<Dispatch[]> =>
  found(client, house, `(subject->>'id') = $2 AND (subject->>'mechanism') = $3`, [tenant, id, mechanism])
/** The dispatches as which exactly this file went out. */
export const sentAs = (
  client: Client,
  house: Pick<OpenHouse, 'mechanisms'>,
  tenant: string,
  hash: string,
): Promise<Dispatch[]> => found(client, house, 'printed = $2', [tenant, hash])
/** Words of numbers that this unit has used, the last first. */
export const wordsOf = async (
  client: Client,
  house: Pick<OpenHouse, 'mechanisms'>,
  tenant: string,
  unit: string,
): Promise<string[]> =>
  (
    await rows<{ word: string }>(
      client,
      `SELECT word, max(_opened) AS last FROM ${registerFor(house.mechanisms.get(dispatches)!, undefined).cases.name}
       WHERE _tenant = $1 AND issuer = $2 AND word IS NOT NULL GROUP BY word ORDER BY last DESC LIMIT 20`,
      [tenant, unit],
    )
  ).map(({ word }) => word)

/** Which letter of a case a dispatch is about. */
export interface Which {
  readonly id: string
  readonly part: string | undefined
  /** The version of the act upon which it is issued. */
  readonly upon: number | undefined
}
export const isAbout = ({ fields }: Dispatch, { id, part, upon }: Which): boolean =>
  fields.letter === id && (fields.part ?? undefined) === part && (fields.upon ?? undefined) === upon
/** That dispatch which the letter prints: the last one that was neither sent back nor made void. */
export const inForce = (all: readonly Dispatch[], which: Which): Dispatch | undefined =>
  all.findLast((one) => isAbout(one, which) && one.state !== 'returned' && one.state !== 'revoked')

/** In words; nothing for what is none: a draft is printed before it is judged. */
const urgencyIn = (m: AnyMechanism, value: string | undefined): string | undefined =>
  value === undefined ? undefined : m.record.urgency?.options?.[value]?.[0]
/** What the letter prints of it. Nothing has a number or a day before it is signed. */
export const printedOf = (
  house: Pick<OpenHouse, 'mechanisms'>,
  { fields, state, signed, sent, by }: Dispatch,
  names: Names,
  at: 'proposed' | 'now' = 'now',
): Sent => {
  const text = (name: string): string | undefined => (typeof fields[name] === 'string' ? fields[name] : undefined)
  const isSigned = at === 'now' && state !== 'proposed'
  const day = text('signedOn') ?? signed ?? undefined
  const [to, copies, printer] = ['recipients', 'copies', 'printer'].map(text)
  const urgency = urgencyIn(house.mechanisms.get(dispatches)!, text('urgency'))
  const signer = text('signer') ?? by
  return {
    organ: names.unit(String(fields.issuer)),
    day: isSigned ? day : undefined,
    ...(to && { to }),
    ...(copies && { copies }),
    ...(printer && { printer }),
    ...(urgency && { urgency }),
    ...(isSigned && text('number') && { number: text('number')! }),
    ...(isSigned && signer && { signer: names.person(signer) }),
    ...(isSigned && sent && { printed: sent }),
  }
}
/** The case as read, for the letter that goes out with this dispatch. */
export const withDispatch = (read: Read, sent: Sent | undefined): Read => ({ ...read, sent })
export const hashOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')
