/** What held on a day: the texts of an item one after the other, and since when it holds no longer. */
import type { Document } from '../kernel/fields/index.ts'
import { rows, type Client } from '../kernel/ledger/index.ts'
import { asksOf } from '../kernel/procedure/index.ts'
import { quoted, registerFor } from '../kernel/register/index.ts'
import type { Day } from '../kernel/time/index.ts'
import type { Item } from './items.ts'
import type { Attachment } from './values.ts'

/** A text as it was published or corrected, from that day on. */
export interface TextVersion extends Attachment {
  readonly from: Day
  /** The act that brought it. */
  readonly act: string
  readonly current: boolean
}
/** From the text that was published to the present one; none where the item has no text. */
export const textVersions = async (client: Client, item: Item, tenant: string): Promise<TextVersion[]> => {
  const { m, id, version, on } = item
  const { body } = m.portal
  if (body === undefined || item.fields[body] === undefined || m.record[body]!.kind === 'prose') return []
  const { did, structure } = registerFor(m, undefined)
  const acts = Object.keys(did).filter((act) => Object.hasOwn(asksOf(structure, structure.acts[act]!), body))
  if (!acts.length) return []
  const found = await rows<{ act: string; on: Day; version: number; text: Document | string }>(
    client,
    `${acts
      .map(
        (act) =>
          `SELECT '${act}' AS act, _on AS "on", _version AS version, to_jsonb(${quoted(body)}) AS text FROM ${did[act]!.name} WHERE _tenant = $1 AND _case = $2`,
      )
      .join(' UNION ALL ')} ORDER BY "on", version`,
    [tenant, id],
  )
  const known = found.filter(({ text }) => text !== null)
  const first = known.findLast((one) => one.version <= version)
  const later = known.filter((one) => one.version > version)
  const { label } = m.record[body]!
  return [...(first ? [{ ...first, on }] : []), ...later].map(({ act, on: from, version: n, text }, at, all) => {
    const { hash, title } = typeof text === 'string' ? { hash: text, title: label[0] } : text
    const current = at === all.length - 1
    return { name: current ? body : `${body}@${n}`, label: label[0], title, hash, from, act, current }
  })
}
/** The first day of the states in which it holds no longer, where it stands in one. */
export const endedOn = async (client: Client, { m, id, state }: Item, tenant: string): Promise<Day | undefined> => {
  const over = m.portal.over ?? []
  if (!over.includes(state)) return undefined
  const spans = await rows<{ state: string; since: Day }>(
    client,
    `SELECT _state AS state, _since AS since FROM ${registerFor(m, undefined).was.name} WHERE _tenant = $1 AND _id = $2 ORDER BY _version DESC`,
    [tenant, id],
  )
  const holding = spans.findIndex((span) => !over.includes(span.state))
  return spans[(holding < 0 ? spans.length : holding) - 1]?.since
}
/** Whether it is known to have held on that day, as a condition on its row `r`, published by `d`; nothing where no day can be asked. */
export const heldOn = (m: Item['m'], put: (value: unknown) => string, day: Day): string | undefined => {
  const { effective, over } = m.portal
  if (effective === undefined || !over) return undefined
  const on = put(day)
  return `coalesce(r.${quoted(effective)}, d._on) <= ${on}::date AND NOT EXISTS (SELECT FROM ${registerFor(m, undefined).was.name} w
    WHERE w._tenant = r._tenant AND w._id = r._id AND w._state = ANY(${put(over)}::text[]) AND w._since <= ${on}::date AND (w._until IS NULL OR w._until > ${on}::date))`
}
/** 成文日期: what the face names, a field or the last of some acts before the publication. */
export const formedOn = async (
  client: Client,
  { m, id, version, fields }: Item,
  tenant: string,
): Promise<Day | undefined> => {
  const { formed } = m.portal
  if (formed === undefined) return undefined
  if (typeof formed === 'string') return fields[formed] as Day | undefined
  const { did } = registerFor(m, undefined)
  const [found] = await rows<{ on: Day }>(
    client,
    `${formed
      .map(
        (act) =>
          `SELECT _on AS "on", _version AS v FROM ${did[act]!.name} WHERE _tenant = $1 AND _case = $2 AND _version <= $3`,
      )
      .join(' UNION ALL ')} ORDER BY v DESC LIMIT 1`,
    [tenant, id, version],
  )
  return found?.on
}
