import { act, partAct, sampleFile as file, type Sample } from '../../../kernel/sample.ts'

const item = partAct('item')
const matter = (no: number) => ({
  no,
  matter: `示例事项${no}`,
  kind: 'plan',
  unit: 'u1',
  planned: '2022-06-30',
  basis: '示例依据',
})
const adjusted = { approval: file, consent: file, notice: '/tz.html', reason: '示例理由' }

/** One catalogue on the whole way, one that is given up. */
export const sample: Sample = [
  act('b', 'draft', '2022-01-04', 'p1', { title: '示例目录（旧稿）', year: 2022 }),
  act('b', 'abandon', '2022-01-05', 'p4', { reason: '并入新的编制工作' }),
  act('a', 'draft', '2022-01-10', 'p1', {
    title: '示例年度目录',
    year: 2022,
    previous: 'case:decision-catalogues/b',
  }),
  ...[1, 2, 3, 4].map((no) => item('a', `i${no}`, 'enter', '2022-01-12', 'p2', matter(no))),
  item('a', 'i4', 'strike', '2022-01-14', 'p1', { reason: '不属于重大决策' }),
  act('a', 'check', '2022-01-17', 'p3', { opinion: file }),
  act('a', 'sendBack', '2022-01-18', 'p3', { reason: '补充依据' }),
  act('a', 'check', '2022-01-19', 'p3', { opinion: file }),
  act('a', 'agree', '2022-01-20', 'p4', { minutes: file }),
  act('a', 'refuse', '2022-01-24', 'p1', { reason: '再作研究' }),
  act('a', 'check', '2022-01-25', 'p3', { opinion: file }),
  act('a', 'agree', '2022-01-26', 'p4', { minutes: file }),
  act('a', 'consent', '2022-01-27', 'p1', { letter: file }),
  act('a', 'publish', '2022-01-28', 'p1', { address: '/ml.html', text: file }),
  item('a', 'i5', 'add', '2022-03-01', 'p1', { ...matter(5), ...adjusted }),
  item('a', 'i1', 'finish', '2022-06-01', 'p1', { decision: '示例决策' }),
  item('a', 'i2', 'postpone', '2022-06-02', 'p1', { planned: '2022-12-30', ...adjusted }),
  item('a', 'i2', 'carryOver', '2022-12-29', 'p1', { reason: '论证未完' }),
  item('a', 'i3', 'drop', '2022-06-02', 'p1', adjusted),
  item('a', 'i5', 'finish', '2022-06-20', 'p1', { decision: '示例决策' }),
  act('a', 'close', '2023-01-05', 'p1'),
]
