import { sampleFile as file, type Sample } from '../../../kernel/sample.ts'

const suit = (number: string) => ({
  number,
  court: 'basic',
  plaintiff: '原告甲',
  respondents: ['u1', 'u2'],
  sued: '行政处罚决定',
  complaint: file,
})
const verdict = { verdict: file }
const petition = { petition: file }
const decision = { decision: file }
const head = { head: 'p9', post: '局长', rank: 'chief' }
const serve = (of: string, on: string) => ({ of, act: 'serve', on, by: 'p1', body: suit(of) })
const answer = (of: string, on: string) => ({
  of,
  act: 'answer',
  on,
  by: 'p1',
  body: { statement: file, evidence: file },
})
const at = (name: string, act: string, on: string, by: string, body = {}) => ({
  of: 'lost',
  part: ['hearing', name] as const,
  act,
  on,
  by,
  body,
})
const schedule = (name: string, on: string, sitting: string) =>
  at(name, 'schedule', on, 'p1', { instance: 'first', sitting, calling: 'interests', summons: file })

export const sample: Sample = [
  serve('lost', '2022-03-01'),
  answer('lost', '2022-03-10'),
  schedule('h1', '2022-04-01', '2022-04-15'),
  at('h1', 'cancel', '2022-04-14', 'p1', { reason: '法院改期' }),
  schedule('h2', '2022-04-14', '2022-04-25'),
  at('h2', 'nameHead', '2022-04-18', 'p2', head),
  at('h2', 'replaceHead', '2022-04-20', 'p2', { ...head, rank: 'deputy', reason: '工作调整' }),
  at('h2', 'hold', '2022-04-25', 'p1'),
  at('h2', 'attend', '2022-04-25', 'p1', { ...head, rank: 'deputy', identity: file, spoke: true }),
  schedule('h3', '2022-04-26', '2022-05-10'),
  at('h3', 'excuse', '2022-05-05', 'p1', { ground: 'duty', proof: file, endorsed: 'signature' }),
  at('h3', 'acceptExcuse', '2022-05-07', 'p1', decision),
  at('h3', 'rejectExcuse', '2022-05-09', 'p1', decision),
  at('h3', 'hold', '2022-05-10', 'p1'),
  at('h3', 'stayAway', '2022-05-10', 'p1', { represented: 'lawyers' }),
  at('h3', 'criticise', '2022-05-16', 'p3', { form: 'criticism', notice: file }),
  at('h3', 'advise', '2022-05-20', 'p1', { ground: 'unexplained', letter: file }),
  schedule('h4', '2022-05-11', '2022-05-24'),
  at('h4', 'exempt', '2022-05-20', 'p3', { ground: 'attended', proof: file }),
  { of: 'lost', act: 'lose', on: '2022-06-01', by: 'p1', body: { ...verdict, kinds: ['unlawful', 'remedy'] } },
  { of: 'lost', act: 'bind', on: '2022-06-17', by: 'p1', body: { performBy: '2022-07-15' } },
  { of: 'lost', act: 'refer', on: '2022-06-20', by: 'p3' },
  { of: 'lost', act: 'comply', on: '2022-07-10', by: 'p1', body: { proof: file } },
  { of: 'lost', act: 'closeLost', on: '2022-07-20', by: 'p3' },

  serve('won', '2022-03-01'),
  { of: 'won', act: 'askDelay', on: '2022-03-10', by: 'p1', body: { request: file } },
  { of: 'won', act: 'permitEvidence', on: '2022-03-14', by: 'p1', body: decision },
  { of: 'won', act: 'answer', on: '2022-03-15', by: 'p1', body: { statement: file } },
  { of: 'won', act: 'overcome', on: '2022-03-20', by: 'p1' },
  { of: 'won', act: 'supplement', on: '2022-03-30', by: 'p1', body: { exhibits: file } },
  { of: 'won', act: 'win', on: '2022-06-01', by: 'p1', body: verdict },
  { of: 'won', act: 'takeEffect', on: '2022-06-17', by: 'p1' },
  { of: 'won', act: 'close', on: '2022-07-01', by: 'p2' },

  serve('reversed', '2022-03-01'),
  answer('reversed', '2022-03-10'),
  { of: 'reversed', act: 'dismiss', on: '2022-05-05', by: 'p1', body: verdict },
  { of: 'reversed', act: 'receiveAppeal', on: '2022-05-12', by: 'p1', body: petition },
  { of: 'reversed', act: 'answerAppeal', on: '2022-05-20', by: 'p1', body: { statement: file } },
  {
    of: 'reversed',
    act: 'loseFinally',
    on: '2022-07-01',
    by: 'p1',
    body: { ...verdict, way: 'changed', kinds: ['performance'], performBy: '2022-09-01' },
  },
  { of: 'reversed', act: 'reopen', on: '2022-08-01', by: 'p1', body: decision },
  { of: 'reversed', act: 'winFinally', on: '2022-10-10', by: 'p1', body: { ...verdict, way: 'changed' } },

  serve('remanded', '2022-03-01'),
  answer('remanded', '2022-03-10'),
  { of: 'remanded', act: 'lose', on: '2022-05-05', by: 'p1', body: { ...verdict, kinds: ['annulled'] } },
  { of: 'remanded', act: 'appeal', on: '2022-05-12', by: 'p1', body: petition },
  { of: 'remanded', act: 'remand', on: '2022-07-01', by: 'p1', body: verdict },

  serve('withdrawn', '2022-03-01'),
  { of: 'withdrawn', act: 'withdraw', on: '2022-03-10', by: 'p1', body: { ...verdict, cause: 'changed' } },
  serve('mediated', '2022-03-01'),
  answer('mediated', '2022-03-10'),
  { of: 'mediated', act: 'mediate', on: '2022-04-10', by: 'p1', body: { ...verdict, mediable: 'damages' } },
]
