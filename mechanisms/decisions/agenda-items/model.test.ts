import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sampleFile as file, sampleTexts } from '../../../kernel/sample.ts'
import { walks, type Model, type Try } from '../../../tests/model.ts'
import type { story } from '../../../tests/story.ts'
import review from '../../documents/legality-review/index.ts'
import meetings from '../executive-meetings/index.ts'
import items from './index.ts'

const subject = { mechanism: 'normative-documents', id: 'doc', hash: sampleTexts[0]!.hash }
/** What stands around the item: an opinion on its text, and a meeting that takes items until its agenda is set. */
const lawfulFrom = '2022-03-09'
const closedOn = '2022-03-14'
const heldOn = '2022-03-16'
const before = (told: ReturnType<typeof story>): void => {
  const reviewing = told.act(review, 'r')
  const convening = told.act(meetings, 'm')
  const reviewed = { title: '示例', subject, organ: 'u1', drafter: 'p9', kind: 'normative' }
  const meeting = { title: '常务会议', kind: 'executive', year: 2022, number: 1, day: heldOn, head: 'p1', members: 5 }
  const done = [
    reviewing('2022-03-01', 'p2', 'submit', reviewed),
    reviewing('2022-03-01', 'p4', 'accept', { pack: ['draft', 'explanation', 'bases', 'comments'] }),
    reviewing('2022-03-01', 'p4', 'passFirst', { opinion: file }),
    reviewing(lawfulFrom, 'p5', 'findLawful', { opinion: file }),
    convening('2022-03-01', 'p3', 'call', meeting),
    convening(closedOn, 'p3', 'closeAgenda', { agenda: file, notice: file }),
    convening(heldOn, 'p3', 'hold', { presiding: 'p1', absent: 0, signIn: file }),
  ]
  expect(done).toEqual(Array(done.length).fill('done'))
}

interface Item {
  readonly state: string
  readonly kind: unknown
  readonly meeting: unknown
  readonly onAgenda: boolean
  readonly discussed: boolean
}
const leads: Readonly<Record<string, string>> = {
  submit: 'submitted',
  schedule: 'scheduled',
  takeOff: 'submitted',
  withdraw: 'withdrawn',
  discuss: 'heard',
  adopt: 'adopted',
  reject: 'rejected',
  amend: 'amended',
  defer: 'submitted',
  revoke: 'revoked',
}
const apply = (item: Item | undefined, { act, body }: Try): Item => ({
  state: leads[act]!,
  kind: item?.kind ?? body.kind,
  meeting: body.meeting ?? item?.meeting,
  onAgenda: act === 'schedule' || (act !== 'takeOff' && act !== 'defer' && item?.onAgenda === true),
  discussed: act === 'discuss' || item?.discussed === true,
})
const after = (done: readonly Try[]) => done.reduce<Item | undefined>(apply, undefined)

/** More than half take part, nobody twice, and whoever goes against most of them says why. */
const sound = ({ body }: Try): boolean => {
  const { taking, agreed, opposed } = body as { taking: number; agreed: number; opposed: number }
  return taking > 2 && taking <= 5 && agreed + opposed <= taking
}
const reasoned = ({ act, body }: Try): boolean => {
  const { agreed, opposed, reasons } = body as { agreed: number; opposed: number; reasons?: string }
  return reasons !== undefined || (act === 'adopt' ? opposed <= agreed : agreed <= opposed)
}
const model: Model = {
  state: (done) => after(done)?.state,
  verdict: (done, next) => {
    const { act, on } = next
    const item = after(done)
    if (!item) return act === 'submit' ? 'done' : 'refused'
    const lawful = item.kind === 'other' || on >= lawfulFrom
    const counts = item.discussed && item.meeting === 'm' && on >= heldOn
    const allowed = (ok: boolean) => (ok ? 'done' : 'refused')
    switch (act) {
      case 'schedule':
        return allowed(item.state === 'submitted' && lawful && on < closedOn)
      case 'takeOff':
        return allowed(item.state === 'scheduled')
      case 'withdraw':
        return allowed(item.state === 'submitted' || item.state === 'scheduled')
      case 'discuss':
        if (item.state !== 'submitted' && item.state !== 'scheduled') return 'refused'
        return lawful && item.onAgenda ? 'done' : 'breach'
      case 'adopt':
        return allowed(item.state === 'heard' && lawful && counts && sound(next) && reasoned(next))
      case 'reject':
        return allowed(item.state === 'heard' && counts && sound(next) && reasoned(next))
      case 'amend':
        return allowed(item.state === 'heard' && counts)
      case 'defer':
        return allowed(item.state === 'heard' || item.state === 'scheduled')
      case 'revoke':
        return allowed(item.state === 'adopted')
      default:
        return 'refused'
    }
  },
}

const item = { title: '示例议题', organ: 'u1', subject }
const votes = fc.constantFrom(
  { taking: 4, agreed: 4, opposed: 0 },
  { taking: 4, agreed: 2, opposed: 2 },
  { taking: 3, agreed: 1, opposed: 2 },
  { taking: 3, agreed: 1, opposed: 2, reasons: '时限紧迫' },
  { taking: 5, agreed: 3, opposed: 1, reasons: '时机不成熟' },
  { taking: 2, agreed: 2, opposed: 0 },
  { taking: 4, agreed: 3, opposed: 2 },
  { taking: 6, agreed: 6, opposed: 0 },
)
const vote = votes.map((counted) => ({ decision: file, members: 5, ...counted }))
const reason = fc.constant({ reason: '再作研究' })

it('a random life of an item goes as the rules of meetings say', () =>
  walks({
    mechanism: items,
    others: [review, meetings],
    before,
    model,
    acts: {
      submit: fc.constantFrom({ ...item, kind: 'other' }, { ...item, kind: 'normative' }),
      schedule: fc.constant({ meeting: 'm' }),
      takeOff: reason,
      withdraw: reason,
      discuss: fc.constantFrom({ presenter: '某局长' }, { presenter: '某局长', meeting: 'm' }),
      adopt: vote,
      reject: vote,
      amend: fc.constant({ changes: '修改' }),
      defer: reason,
      revoke: fc.constant({ decision: file, reason: '被替代' }),
    },
    begins: '2022-03-06',
    apart: 4,
    runs: 400,
  }))
