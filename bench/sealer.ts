/** How fast the sealer seals what waits: real events, appended as commands append them, only not judged. */
import { appendTo, ink, rows, sealBatch, Statement, transact, treeSize } from '../kernel/ledger/index.ts'
import type { Event } from '../kernel/procedure/index.ts'
import { newId } from '../kernel/register/index.ts'
import { newTenant, type Bench } from './district.ts'
import { number, type Line } from './table.ts'

/** The `n`th event of a tenant: cases of three acts each, of the size that events of the sample year have. */
export const eventOf = (tenant: string, stream: string, n: number): Event => ({
  v: 1,
  tenant,
  stream,
  version: (n % 3) + 1,
  mechanism: 'study',
  act: ['plan', 'hold', 'close'][n % 3]!,
  ...(n % 3 > 0 && { from: ['planned', 'held'][(n % 3) - 1]! }),
  to: ['planned', 'held', 'closed'][n % 3]!,
  on: '2022-06-30',
  recorded: '2022-06-30T09:00:00',
  actor: 'p1',
  unit: 'u1',
  source: 'entered',
  ruleEditions: {},
  relied: [],
  breaches: [],
  body: {
    year: 2022,
    bodies: ['department', 'township'],
    host: ['u1'],
    topic: `学法专题${n}：行政执法公示制度、执法全过程记录制度和重大执法决定法制审核制度`,
    kind: 'collective',
    plannedFor: '2022-09-30',
    minutes: n.toString(16).padStart(64, '0'),
  },
})

const events = 120_000
const atOnce = 4000

export const sealerLine = async ({ house }: Bench): Promise<Line> => {
  const tenant = await newTenant(house, 'sealing')
  let stream = newId()
  for (let at = 0; at < events; at += atOnce) {
    const some = Array.from({ length: atOnce }, (_, n) => {
      if ((at + n) % 3 === 0) stream = newId()
      const event = eventOf(tenant, stream, at + n)
      return { event, inked: ink(event, {}, 'sha256') }
    })
    const statement = new Statement()
    appendTo(statement, tenant, some, house.clock())
    await transact(house.pool, tenant, (client) => rows(client, statement.text, statement.values))
  }
  const began = performance.now()
  while ((await sealBatch(house.pool, tenant, 'sha256')) > 0);
  const perSecond = events / ((performance.now() - began) / 1000)
  const sealed = await transact(house.pool, tenant, (client) => treeSize(client, tenant))
  if (sealed !== events) throw new Error(`${events} events waited, ${sealed} are sealed`)
  return {
    row: '4',
    what: `封存 ${number(events)} 条待封事件`,
    ours: `${number(perSecond)} 条/秒`,
    limit: '≥ 20,000 条/秒',
    holds: perSecond >= 20_000,
    note: '每批5000条一个事务，含默克尔树节点；落盘',
  }
}
