/** A small mechanism with parts, terms, an exception and a serving mechanism, for the tests of fold, decide and clocks. */
import { openWorld } from '../../tests/story.ts'
import { day, document, person, subject, text } from '../fields/index.ts'
import { instrument, parameter, rule, type Parameters } from '../law/index.ts'
import { mechanism } from '../mechanism.ts'
import type { Day } from '../time/index.ts'
import {
  answered,
  anywhere,
  atLeast,
  atMost,
  clocksOf,
  done,
  effect,
  every,
  exception,
  fact,
  fold,
  opens,
  part,
  role,
  scopeOf,
  viewOf,
  type Event,
  type Folded,
  type Whole,
  type World,
} from './index.ts'

const clerk = role('clerk', '经办人', 'Clerk', 'district')
const law = instrument('示例条例', {
  number: '示例',
  rank: 'rule',
  editions: [{ since: '2017-01-01', until: '2022-05-01' }, { since: '2022-05-01' }],
  articles: { 1: '限期决定', 2: '听证后决定', 3: '经审核后决定', 4: '走访人不得决定', 5: '延期', 6: '通知后等候' },
})
/** The law changed its number and its unit on 1 May 2022. */
const deciding = rule('deciding', '决定期限', 'Time to decide', law(1), [
  { since: '2017-01-01', count: 30, unit: 'calendar days' },
  { since: '2022-05-01', count: 10, unit: 'working days' },
])
const waiting = parameter(
  'waiting',
  '等候期',
  'Waiting',
  { count: 5, unit: 'working days' },
  { article: law(6), note: '待核' },
)

export const review = mechanism('review', {
  name: ['审核', 'Review'],
  record: { subject: subject('对象', 'Subject') },
  states: { asked: ['待审', 'Asked'], lawful: ['合法', 'Lawful'], unlawful: ['不合法', 'Unlawful'] },
  ends: ['lawful', 'unlawful'],
  acts: {
    submit: effect('送审', 'Submit', { to: 'asked', by: clerk }),
    pass: effect('认定合法', 'Pass', { from: 'asked', to: 'lawful', by: clerk }),
    fail: effect('认定不合法', 'Fail', { from: 'asked', to: 'unlawful', by: clerk }),
    archive: fact('归档', 'Archive', {
      from: ['lawful', 'unlawful'],
      by: clerk,
      asks: { place: text('位置', 'Place') },
    }),
  },
})
const task = part('事项', 'Task', {
  record: { words: text('内容', 'Words') },
  states: { open: ['待办', 'Open'], finished: ['已办', 'Finished'] },
  ends: ['finished'],
  acts: {
    add: fact('增加', 'Add', { to: 'open', by: clerk }),
    finish: effect('办完', 'Finish', { from: 'open', to: 'finished', by: clerk }),
    redo: fact('重办', 'Redo', { from: 'finished', to: 'open', by: clerk }),
  },
})
export const cases = mechanism('cases', {
  name: ['案件', 'Cases'],
  record: {
    draft: document('文本', 'Text'),
    drafter: person('起草人', 'Drafter'),
    heardBy: day('听证日', 'Hearing', { optional: true }),
  },
  states: { open: ['在办', 'Open'], decided: ['已决定', 'Decided'], closed: ['已结案', 'Closed'] },
  ends: ['closed'],
  parts: { task },
  acts: {
    begin: fact('受理', 'Begin', { to: 'open', by: clerk }),
    ask: effect('送审', 'Ask', { from: 'open', by: clerk, then: [opens(review, 'submit', 'draft', () => ({}))] }),
    revise: effect('修改', 'Revise', { from: 'open', by: clerk, asks: { draft: document('文本', 'Text') } }),
    visit: fact('走访', 'Visit', { from: anywhere, by: clerk }),
    notify: fact('通知', 'Notify', { from: 'open', by: clerk }),
    hear: fact('听证', 'Hear', { from: 'open', by: clerk }),
    stop: fact('中止', 'Stop', { from: 'open', by: clerk }),
    resume: fact('恢复', 'Resume', { from: 'open', by: clerk }),
    extend: exception('延期', 'Extend', {
      from: 'open',
      by: clerk,
      article: law(5),
      asks: { ground: text('理由', 'Ground') },
    }),
    decide: effect('决定', 'Decide', {
      from: 'open',
      to: 'decided',
      by: clerk.butNot('visit', law(4)),
      requires: [done('hear').under(law(2)), answered(review, 'lawful', { text: 'draft' }).under(law(3))],
    }),
    close: effect('结案', 'Close', {
      from: 'decided',
      to: 'closed',
      by: clerk,
      requires: [every('task', ['finished'])],
    }),
    split: effect('分派', 'Split', { from: 'open', by: clerk, raises: { task: [{ words: '甲' }, { words: '乙' }] } }),
    pay: fact('履行', 'Pay', { from: ['decided', 'closed'], by: clerk }),
    reopen: fact('重新审理', 'Reopen', { from: 'closed', to: 'open', by: clerk }),
  },
  terms: {
    deciding: atMost(deciding, {
      after: 'begin',
      until: 'decide',
      paused: ['stop', 'resume'],
      extended: { by: 'extend', count: 5 },
    }),
    waiting: atLeast(waiting, { after: 'notify', until: 'hear' }),
    answering: atMost(deciding, { after: 'notify', until: 'decide' }),
  },
})
export const record = { draft: { hash: 'a'.repeat(64), title: '决定书' }, drafter: 'p9' }

const open = openWorld('2099-12-31')
/** The world on that day; its calendar is made once. */
export const worldOn = (today: Day): World => ({ ...open, today, now: `${today}T09:00:00` })
export const folded = (events: readonly Event[]): Whole => fold(cases, events, open)
/** A term of a case as it stands. */
export const clockOf = (whole: Folded, term: string, parameters: Parameters = () => undefined) => {
  const scope = scopeOf(cases, viewOf({ whole, parts: new Map() }), undefined, whole.latest, {}, [])
  return clocksOf(scope, { ...open, parameters }).find((clock) => clock.term === term)!
}
