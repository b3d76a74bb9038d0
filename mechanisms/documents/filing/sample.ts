import { act, partAct, sampleFile as file, type Sample } from '../../../kernel/sample.ts'

const at = (kind: string, n: number) => {
  const on = partAct(kind)
  return (of: string, name: string, day: string, by: string, body = {}) => on(of, `${kind}/${n}`, name, day, by, body)
}
const [municipal, congress, desk] = [at('track', 1), at('track', 2), at('intake', 1)]
const document = (title: string) => ({ title, text: file, organ: 'u1', number: title, publishedOn: '2022-05-09' })
const pack = {
  papers: ['report', 'text', 'explanation', 'bases', 'notice'],
  paperSets: 2,
  electronic: true,
  files: file,
}
const sent = (delivered: string) => ({ ...pack, delivered })
const returned = { way: 'suspended', defects: ['unreadable'], notice: file }
const receipt = { receipt: file, number: '1' }
const opinion = { letter: file, fault: '示例问题', manifest: true }
const agreed = { answer: file, position: 'agree' }
const plan = { method: 'amend', finishBy: '2022-10-31', responsible: 'u1', plan: file }
const notice = { notice: file }
const decision = { decision: file }

export const sample: Sample = [
  act('a', 'openDistrict', '2022-05-10', 'p1', document('示府规〔2022〕1号')),
  municipal('a', 'send', '2022-05-16', 'p1', sent('2022-05-16')),
  municipal('a', 'receive', '2022-05-20', 'p1', receipt),
  congress('a', 'send', '2022-05-16', 'p1', sent('2022-05-16')),
  congress('a', 'giveBack', '2022-05-19', 'p1', returned),
  congress('a', 'resend', '2022-05-24', 'p1', sent('2022-05-24')),
  congress('a', 'receive', '2022-05-30', 'p1', receipt),
  act('a', 'fileDistrict', '2022-05-30', 'p1'),
  municipal('a', 'receiveOpinion', '2022-06-01', 'p1', { ...opinion, manifest: false }),
  municipal('a', 'endReview', '2022-06-10', 'p1', notice),
  municipal('a', 'overrule', '2022-06-15', 'p1', decision),
  congress('a', 'receiveOpinion', '2022-06-01', 'p1', opinion),
  congress('a', 'stopApplying', '2022-06-02', 'p1', notice),
  congress('a', 'reply', '2022-06-20', 'p1', agreed),
  congress('a', 'plan', '2022-06-21', 'p1', plan),
  congress('a', 'extend', '2022-10-20', 'p1', { ground: '示例情况' }),
  congress('a', 'dispose', '2022-10-28', 'p1', decision),
  congress('a', 'report', '2022-11-10', 'p1', { report: file }),
  act('a', 'close', '2022-11-11', 'p1'),

  act('b', 'openDistrict', '2022-05-10', 'p1', document('示府规〔2022〕2号')),
  congress('b', 'send', '2022-05-16', 'p1', sent('2022-05-16')),
  congress('b', 'receive', '2022-05-20', 'p1', receipt),
  congress('b', 'receiveOpinion', '2022-06-01', 'p1', { ...opinion, manifest: false }),
  congress('b', 'reply', '2022-06-20', 'p1', { answer: file, position: 'disagree' }),
  congress('b', 'escalate', '2022-07-20', 'p1', notice),
  congress('b', 'annul', '2022-08-20', 'p1', decision),
  act('b', 'cancel', '2022-08-22', 'p1', { reason: '示例原因' }),

  act('c', 'openDepartment', '2022-05-10', 'p2', document('示局规〔2022〕1号')),
  desk('c', 'submit', '2022-05-16', 'p2', pack),
  desk('c', 'sendBack', '2022-05-18', 'p3', returned),
  desk('c', 'resubmit', '2022-05-20', 'p2', pack),
  desk('c', 'accept', '2022-05-24', 'p3', { word: '示府备' }),
  act('c', 'fileDepartment', '2022-05-24', 'p3'),
  desk('c', 'object', '2022-06-01', 'p3', opinion),
  desk('c', 'withdrawObjection', '2022-06-06', 'p3', { reason: '示例原因' }),
  desk('c', 'object', '2022-06-08', 'p3', opinion),
  desk('c', 'reply', '2022-06-15', 'p2', agreed),
  desk('c', 'plan', '2022-06-16', 'p2', plan),
  desk('c', 'dispose', '2022-06-30', 'p2', decision),
  desk('c', 'report', '2022-07-06', 'p2', { report: file }),

  act('d', 'openDepartment', '2022-05-10', 'p2', document('示局规〔2022〕2号')),
  desk('d', 'submit', '2022-05-16', 'p2', pack),
  desk('d', 'accept', '2022-05-24', 'p3', { word: '示府备' }),
  desk('d', 'overrule', '2022-06-15', 'p2', decision),
]
