import { act, partAct, sampleFile as file, type Sample } from '../../../kernel/sample.ts'

const drafting = (kind: string, reference: string) => ({
  title: '示例文件',
  file,
  reference,
  organ: 'u1',
  drafter: 'p9',
  kind,
})
const pack = { normative: ['draft', 'explanation', 'bases', 'comments'], decision: ['draft', 'bases', 'procedures'] }
const opinion = { opinion: file }
const wanting = { missing: ['comments'], defect: 'unreadable' }

const item = partAct('item')
const raise = (of: string, no: number, on: string, question: string) =>
  item(of, `i${no}`, 'raise', on, 'p3', { no, question, opinion: '示例意见' })

export const sample: Sample = [
  act('lawful', 'submit', '2022-03-01', 'p1', drafting('normative', '1')),
  act('lawful', 'assign', '2022-03-01', 'p2', { reviewer: 'p2' }),
  act('lawful', 'askCompletion', '2022-03-01', 'p2', wanting),
  act('lawful', 'complete', '2022-03-02', 'p1', { supplement: file }),
  act('lawful', 'reassign', '2022-03-02', 'p2', { reviewer: 'p4', cause: 'leave' }),
  act('lawful', 'accept', '2022-03-02', 'p4', { pack: pack.normative }),
  act('lawful', 'countersign', '2022-03-02', 'p4', { way: 'countersigning' }),
  act('lawful', 'passFirst', '2022-03-04', 'p4', opinion),
  act('lawful', 'markComplex', '2022-03-04', 'p3', { why: ['wide'], point: '示例问题' }),
  act('lawful', 'consult', '2022-03-04', 'p3', { whom: '示例单位', matter: '示例问题' }),
  act('lawful', 'resume', '2022-03-08', 'p3', { replies: file }),
  act('lawful', 'argue', '2022-03-09', 'p3', { attended: '示例专家', minutes: file }),
  raise('lawful', 1, '2022-03-09', 'content'),
  raise('lawful', 2, '2022-03-09', 'rights'),
  item('lawful', 'i1', 'adopt', '2022-03-10', 'p1', { how: '已修改' }),
  item('lawful', 'i2', 'decline', '2022-03-10', 'p1', { extent: 'none', reason: '示例理由', basis: '示例依据' }),
  act('lawful', 'findLawful', '2022-03-15', 'p3', opinion),

  act('revised', 'submit', '2022-03-01', 'p1', drafting('normative', '2')),
  act('revised', 'accept', '2022-03-01', 'p2', { pack: pack.normative }),
  act('revised', 'expedite', '2022-03-01', 'p5', { ground: 'incident', reason: '示例' }),
  act('revised', 'skipFirst', '2022-03-01', 'p3', { ground: 'noSection' }),
  raise('revised', 1, '2022-03-02', 'measures'),
  act('revised', 'askRevision', '2022-03-02', 'p3', opinion),
  item('revised', 'i1', 'adopt', '2022-03-03', 'p1', { how: '已删去' }),
  act('revised', 'close', '2022-03-03', 'p1'),

  act('experiment', 'submit', '2022-03-01', 'p1', drafting('decision', '3')),
  act('experiment', 'accept', '2022-03-01', 'p2', { pack: pack.decision }),
  act('experiment', 'passFirst', '2022-03-02', 'p2', opinion),
  act('experiment', 'hearAdviser', '2022-03-03', 'p3', { adviser: '示例顾问', advice: file }),
  raise('experiment', 1, '2022-03-03', 'content'),
  act('experiment', 'findUnlawful', '2022-03-14', 'p3', opinion),
  item('experiment', 'i1', 'decline', '2022-03-15', 'p1', { extent: 'none', reason: '示例理由', basis: '示例依据' }),
  act('experiment', 'flagExperiment', '2022-03-15', 'p3', { ground: '示例理由', risk: '示例风险' }),

  act('objected', 'submit', '2022-03-01', 'p1', drafting('other', '6')),
  act('objected', 'accept', '2022-03-01', 'p2', { pack: ['draft'] }),
  item('objected', 'i1', 'raise', '2022-03-01', 'p2', { no: 1, question: 'issuer', opinion: '示例意见' }),
  act('objected', 'objectFirst', '2022-03-02', 'p2', opinion),

  act('returned', 'submit', '2022-03-01', 'p1', drafting('other', '4')),
  act('returned', 'returnPack', '2022-03-02', 'p2', { missing: ['bases'], defect: 'absent' }),
  act('withdrawn', 'submit', '2022-03-01', 'p1', drafting('enforcement', '5')),
  act('withdrawn', 'withdraw', '2022-03-02', 'p1', { reason: '示例' }),
]
