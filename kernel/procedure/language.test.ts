/**
 * What the compiler promises to whoever writes a mechanism: each line under an `@ts-expect-error` must not compile, and
 * nothing else may fail. `tsc` checks the negatives; the tests below check that the same pieces, written rightly, work.
 */
import { describe, expect, test } from 'vitest'
import { choice, count, day, document, flag, person, text, type Body } from '../fields/index.ts'
import { distinct, duration, howMany, rate, sum, together } from '../indicator/index.ts'
import { instrument, rule } from '../law/index.ts'
import { story } from '../../tests/story.ts'
import { mechanism } from '../mechanism.ts'
import { listed, say } from '../report/index.ts'
import {
  answered,
  atLeast,
  atMost,
  byTheDate,
  byTheDay,
  clock,
  done,
  during,
  effect,
  every,
  exception,
  fact,
  judged,
  never,
  notYet,
  opens,
  owed,
  owedByCase,
  part,
  prove,
  role,
  where,
  type Ruled,
  reliances,
} from './index.ts'

const clerk = role('clerk', '经办人', 'Clerk', 'district')
const law = instrument('示例条例', {
  number: '示例',
  rank: 'rule',
  editions: [{ since: '2020-01-01' }],
  articles: { 1: '限期办理', 2: '期满后办理' },
})
const limit = rule('limit', '办理期限', 'Limit', law(1), { count: 3, unit: 'working days' })
const wait = rule('wait', '等候期', 'Waiting', law(2), { count: 7, unit: 'calendar days' })
const kind = choice('类别', 'Kind', { a: ['甲', 'A'], b: ['乙', 'B'] })
const draft = document('文本', 'Text')
const ground = text('理由', 'Ground')

const base = {
  name: ['示例', 'Example'],
  record: {
    kind,
    text: draft,
    known: day('知悉日', 'Known'),
    owner: person('责任人', 'Owner'),
    urgent: flag('加急', 'Urgent'),
    year: count('年度', 'Year'),
  },
  states: { open: ['在办', 'Open'], shut: ['办结', 'Shut'] },
  ends: ['shut'],
} as const
const begin = effect('立案', 'Begin', { to: 'open', by: clerk })
const verdict = choice('结论', 'Verdict', { yes: ['成立', 'Yes'], no: ['不成立', 'No'] })
const judge = fact('判断', 'Judge', { from: 'open', by: clerk, asks: { verdict, pages: count('页数', 'Pages') } })
const excuse = exception('准予例外', 'Excuse', { from: 'open', by: clerk, asks: { ground }, article: law(1) })
const item = part('事项', 'Item', {
  record: { size: count('规模', 'Size'), sort: kind },
  states: { fresh: ['新', 'Fresh'], old: ['旧', 'Old'] },
  ends: ['old'],
  acts: {
    add: effect('增加', 'Add', { to: 'fresh', by: clerk, requires: [during('open'), done('judge').when('kind', 'a')] }),
    age: effect('陈旧', 'Age', { from: 'fresh', to: 'old', by: clerk.butNot('owner') }),
  },
  terms: { ageing: atLeast(wait, { after: 'known', until: 'age' }) },
})
const shut = <G extends string>(...requires: readonly Ruled<G>[]) =>
  effect('办结', 'Shut', { from: 'open', to: 'shut', by: clerk, requires })
const some = { begin, judge, excuse }
const acts = { ...some, shut: shut(done('judge')) }
const parts = { item }

/** The serving mechanism: it is asked, and opened, by the one above. */
const review = mechanism('review', {
  name: ['审核', 'Review'],
  record: { subject: { ...text('对象', 'Subject'), kind: 'subject' as const }, sort: kind },
  states: { asked: ['待审', 'Asked'], lawful: ['合法', 'Lawful'] },
  ends: ['lawful'],
  acts: {
    submit: effect('送审', 'Submit', { to: 'asked', by: clerk }),
    pass: effect('认定合法', 'Pass', { from: 'asked', to: 'lawful', by: clerk }),
  },
})

