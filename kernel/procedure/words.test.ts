/** Words that say in a line what every mechanism needs: fields of later acts, what an act itself says, several anchors. */
import { describe, expect, test } from 'vitest'
import { openWorld, story } from '../../tests/story.ts'
import { choice, count, day, file, flag, later, text } from '../fields/index.ts'
import { howMany, inTime } from '../indicator/index.ts'
import { instrument, rule } from '../law/index.ts'
import { mechanism } from '../mechanism.ts'
import {
  atMost,
  clocksOf,
  earliest,
  effect,
  fact,
  given,
  latest,
  never,
  prove,
  role,
  scopeOf,
  viewOf,
  where,
  whereNot,
} from './index.ts'

const clerk = role('clerk', '经办人', 'Clerk', 'district')
const law = instrument('示例条例', {
  number: '示例',
  rank: 'rule',
  editions: [{ since: '2017-01-01' }],
  articles: { 1: '十日内报告', 2: '印发的写明份数' },
})
const tenDays = rule('reporting', '报告期限', 'To report', law(1), { count: 10, unit: 'calendar days' })
const copies = count('份数', 'Copies')
const proof = file('佐证', 'Proof')
const counted = given('copies').when('way', 'printed').under(law(2))

const papers = mechanism('papers', {
  name: ['文件', 'Papers'],
  record: {
    title: text('标题', 'Title'),
    kind: choice('类别', 'Kind', { open: ['公开', 'Open'], closed: ['不公开', 'Closed'] }),
    ...later({ copies, proof, met: day('会议日', 'Met') }),
  },
  states: { begun: ['在办', 'Begun'], out: ['已发出', 'Out'], shut: ['办结', 'Shut'] },
  ends: ['shut'],
  by: clerk,
  acts: {
    begin: effect('起草', 'Begin', { to: 'begun' }),
    issue: effect('发出', 'Issue', {
      from: 'begun',
      to: 'out',
      asks: {
        way: choice('方式', 'Way', { printed: ['印发', 'Printed'], posted: ['张贴', 'Posted'] }),
        copies: count('份数', 'Copies', { optional: true }),
        checked: flag('已核对', 'Checked'),
      },
      requires: [counted, where('checked', true), whereNot('kind', 'closed')],
    }),
    report: fact('报告', 'Report', { from: 'out', asks: { proof } }),
    recall: effect('收回', 'Recall', { from: 'out', to: 'begun' }),
    drop: effect('不再发出', 'Drop', { from: 'begun', to: 'shut' }),
    shut: effect('办结', 'Shut', { from: 'out', to: 'shut', requires: [given('proof')] }),
  },
  terms: {
    reporting: atMost(tenDays, { after: latest('issue', 'report'), until: 'report' }),
    first: atMost(tenDays, { after: earliest('issue', 'report'), until: 'report' }),
  },
  never: [never('shut', given('proof'))],
  indicators: ({ did, due }) => ({
    open: howMany('公开的', 'Open', '件', did.issue.whose('kind', 'open')),
    inTime: inTime('按期率', 'In time', due.reporting),
    again: howMany(
      '又收回的',
      'Recalled',
      '件',
      did.issue.that((row) => row.id.among(did.recall)),
    ),
  }),
})
const posted = { way: 'posted', checked: true }
const hash = 'e'.repeat(64)
const begun = (kind = 'open') => {
  const told = story(papers)
  const act = told.act(papers, 'a')
  expect(act('2022-03-01', 'p1', 'begin', { title: '甲', kind })).toBe('done')
  return { told, act }
}

describe('what an act says of itself', () => {
  test('is asked for where another field says so, by the label of what is missing', () => {
    const { act } = begun()
    expect(act('2022-03-01', 'p1', 'issue', { way: 'printed', checked: true })).toBe(
      'refusal: 发出：方式为“印发”的，须写明份数 [《示例条例》第2条]',
    )
    expect(act('2022-03-01', 'p1', 'issue', { way: 'printed', checked: true, copies: 3 })).toBe('done')
    expect(act('2022-03-01', 'p1', 'shut')).toBe('refusal: 办结：须附佐证')
  })
  test('is read as it stands, and what must not be said is refused', () => {
    const { act } = begun('closed')
    expect(act('2022-03-01', 'p1', 'issue', { ...posted, checked: false })).toBe('refusal: 发出：须已核对')
    expect(act('2022-03-01', 'p1', 'issue', posted)).toBe('refusal: 发出：类别不得为“不公开”')
  })
  test('is explored by the prover: the gate is needed, and with it the claim holds', () => {
    expect(prove(papers)).toMatchObject({ holes: [], unreached: [], errors: [] })
    const open = { ...papers, acts: { ...papers.acts, shut: { ...papers.acts.shut, requires: [] } } }
    expect(prove(open).holes.map(({ claim }) => claim)).toEqual(['“办结”之前，须附佐证'])
  })
})

test('fields of later acts are not asked at the opening, and keep their label and kind', () => {
  expect(papers.record.copies).toEqual({ ...copies, how: { optional: true } })
  expect(copies.how).toEqual({})
})

describe('a term from several anchors', () => {
  const clocks = (told: ReturnType<typeof story>) => {
    const scope = scopeOf(papers, viewOf({ whole: told.read('a'), parts: new Map() }), undefined, '2022-06-01', {}, [])
    const found = clocksOf(scope, openWorld('2022-06-01'))
    return Object.fromEntries(found.map(({ term, due, metOn, ran }) => [term, { due, metOn, ran }]))
  }
  test('runs anew from the last of them, and tells each earlier run; or counts from the first alone', () => {
    const { told, act } = begun()
    act('2022-03-01', 'p1', 'issue', posted)
    act('2022-03-10', 'p1', 'report', { proof: hash })
    expect(act('2022-03-25', 'p1', 'report', { proof: hash })).toMatch(/^breach: .*2022-03-21届满/)
    expect(clocks(told)).toEqual({
      reporting: {
        due: '2022-04-06',
        metOn: undefined,
        ran: [
          { due: '2022-03-11', metOn: '2022-03-10' },
          { due: '2022-03-21', metOn: '2022-03-25' },
        ],
      },
      first: { due: '2022-03-11', metOn: '2022-03-10', ran: [] },
    })
  })
  test('a run that was begun anew before it fell due was owed no longer, an overdue one was', () => {
    const { told, act } = begun()
    const again = (on: string) => [act(on, 'p1', 'recall'), act(on, 'p1', 'issue', posted)]
    act('2022-03-01', 'p1', 'issue', posted)
    expect([...again('2022-03-05'), ...again('2022-03-20')]).toEqual(['done', 'done', 'done', 'done'])
    expect(clocks(told).reporting).toEqual({
      due: '2022-03-30',
      metOn: undefined,
      ran: [{ due: '2022-03-15', metOn: undefined }],
    })
  })
})

/** Never called: what must not compile. */
export const negatives = () => {
  // @ts-expect-error no such field of the case
  papers.rows.did.issue.whose('sort', 'open')
  // @ts-expect-error nothing that the field offers
  papers.rows.did.issue.whose('kind', 'secret')
  // @ts-expect-error without a column, only an id is compared
  papers.rows.did.issue.that((row) => row.id.among(papers.rows.owed))
}
