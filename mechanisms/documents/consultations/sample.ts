import { act, partAct, sampleFile as file, sampleTexts, type Sample } from '../../../kernel/sample.ts'

const draft = sampleTexts[0]!
const notice = (deadline: string, more = {}) => ({
  headline: '示例征求意见公告',
  draft,
  explanation: file,
  notice: file,
  deadline,
  channels: ['portal', 'letter'],
  ...more,
})
const [comment, invitation, hearing] = [partAct('comment'), partAct('invitation'), partAct('hearing')]
const open = (of: string, kind: string, day: string, more = {}) =>
  act(of, 'open', day, 'p1', { title: `示例${of}`, organ: 'u1', kind, ...more })
const published = { address: '/yjzj/1.html', media: ['site'] }
const said = (content: string) => ({ kind: 'citizen', content })
const letter = { channel: 'letter' }
const invite = { kind: 'association', inviter: 'u1', name: '示例商会', due: '2022-03-20', letter: file }
const approved = { shortening: '示例理由', approval: file }
const settled = { why: '示例理由' }
const heard = { attended: '示例企业、示例商会', record: file }
const sitting = (day: string) => ({ sitting: day, place: '示例会议室' })
const announced = { notice: file, selection: file }
const result = { result: '/yjzj/1-jg.html' }

export const sample: Sample = [
  open('market', 'market', '2022-03-01', { mustHear: true }),
  act('market', 'draftNotice', '2022-03-01', 'p1', notice('2022-04-06', { specificGroup: true })),
  act('market', 'publish', '2022-03-02', 'p2', published),
  invitation('market', 'i1', 'invite', '2022-03-02', 'p1', invite),
  invitation('market', 'i1', 'answer', '2022-03-18', 'p1', { reply: file, says: 'some' }),
  invitation('market', 'i2', 'invite', '2022-03-02', 'p1', { ...invite, kind: 'unit', unit: 'u2', name: '示例单位' }),
  invitation('market', 'i2', 'remind', '2022-03-16', 'p1', { way: '电话' }),
  invitation('market', 'i2', 'noteSilence', '2022-03-21', 'p1'),
  act('market', 'hearMarket', '2022-03-10', 'p1', heard),
  act('market', 'hearGroup', '2022-03-11', 'p1', { attended: '示例协会', groupHeard: file }),
  act('market', 'orderHearing', '2022-03-10', 'p2'),
  hearing('market', 'hearing/1', 'schedule', '2022-03-10', 'p1', sitting('2022-03-25')),
  hearing('market', 'hearing/1', 'announce', '2022-03-10', 'p1', announced),
  hearing('market', 'hearing/1', 'holdUnprepared', '2022-03-25', 'p1', { record: file }),
  hearing('market', 'hearing/1', 'schedule', '2022-03-25', 'p1', sitting('2022-04-04')),
  hearing('market', 'hearing/1', 'announce', '2022-03-25', 'p1', announced),
  hearing('market', 'hearing/1', 'publishParticipants', '2022-03-25', 'p1', { participants: file }),
  hearing('market', 'hearing/1', 'serve', '2022-03-25', 'p1', { receipts: file }),
  hearing('market', 'hearing/1', 'hold', '2022-04-04', 'p1', { record: file }),
  hearing('market', 'hearing/1', 'report', '2022-04-06', 'p1', { report: file }),
  comment('market', 'c1', 'submit', '2022-03-05', 'p9', said('第三条建议放宽')),
  comment('market', 'c2', 'enter', '2022-03-06', 'p1', { ...said('第五条建议删去'), ...letter }),
  act('market', 'prolong', '2022-03-20', 'p2', { deadline: '2022-04-08', prolonging: '示例理由', notice: file }),
  act('market', 'close', '2022-04-13', 'p1'),
  comment('market', 'c3', 'submitLate', '2022-04-14', 'p9', said('第五条建议删去')),
  comment('market', 'c4', 'enterLate', '2022-04-14', 'p1', { ...said('第七条建议修改'), ...letter }),
  comment('market', 'c2', 'gather', '2022-04-14', 'p1', { group: '删去第五条' }),
  comment('market', 'c1', 'adopt', '2022-04-15', 'p1', { changed: '第三条' }),
  comment('market', 'c2', 'decline', '2022-04-15', 'p1', settled),
  comment('market', 'c3', 'decline', '2022-04-15', 'p1', settled),
  comment('market', 'c4', 'adoptPartly', '2022-04-15', 'p1', { changed: '第七条', ...settled }),
  act('market', 'conclude', '2022-04-18', 'p1', { summary: file }),
  act('market', 'publishResult', '2022-04-20', 'p2', result),
  comment('market', 'c5', 'submitAfterwards', '2022-04-21', 'p9', said('第八条建议修改')),
  comment('market', 'c6', 'enterAfterwards', '2022-04-21', 'p1', { ...said('第九条建议修改'), ...letter }),

  open('flood', 'general', '2022-03-01'),
  act('flood', 'draftNotice', '2022-03-01', 'p1', notice('2022-03-10')),
  act('flood', 'publish', '2022-03-01', 'p2', published),
  ...['c1', 'c2', 'c3', 'c4', 'c5', 'c6'].map((name, at) =>
    comment('flood', name, 'submit', '2022-03-02', 'p9', said(at < 2 ? '建议 删去' : at < 4 ? '建议放宽' : '建议保留')),
  ),
  comment('flood', 'c1', 'gatherSame', '2022-03-03', 'p1', { group: '删去' }),
  comment('flood', 'c1', 'declineAll', '2022-03-03', 'p1', settled),
  comment('flood', 'c3', 'adoptAll', '2022-03-03', 'p1', { changed: '第三条' }),
  comment('flood', 'c5', 'adoptAllPartly', '2022-03-03', 'p1', { changed: '第七条', ...settled }),

  ...(['market', 'decision', 'rights'] as const).flatMap((kind) => {
    const name = { market: 'shortenMarket', decision: 'shortenDecision', rights: 'shortenOther' }[kind]
    const of = `short ${kind}`
    return [
      open(of, kind, '2022-03-01'),
      act(of, 'draftNotice', '2022-03-01', 'p1', notice('2022-03-14')),
      act(of, name, '2022-03-01', 'p2', { ground: 'emergency', ...approved }),
      act(of, 'publish', '2022-03-01', 'p2', published),
      act(of, 'withdraw', '2022-03-02', 'p2', { reason: '示例' }),
    ]
  }),
  open('dropped', 'decision', '2022-03-01'),
  act('dropped', 'orderHearing', '2022-03-01', 'p2'),
  hearing('dropped', 'hearing/1', 'cancel', '2022-03-02', 'p1', { reason: '示例理由' }),
  act('dropped', 'withdraw', '2022-03-02', 'p2', { reason: '示例' }),
  open('secret', 'decision', '2022-03-01'),
  act('secret', 'withhold', '2022-03-01', 'p2', { ground: 'secret', basis: '示例依据' }),
]