/** Written rightly: every name below exists. */
const example = mechanism('example', {
  ...base,
  parts,
  acts: {
    ...acts,
    shut: shut(
      done('judge').saying('verdict', 'yes').since('begin').unless('excuse').or(where('kind', 'b')).under(law(1)),
      every('item', ['old']).when('urgent', true),
      answered(review, 'lawful', { text: 'text' }).when('kind', 'a'),
      judged('篇幅适当', 'Of fair length', ['kind', 'pages'], ({ pages }) => pages !== 0),
      notYet('excuse').when('kind', 'a'),
    ),
    send: effect('送审', 'Send', {
      from: 'open',
      by: clerk.butNot(['judge', 'owner']),
      then: [opens(review, 'submit', 'text', () => ({ sort: 'a' }))],
    }),
    split: effect('拆分', 'Split', { from: 'open', by: clerk, raises: { item: [{ size: 1, sort: 'a' }] } }),
    lapse: fact('期满', 'Lapse', { from: 'open', to: 'shut', by: clock('limit') }),
  },
  terms: {
    limit: atMost(limit, {
      after: 'begin',
      until: 'shut',
      when: where('kind', 'a'),
      unless: 'excuse',
      paused: ['send', 'judge'],
      extended: { by: 'split', count: 3 },
    }),
    day: byTheDay('承诺日期', 'Promised', { day: 'known', until: 'shut' }),
    date: byTheDate('年报日期', 'Yearly', { month: 3, day: 1, year: 'year', plus: 1, until: 'shut' }),
  },
  never: [never('shut', done('judge').unless('excuse'))],
  owes: {
    ages: owed('应当陈旧', 'To age', {
      part: 'item',
      arises: 'add',
      met: 'age',
      excused: 'age',
      once: 'size',
      article: law(1),
    }),
    ends: owedByCase('应当办结', 'To end', { arises: 'begin', met: 'shut', excused: 'excuse' }),
  },
  indicators: ({ cases, did, parts, owed, was }) => ({
    pages: sum(
      '页数',
      'Pages',
      '页',
      did.judge.that((row) => row.case.kind.is('a')),
      (row) => row.pages,
    ),
    outcomes: howMany('结果', 'Outcomes', '件', together(did.shut, did.lapse)),
    aged: rate('陈旧率', 'Aged', owed.ages, (row) => row.met.is(true)),
    owners: distinct('责任人', 'Owners', '人', was.open, (row) => row.owner),
    added: howMany(
      '增加',
      'Added',
      '项',
      parts.item.did.add.that((row) => row.its.sort.is('a')),
    ),
    length: duration(
      '办理天数',
      'Length',
      cases,
      (row) => row.opened,
      (row) => row.ended,
      'median',
    ),
  }),
  report: (i, rows) => [say`共${i.pages}页，办结${i.outcomes}件，责任人：${listed(rows.cases, (row) => row.owner)}。`],
})

describe('written rightly', () => {
  test('a declaration keeps what it was given', () => {
    expect(example.id).toBe('example')
    expect(example.acts.shut.requires.map(({ test }) => test.is)).toEqual(['either', 'when', 'when', 'judged', 'when'])
    expect(example.terms.limit).toMatchObject({ side: 'ceiling', until: ['shut'], paused: ['send', 'judge'] })
    expect(example.indicators.pages).toMatchObject({
      of: { mechanism: 'example', names: ['judge'] },
      measure: { column: 'pages' },
    })
    expect(example.report[0]!.pieces).toContain(example.indicators.pages)
  })
  test('and can be proved', () => {
    expect(prove(example)).toMatchObject({ unreached: [], errors: [] })
    expect(reliances(example, new Map([[review.id, review]]))).toMatchObject([{ words: '审核（合法）', given: [{}] }])
  })
  test('a body is what the act asks for', () => {
    const body: Body<typeof judge.asks> = { verdict: 'yes', pages: 1 }
    expect(Object.keys(body)).toEqual(Object.keys(example.acts.judge.asks))
  })
})

