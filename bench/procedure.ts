/** A procedure of five steps, performed to its end by many clients, beside engines that move a process through five. */
import type { Values } from '../kernel/fields/index.ts'
import { newId, perform, type Outcome } from '../kernel/register/index.ts'
import { dayOf } from '../kernel/time/index.ts'
import { inParallel } from './clients.ts'
import type { Bench } from './district.ts'
import { peer, type Peer } from './peers.ts'
import { number, type Line } from './table.ts'

type Step = readonly [person: string, act: string, body: Values]
/** Engaging a legal adviser. Whoever proposed him may not appoint him; a private lawyer must have practised long enough. */
const steps = (file: string, n: number): readonly Step[] => [
  [
    'p1',
    'propose',
    {
      name: `示例律师${n}`,
      kind: 'lawyer',
      licence: `示例证号${n}`,
      licensed: '2010-01-01',
      firm: '示例律师事务所',
      organ: 'u1',
      role: 'organ',
      starts: '2022-06-10',
      expires: '2023-06-09',
      declaration: file,
    },
  ],
  ['p1', 'checkConflict', { verdict: 'none' }],
  ['p2', 'appoint', { letter: file }],
  ['p1', 'review', { matter: `示例合同${n}`, matterKind: 'contract', opinion: file }],
  ['p1', 'appraise', { grade: 'competent' }],
]

const clients = 16
const beside: readonly (readonly [Peer, string, string])[] = [
  ['dbos', 'DBOS', '持久工作流，五步自行相接；不判断由谁办理，也无期限'],
  ['bpmn', 'bpmn-engine', '只在内存中推进，不落盘，断电即失'],
  ['emmett', 'emmett', '五次追加，各带期望版本；不判断规则'],
]

export const procedureLines = async ({ house, tenant, file }: Bench): Promise<Line[]> => {
  const district = await house.district(tenant)
  const today = dayOf(district.now())
  const act = (stream: string, [person, name, body]: Step): Promise<Outcome> => {
    const actor = district.actors(person, today)[0]!
    return perform(house, { tenant, mechanism: 'legal-advisers', stream, act: name, on: today, actor, body })
  }
  const whole = async (n: number): Promise<void> => {
    const stream = newId()
    for (const step of steps(file, n)) {
      const outcome = await act(stream, step)
      if (outcome.is !== 'done') throw new Error(`${step[1]}: ${JSON.stringify(outcome)}`)
    }
  }
  const stream = newId()
  const [propose, check, [, appoint, letter]] = steps(file, 0) as [Step, Step, Step]
  for (const step of [propose, check]) await act(stream, step)
  const byProposer = await act(stream, ['p1', appoint, letter])
  if (byProposer.is !== 'refusal') throw new Error(`whoever proposed may not appoint: ${JSON.stringify(byProposer)}`)

  await inParallel(clients, 2, whole)
  const ours = await inParallel(clients, 5, whole)
  const lines: Line[] = []
  for (const [name, shown, note] of beside) {
    const { perSecond } = await peer(name, 'procedure', house.connection, clients)
    lines.push({
      row: '3',
      what: `五步程序（法律顾问聘任），${clients}个客户端`,
      ours: `${number(ours.perSecond)} 件/秒`,
      beside: `${shown} ${number(perSecond)} 件/秒`,
      ratio: `${number(ours.perSecond / perSecond, 2)} 倍`,
      note: `${note}；本系统每步核对职权、回避和期限，并落盘`,
    })
  }
  return lines
}
