/** Erasing the values of persons: the one function that knows every copy. What is sealed holds only commitments, and stays. */
import { isRace, history, isUuid, rows, transact, Undo } from '../ledger/index.ts'
import { asksOf, invalid, refusal, system, type Command, type Procedure } from '../procedure/index.ts'
import type { Field } from '../fields/index.ts'
import type { House, Outcome } from './house.ts'
import { record } from './record.ts'
import { rewrite } from './rewrite.ts'
import { registerFor } from './tables.ts'

export interface Erasure {
  /** A personal field of the case or of its parts; left out: all of them. */
  readonly field?: string
  /** The law or the request on which it is erased, in words; never the value itself. */
  readonly reason: string
}

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
): Promise<Outcome> => {
  if (!reason.trim()) return invalid('reason', '删除依据：必填')
  if (!isUuid(stream)) return invalid('id', '编号格式不对，请从列表中选择')
  const attempt = () =>
    transact(house.pool, tenant, async (client): Promise<Outcome> => {
      const [of] = await rows<{ mechanism: string }>(client, mechanismText, [tenant, stream])
      const procedure = of && house.procedures.get(of.mechanism)
      if (!procedure) return refusal('案卷不存在', undefined, [], '请核对编号')
      const personal = personalFields(procedure).filter(([name]) => field === undefined || name === field)
      if (!personal.length) return invalid('field', `${procedure.name[0]}没有这一个人信息字段，请核对名称`)
      // Locked as a command locks it, so that nobody writes the value back from what he read before.
      const { cases } = registerFor(procedure, undefined)
      await rows(client, `SELECT 1 FROM ${cases.name} WHERE _tenant = $1 AND _id = $2 FOR UPDATE`, [tenant, stream])

      const names = personal.flatMap(([name, { how }]) => [name, ...(how.was ?? [])])
      const kept = names.flatMap((name) => [name, `old.${name}`, `new.${name}`])
      const gone = await rows(
        client,
        'DELETE FROM ledger.private WHERE tenant = $1 AND stream = $2 AND field = ANY($3) RETURNING field',
        [tenant, stream, kept],
      )
      if (!gone.length) return refusal('本案没有可删除的个人信息，或已经删除', undefined, [], '请核对字段')
      await rows(
        client,
        "UPDATE ledger.request SET digest = 'erased', answer = '{}' WHERE tenant = $1 AND strpos(answer, $2) > 0",
        [tenant, `"stream":"${stream}"`],
      )
      const [{ revision } = { revision: 0 }] = await rows<{ revision: number }>(
        client,
        'SELECT revision FROM ledger.tenant WHERE id = $1',
        [tenant],
      )
      const context = await house.tenant(tenant, client, Number(revision))
      const now = context.now()
      const world = context.world(now, new Set())
      const events = await history(client, procedure, tenant, stream)
      const whole = await rewrite(client, house, procedure, tenant, stream, events, world)
      // Where its opening was voided there is no case left to note it on.
      if (!whole) throw new Error(`erasing in ${stream}: no such case`)
      const labels = [...new Set(personal.map(([, { label }]) => label[0]))].join('、')
      const note: Command = {
        tenant,
        mechanism: procedure.id,
        stream,
        act: 'note',
        on: world.today,
        actor: system(whole.unit),
        body: { words: `“${labels}”的内容已删除，依据：${reason.trim()}` },
        source: 'derived',
      }
      const [noted] = await record(client, house, tenant, [{ command: note, options: { now } }])
      if (noted === 'alone' || noted?.is !== 'done') throw new Undo<Outcome>(noted as Outcome)
      return noted
    })
  for (let tries = 0; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (error instanceof Undo) return error.result as Outcome
      if (!isRace(error) || tries > 0) throw error
    }
  }
}