/** Never called: what must not compile. */
export const negatives = () => {
  const x = 'x'
  const more = <A>(added: A) => ({ ...some, ...added })

  // ── labels, fields, keys ──
  // @ts-expect-error no English label on a field
  text('姓名')
  // @ts-expect-error no English label on an act
  effect('立案', { to: 'open', by: clerk })
  // @ts-expect-error no English label on a state
  mechanism(x, { ...base, states: { open: ['在办'], shut: ['办结', 'Shut'] }, acts })
  // @ts-expect-error no English label on a choice
  choice('类别', 'Kind', { a: ['甲'] })
  // @ts-expect-error no English name of a mechanism
  mechanism(x, { ...base, name: ['示例'], acts })
  // @ts-expect-error a personal field is never public
  text('电话', 'Telephone', { personal: true, seen: 'public' })
  // @ts-expect-error a misspelt key of an act
  effect('立案', 'Begin', { form: 'open', by: clerk })
  // @ts-expect-error a misspelt key of a mechanism
  mechanism(x, { ...base, acts, nevr: [] })
  // @ts-expect-error an exception without its article
  exception('例外', 'Excuse', { from: 'open', by: clerk, asks: { ground } })
  // @ts-expect-error an exception without its ground
  exception('例外', 'Excuse', { from: 'open', by: clerk, asks: {}, article: law(1) })
  // @ts-expect-error an article that the instrument does not list
  law(3)

  // ── states, acts, fields, choices, persons ──
  // @ts-expect-error a state that does not exist
  mechanism(x, { ...base, acts: more({ wrong: effect('错', 'Wrong', { from: 'opn', by: clerk }) }) })
  // @ts-expect-error a destination that does not exist
  mechanism(x, { ...base, acts: more({ wrong: effect('错', 'Wrong', { to: 'closed', by: clerk }) }) })
  // @ts-expect-error an end that does not exist
  mechanism(x, { ...base, ends: ['closed'], acts })
  // @ts-expect-error an act that does not exist
  mechanism(x, { ...base, acts: more({ shut: shut(done('juge')) }) })
  // @ts-expect-error since an act that does not exist
  mechanism(x, { ...base, acts: more({ shut: shut(done('judge').since('bgin')) }) })
  // @ts-expect-error once only, of an act that does not exist
  mechanism(x, { ...base, acts: more({ shut: shut(notYet('juge')) }) })
  // @ts-expect-error a choice that the act does not offer
  mechanism(x, { ...base, acts: more({ shut: shut(done('judge').saying('verdict', 'maybe')) }) })
  // @ts-expect-error something that the act does not ask
  mechanism(x, { ...base, acts: more({ shut: shut(done('judge').saying('kind', 'a')) }) })
  // @ts-expect-error a choice that the record does not offer
  mechanism(x, { ...base, acts: more({ shut: shut(where('kind', 'c')) }) })
  // @ts-expect-error a flag is true or false
  mechanism(x, { ...base, acts: more({ shut: shut(where('urgent', 'yes')) }) })
  // @ts-expect-error a flag is no word
  mechanism(x, { ...base, acts: more({ shut: shut(where('urgent', 'true')) }) })
  // @ts-expect-error a field that no gate can read for its value
  mechanism(x, { ...base, acts: more({ shut: shut(where('text', 'a')) }) })
  // @ts-expect-error asked only where a choice says what it does not offer
  mechanism(x, { ...base, acts: more({ shut: shut(done('judge').when('kind', 'c')) }) })
  // @ts-expect-error only an exception excuses
  mechanism(x, { ...base, acts: more({ shut: shut(done('judge').unless('begin')) }) })
  // @ts-expect-error judged over a field that does not exist
  mechanism(x, { ...base, acts: more({ shut: shut(judged('好', 'Good', ['lenght'], () => true)) }) })
  // @ts-expect-error no such act or person
  mechanism(x, { ...base, acts: more({ sign: effect('签', 'Sign', { from: 'open', by: clerk.butNot('drafter') }) }) })
  // @ts-expect-error a field that names no person
  mechanism(x, { ...base, acts: more({ sign: effect('签', 'Sign', { from: 'open', by: clerk.butNot('known') }) }) })
  // @ts-expect-error a case does not stand in a case
  mechanism(x, { ...base, acts: more({ shut: shut(during('open')) }) })

  // ── parts ──
  const bare = { record: {}, states: { fresh: ['新', 'Fresh'] }, ends: [] } as const
  // @ts-expect-error a part that does not exist
  mechanism(x, { ...base, parts, acts: more({ shut: shut(every('items', ['old'])) }) })
  // @ts-expect-error a state that the part does not have
  mechanism(x, { ...base, parts, acts: more({ shut: shut(every('item', ['shut'])) }) })
  const split = effect('拆分', 'Split', { from: 'open', by: clerk, raises: { itm: [{}] } })
  // @ts-expect-error raises a part that does not exist
  mechanism(x, { ...base, parts, acts: more({ split }) })
  const states = { opened: ['在办', 'Opened'], shut: ['办结', 'Shut'] } as const
  const opened = {
    begin: effect('立案', 'Begin', { to: 'opened', by: clerk }),
    judge: fact('判断', 'Judge', { from: 'opened', by: clerk }),
  }
  // @ts-expect-error the part asks for a state that its case does not have
  mechanism(x, { ...base, states, parts, acts: opened })
  // @ts-expect-error the part asks for an act that its case does not have
  mechanism(x, { ...base, parts, acts: { begin } })
  // @ts-expect-error a state that the part does not have
  part('事项', 'Item', { ...bare, acts: { age: effect('陈', 'Age', { from: 'fresh', to: 'old', by: clerk }) } })
  const joining = effect('陈旧', 'Age', { from: 'fresh', by: clerk, requires: [every('item', ['old'])] })
  // @ts-expect-error a part does not see its siblings
  part('事项', 'Item', { ...bare, acts: { joining } })
  const lapsing = fact('陈旧', 'Age', { from: 'fresh', by: clock('limit') })
  // @ts-expect-error a part's clock is one of its own terms
  part('事项', 'Item', { ...bare, acts: { lapsing } })

  // ── terms ──
  // @ts-expect-error counted from an act that does not exist
  mechanism(x, { ...base, acts, terms: { t: atMost(limit, { after: 'bgin', until: 'shut' }) } })
  // @ts-expect-error counted from a field that is no day
  mechanism(x, { ...base, acts, terms: { t: atMost(limit, { after: 'kind', until: 'shut' }) } })
  // @ts-expect-error binds an act that does not exist
  mechanism(x, { ...base, acts, terms: { t: atMost(limit, { after: 'known', until: 'close' }) } })
  const waived = atLeast(wait, { after: 'known', until: 'shut', unless: 'judge' })
  // @ts-expect-error only an exception waives a term
  mechanism(x, { ...base, acts, terms: { waived } })
  const paused = atMost(limit, { after: 'known', until: 'shut', paused: ['judge', 'resume'] })
  // @ts-expect-error paused by an act that does not exist
  mechanism(x, { ...base, acts, terms: { paused } })
  const extended = atMost(limit, { after: 'known', until: 'shut', extended: { by: 'extend', count: 3 } })
  // @ts-expect-error extended by an act that does not exist
  mechanism(x, { ...base, acts, terms: { extended } })
  const limited = atMost(limit, { after: 'known', until: 'shut', when: where('kind', 'c') })
  // @ts-expect-error only where a choice says what it does not offer
  mechanism(x, { ...base, acts, terms: { limited } })
  const yearly = byTheDate('年报日期', 'Yearly', { month: 3, day: 1, year: 'years', until: 'shut' })
  // @ts-expect-error a year that does not exist
  mechanism(x, { ...base, acts, terms: { yearly } })
  // @ts-expect-error a unit of time that the law does not know
  rule('limit', '期限', 'Limit', law(1), { count: 3, unit: 'business days' })
  const lapse = fact('期满', 'Lapse', { from: 'open', to: 'shut', by: clock('limt') })
  // @ts-expect-error the clock of a term that does not exist
  mechanism(x, { ...base, acts: more({ lapse }), terms: { limit: atMost(limit, { after: 'begin', until: 'judge' }) } })

  // ── theorems ──
  // @ts-expect-error a theorem about a fact: facts cannot be forbidden
  mechanism(x, { ...base, acts, never: [never('judge', done('begin'))] })
  // @ts-expect-error a theorem that rests on an act that does not exist
  mechanism(x, { ...base, acts, never: [never('shut', done('bgin'))] })

  // ── across mechanisms ──
  // @ts-expect-error a state that the reviewing mechanism does not have
  answered(review, 'approved', { text: 'text' })
  // @ts-expect-error asked about a field that is no text
  mechanism(x, { ...base, acts: more({ shut: shut(answered(review, 'lawful', { text: 'kind' })) }) })
  // @ts-expect-error an opening act that the other mechanism does not have
  opens(review, 'sumbit', 'text', () => ({ sort: 'a' }))
  // @ts-expect-error a choice that the other mechanism does not offer
  opens(review, 'submit', 'text', () => ({ sort: 'c' }))
  // @ts-expect-error a record that is not complete
  opens(review, 'submit', 'text', () => ({}))
  const then = [opens(review, 'submit', 'kind', () => ({ sort: 'a' }))]
  // @ts-expect-error a case opened about a field that is no text
  mechanism(x, { ...base, acts: more({ send: effect('送审', 'Send', { from: 'open', by: clerk, then }) }) })

  // ── what is owed ──
  const due = { part: 'item', arises: 'add', met: 'age', excused: 'age', once: 'size', article: law(1) } as const
  // @ts-expect-error an act that the part does not have
  mechanism(x, { ...base, parts, acts, owes: { row: owed('应办', 'Due', { ...due, met: 'aged' }) } })
  // @ts-expect-error a part that does not exist
  mechanism(x, { ...base, parts, acts, owes: { row: owed('应办', 'Due', { ...due, part: 'itm' }) } })
  // @ts-expect-error a field that the part does not have
  mechanism(x, { ...base, parts, acts, owes: { row: owed('应办', 'Due', { ...due, once: 'kind' }) } })
  // @ts-expect-error a base that nobody can leave
  owed('应办', 'Due', { part: 'item', arises: 'add', met: 'age', once: 'size', article: law(1) })
  const row = owedByCase('应办', 'Due', { arises: 'begin', met: 'age', excused: 'excuse' })
  // @ts-expect-error an act that the case does not have
  mechanism(x, { ...base, parts, acts, owes: { row } })

  // ── figures ──
  mechanism(x, {
    ...base,
    parts,
    acts,
    owes: { ends: owedByCase('应当办结', 'To end', { arises: 'begin', met: 'shut', excused: 'excuse' }) },
    indicators: ({ cases, did, parts, owed, was }) => {
      // @ts-expect-error no such act
      howMany('件数', 'Number', '件', did.jugde)
      // @ts-expect-error no such state
      howMany('件数', 'Number', '件', was.opened)
      // @ts-expect-error no such part
      howMany('件数', 'Number', '件', parts.items.did.add)
      // @ts-expect-error no such choice
      did.judge.that((row) => row.verdict.is('maybe'))
      // @ts-expect-error no such state to stand in
      cases.that((row) => row.state.is('opened'))
      // @ts-expect-error a day is no number
      cases.that((row) => row.known.atLeast(3))
      // @ts-expect-error a sum over a choice
      sum('合计', 'Sum', '件', did.judge, (row) => row.verdict)
      // @ts-expect-error no such column
      distinct('人数', 'People', '人', did.judge, (row) => row.lines)
      // @ts-expect-error no such field of the case around a part
      distinct('人数', 'People', '人', parts.item.did.add, (row) => row.case.weight)
      // @ts-expect-error a should-have row that is not declared
      owed.rows.that((row: never) => row)
      // @ts-expect-error a numerator that is no condition on its base
      rate('比率', 'Rate', did.judge, did.shut)
      duration(
        '天数',
        'Length',
        cases,
        // @ts-expect-error a length of time from what is no day
        (row) => row.year,
        (row) => row.ended,
        'average',
      )
      return { fine: sum('页数', 'Pages', '页', did.judge, (row) => row.pages) }
    },
    // @ts-expect-error no such figure in the sentence
    report: (i) => [say`${i.fine}${i.fein}`],
  })

  // ── what a command must bring ──
  // @ts-expect-error pages are missing
  const missing: Body<typeof judge.asks> = { verdict: 'yes' }
  // @ts-expect-error no such choice
  const wrong: Body<typeof judge.asks> = { verdict: 'maybe', pages: 1 }
  return [missing, wrong]
}

