/** Erasing the values of persons: the one function that knows every copy. What is sealed holds only commitments, and stays. */
import { appendTo, history, ink, isRace, isUuid, rows, Statement, transact } from '../ledger/index.ts'
import { asksOf, invalid, refusal, type Event, type Procedure, type Refused } from '../procedure/index.ts'
import type { Field } from '../fields/index.ts'
import type { House } from './house.ts'
import { rewrite } from './rewrite.ts'
import { registerFor } from './tables.ts'

export interface Erasure {
  /** A personal field of the case or of its parts; left out: all of them. */
  readonly field?: string
  /** The law or the request on which it is erased, in words; never the value itself. */
  readonly reason: string
}

/** How many kept values are gone, and the event that says so. */
export type Erased = { readonly is: 'done'; readonly values: number; readonly note: Event } | Refused

const personalFields = (procedure: Procedure): [name: string, field: Field][] =>
  [procedure, ...Object.values(procedure.parts)].flatMap((structure) =>
    [structure.record, ...Object.values(structure.acts).map((act) => asksOf(structure, act))].flatMap((fields) =>
      Object.entries(fields).filter(([, field]) => field.how.personal),
    ),
  )
const mechanismText = `SELECT mechanism FROM ledger.event WHERE tenant = $1 AND stream = $2
  UNION SELECT e.mechanism FROM ledger.batch_row b JOIN ledger.event e ON e.tenant = b.tenant AND e.stream = b.batch WHERE b.tenant = $1 AND b.stream = $2`

/**
 * Erases values of persons from one case: from the ledger's private values, from every row of the registers and the
 * search that was made of them, and from kept answers to requests (their keys are spent). A note of the system says
 * what was erased and why. Frozen figures hold no values; a value that was also entered elsewhere is erased there, by
 * its own case; backups made before still hold it.
 */
export const erase = async (
  house: House,
  tenant: string,
  stream: string,
  { field, reason }: Erasure,
): Promise<Erased> => {
  if (!reason.trim()) return invalid('reason', '删除依据：必填')
  if (!isUuid(stream)) return invalid('id', '编号格式不对，请从列表中选择')
  const attempt = () =>
    transact(house.pool, tenant, async (client): Promise<Erased> => {
      const [of] = await rows<{ mechanism: string }>(client, mechanismText, [tenant, stream])
      const procedure = of && house.procedures.get(of.mechanism)
      if (!procedure) return refusal('案卷不存在', undefined, [], '请核对编号')
      const personal = personalFields(procedure).filter(([name]) => field === undefined || name === field)
      if (!personal.length && (field !== undefined || !house.eraseBeside))
        return invalid('field', `${procedure.name[0]}没有这一个人信息字段，请核对名称`)
      // Locked as a command locks it, so that nobody writes the value back from what he read before.
      const { cases } = registerFor(procedure, undefined)
      const [standing] = await rows<{ state: string; unit: string }>(
        client,
        `SELECT _state AS state, _folded->>'unit' AS unit FROM ${cases.name} WHERE _tenant = $1 AND _id = $2 FOR UPDATE`,
        [tenant, stream],
      )

      const names = personal.flatMap(([name, { how }]) => [name, ...(how.was ?? [])])
      const kept = names.flatMap((name) => [name, `old.${name}`, `new.${name}`])
      const gone = await rows(
        client,
        'DELETE FROM ledger.private WHERE tenant = $1 AND stream = $2 AND field = ANY($3) RETURNING field',
        [tenant, stream, kept],
      )
      // Letters hold names and addresses whatever the field is called.
      const beside = field === undefined ? ((await house.eraseBeside?.(client, tenant, stream)) ?? 0) : 0
      if (!gone.length && !beside) return refusal('本案没有可删除的个人信息，或已经删除', undefined, [], '请核对字段')
      await rows(
        client,
        "UPDATE ledger.request SET digest = 'erased', answer = '{}' WHERE tenant = $1 AND strpos(answer, $2) > 0",
        [tenant, `"stream":"${stream}"`],
      )
      const foundation = house.foundation.has(procedure.id) ? 1 : 0
      const [{ revision } = { revision: 0 }] = await rows<{ revision: number }>(
        client,
        'UPDATE ledger.tenant SET revision = revision + $2 WHERE id = $1 RETURNING revision',
        [tenant, foundation],
      )
      const context = await house.tenant(tenant, client, Number(revision))
      const now = context.now()
      const world = context.world(now, new Set())
      const events = await history(client, procedure, tenant, stream)
      const labels = [...new Set([...personal.map(([, { label }]) => label[0]), ...(beside ? ['信件'] : [])])].join(
        '、',
      )
      const state = standing?.state ?? events.at(-1)!.to
      // Written straight: a case whose opening was voided takes no more commands, and its values can be erased too.
      const note: Event = {
        v: 1,
        tenant,
        stream,
        version: Math.max(...events.map(({ version }) => version)) + 1,
        mechanism: procedure.id,
        act: 'note',
        from: state,
        to: state,
        on: world.today,
        recorded: now,
        actor: 'system',
        unit: standing?.unit ?? events[0]!.unit,
        source: 'derived',
        ruleEditions: {},
        relied: [],
        breaches: [],
        body: { words: `“${labels}”的内容已删除，依据：${reason.trim()}` },
      }
      const statement = new Statement()
      appendTo(statement, tenant, [{ event: note, inked: ink(note, {}, context.algorithm) }], house.clock())
      await rows(client, statement.text, statement.values)
      await rewrite(client, house, procedure, tenant, stream, [...events, note], world)
      return { is: 'done', values: gone.length + beside, note }
    })
  try {
    return await attempt()
  } catch (error) {
    // Someone wrote to the case at the same moment: once more, on what he wrote.
    if (!isRace(error)) throw error
    return attempt()
  }
}
