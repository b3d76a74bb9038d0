import { expect, test } from 'vitest'
import { check } from './index.ts'

/** What is told of one invented sentence in a report on 2022, notes left out. */
const told = (sentence: string): string[] =>
  check(sentence, 2022)
    .findings.filter(({ severity }) => severity !== 'note')
    .map(({ severity, rule, quote }) => `${severity} ${rule} ${quote}`)

test.each([
  '受理行政复议申请120件，上年结转8件，审结118件，结案率92.2%。',
  '全年办理复议案件96件，审结90件，按期审结率100%。',
  '新收案件300件，同比增长20%；办结280件，同比增长15%；办结率93.3%。',
  '行政处罚案件由2022年的450件下降至2023年的380件，下降15.6%。',
  '执法人员420人，其中持证400人，女性130人，党员210人。',
  '举办培训6期，培训人员480人次，其中线上培训2期。',
  '出台文件12件，其中市政府规章2件、规范性文件10件。',
  '发现问题隐患260个，已整改258个，整改率达99%以上。',
  '办理政协提案45件、人大建议60件，满意率分别为97.8%和98.3%。',
  '收到投诉举报1.2万件，办结1.19万件，办结率99.2%。',
  '减免税费3.5亿元，其中减税2.1亿元，降费1.4亿元。',
  '办件时限由10个工作日缩减至4个工作日，提速60%。',
  '全区共立案行政处罚案件520件，其中一般程序120件，简易程序400件。',
  '群众安全感由96.1%上升至97.3%，提升1.2个百分点。',
  '2021年、2022年、2023年分别受理案件80件、95件、110件。',
  '第一季度受理20件，第二季度受理25件，第三季度受理30件，第四季度受理35件，全年共受理110件。',
  '设立调解室35个，调解成功率98.6%，同比提高0.6个百分点。',
  '行政诉讼一审应诉案件66件，同比下降5.7%，负责人应出庭40件，实际出庭40件，出庭率100%。',
  '罚没款同比增长1.5倍，案件数增加近一倍。',
  '全市12个县（市、区）、3个开发区共建成站点156个，覆盖率100%。',
  '复议案件中，维持60件，占50%；撤销24件，占20%；调解和终止36件，占30%。',
  '某项工作平均得分98.5分，比上年提高1.5分，提高1.55%。',
  '农村低保标准由每月520元提高到560元，增长7.7%。',
  '办理法律援助案件260件，其中农民工案件150件、妇女案件70件、未成年人案件40件。',
  '清理文件200件，保留150件，废止30件，修改20件。',
  '12月份开展了为期一个月的集中整治，出动执法人员300余人次，检查场所120家，立案5起，罚款2.5万元。',
  '参训率达100%，2023年以来共开展4轮。一要坚持党的领导，二要狠抓落实。',
  '审核合同30份，同比增加5份，增长20%，涉及金额2.35亿元，同比减少0.4亿元，下降14.5%。',
  '一是抓学习。二是抓执法。之所以取得成绩，一是领导重视，二是群众支持。',
])('nothing is wrong: %s', (sentence) => {
  expect(told(sentence)).toEqual([])
})
test.each<readonly [string, readonly string[]]>([
  ['县级许可事项由356项精简至298项，精简率16.8%。', ['error change 16.8%']],
  ['即办件占比由12%提高到31%，提高18个百分点。', ['error change 18个百分点']],
  ['一审案件83件，同比减少11件，下降12.7%。', ['error change 12.7%']],
  ['化解率达98.6%，比去年同期的96.2%上升了2.6个百分点。', ['error change 2.6个百分点']],
  ['累计污染天数15天，同比2019年31天减少18天。', ['error change 18天']],
  ['低保户由138户降为126户，减少13户。', ['error change 13户']],
  ['覆盖率由92%扩大到60%。', ['error change 60%']],
  ['清理文件620件，其中继续有效492件，修改17件，废止89件，宣布失效32件。', ['doubt sum 620件']],
  ['取消事项15项、下放23项，合并9项，共调整48项。', ['doubt sum 15项']],
  ['政务服务事项515项，行政许可事项218项，其他事项287项。', ['doubt sum 515项']],
  ['受理投诉347件，其中种子类121件、农药类98件、其他152件。', ['error sum 347件']],
  ['抽检农药1286个批次，合格1229个批次，合格率95.5%。', ['error truncated 95.5%']],
  ['抽检农药1286个批次，合格1229个批次，合格率96.6%。', ['error rate 96.6%']],
  ['执法人员18人，其中持证15人，持证率88.3%。', ['error rate 88.3%']],
  ['立案2.31万件，结案2.26万件，结案率95.8%。', ['error rate 95.8%']],
  ['受理50件，审结48件，结案率96%；受理调解30件，调解成功27件，成功率92%。', ['error rate 92%']],
  ['出庭率82.5%（71/86），达到要求。', ['error truncated 82.5%']],
  ['办案数下降120%。', ['error change 120%']],
  ['2022全区共办理案件12件。', ['doubt separator 2022']],
  ['规划期为2025—2021年，共3项。', ['error year 2025—2021年']],
  ['类别\t件数\t金额（万元）\n处罚\t120\t35.6\n强制\t8\t—\n合计\t138\t35.6', ['doubt sum 138']],
  ['收到申请30件，立案受理25件。经审理，维持10件，占受理总数的45%。', ['doubt rate 45%']],
  ['全年共受理案件873件。审结555件，审结率67.7%。', ['doubt rate 67.7%']],
  ['受理申请315件，审结534件，结案率59%。', ['error part above whole 534件']],
  ['排查隐患423处，整改434处，整改率87.7%。', ['doubt part above whole 434处']],
  ['受理来信295件，去年同期485件，同比上升64.4%。', ['error change 64.4%']],
  ['办理案件134件，与上年227件相比减少93件，下降29.1%。', ['error change 29.1%']],
  ['清理文件78件，继续有效61件、修改8件、废止8件。', ['doubt sum 78件']],
  ['聘请顾问15名（其中专家6名，律师8名）。', ['doubt sum 15名']],
  [
    '办结率98%%以上，上升l2.2%，结案1 5起。',
    ['error punctuation %%', 'doubt punctuation l2.2', 'doubt punctuation 1 5起'],
  ],
  ['13月5日召开会议1次。', ['error date 13月5日']],
  ['强化监督，落实责任（二）完善制度体系，制定文件3件。', ['doubt separator']],
])('%s', (sentence, expected) => {
  const found = told(sentence)
  expect(found).toHaveLength(expected.length)
  expected.forEach((one, at) => expect(found[at]!.startsWith(one)).toBe(true))
})
test('what is all only by rounding is told', () => {
  const notes = (text: string) => check(text, 2022).findings.map(({ severity, proposal }) => `${severity} ${proposal}`)
  expect(notes('排查隐患3000处，整改2999处，整改率100%。')).toEqual(['note 写作99.96%'])
  expect(notes('排查隐患3000处，整改3000处，整改率100%。')).toEqual([])
})
test('a text of nothing but digits, brackets or figures is read through, whatever its length', () => {
  const length = 30_000
  for (const piece of [
    '1',
    '《',
    '(',
    '“',
    '一百',
    '2022',
    '12件',
    '99%、全覆盖',
    '共10件，其中5件、',
    '由1件增加到2件，',
    '1,',
  ])
    expect(check(piece.repeat(length / piece.length)).findings.every(({ start, end }) => start < end)).toBe(true)
})
test('offsets are those of the text, also behind characters of two units and line ends of two', () => {
  const text = '𬭎县２０２２年法治政府建设情况报告\r\n受理案件１２６件，办结１２０件。'
  const { figures, year } = check(text)
  expect(year).toBe(2022)
  expect(figures.map(({ start, end, value }) => [text.slice(start, end), value])).toEqual([
    ['１２６件', 126],
    ['１２０件', 120],
  ])
})

test('a heading may have lost its number, and only reports since 2019 owe the five parts', () => {
  const parts = ['主要举措和成效', '存在的不足和原因', '第一责任人履职情况', '下一年度主要安排']
  const report = (year: number, headings: readonly string[]) =>
    [
      `首页 > 年度报告`,
      `某县${year}年度法治政府建设情况报告`,
      '现将有关情况报告如下：',
      ...headings.flatMap((heading) => [heading, '各项任务按计划完成。'.repeat(60)]),
    ].join('\n')
  const missing = (text: string) => check(text).findings.filter(({ rule }) => rule === 'missing part')
  expect(missing(report(2023, parts)).map(({ severity }) => severity)).toEqual(['note'])
  const without = missing(report(2023, parts.slice(0, 2)))
  expect(without.map(({ severity }) => severity)).toEqual(['doubt', 'doubt', 'note'])
  expect(new Set(without.map(({ quote }) => quote))).toEqual(new Set(['某县2023年度法治政府建设情况报告']))
  expect(missing(report(2016, []))).toEqual([])
})