test('an act may be for the one person whom a field names', () => {
  const m = mechanism('named', {
    name: ['示例', 'Named'],
    record: { title: text('标题', 'Title'), reviewer: person('审核人', 'Reviewer', { optional: true }) },
    states: { open: ['待审', 'Open'], passed: ['已审', 'Passed'] },
    ends: ['passed'],
    by: clerk,
    acts: {
      submit: effect('送审', 'Submit', { to: 'open' }),
      assign: effect('指派', 'Assign', { from: 'open', asks: { reviewer: person('审核人', 'Reviewer') } }),
      pass: effect('通过', 'Pass', { from: 'open', to: 'passed', by: clerk.butNot('submit').namedIn('reviewer') }),
    },
  })
  const told = story(m)
  const act = told.act(m, 'a')
  act('2022-03-01', 'p1', 'submit', { title: '甲' })
  act('2022-03-01', 'p1', 'assign', { reviewer: 'p2' })
  expect(act('2022-03-02', 'p3', 'pass')).toBe('refusal: 通过：须由审核人本人办理')
  expect(act('2022-03-02', 'p1', 'pass')).toBe('refusal: 通过：不得由办过“送审”的同一人办理')
  expect(act('2022-03-02', 'p2', 'pass')).toBe('done')
  mechanism('unnamed', {
    ...m,
    parts: {},
    report: () => [],
    indicators: () => ({}),
    acts: {
      ...m.acts,
      // @ts-expect-error no such person field
      pass: effect('通过', 'Pass', { from: 'open', to: 'passed', by: clerk.butNot('submit').namedIn('viewer') }),
    },
  })
})
