/**
 * 行政规范性文件: what was in force before, entered in 2021; seven documents of the district published in 2022 and some of
 * departments, with the consultations, reviews and agenda items that they open; what was withdrawn, turned down, found to
 * be an internal rule or issued past the procedure.
 */
import type { Day } from '../../kernel/time/index.ts'
import type { YearItem, YearSource } from '../../server/year.ts'
import { answersOf, lifeOf } from './document-steps.ts'
import { departmentPapers, districtPapers, internalRules } from './documents.ts'
import { existingDocuments } from './existing-documents.ts'
import { wordOf } from './issuing-bodies.ts'
import { papersFound } from './screenings.ts'
import { later, officesOf, told, type Offices } from './telling.ts'

const office = 'p-government-office-2'
const bureau = 'p-justice-2'
const leader = 'p-leader-1'

const takenOver = (source: YearSource): YearItem[] =>
  existingDocuments(source).map(({ name, title, topic, issuer, word, number, effectiveFrom, validUntil }, at) =>
    told('normative-documents', name)(later('2021-03-01', Math.floor(at / 20)), office, 'recordExisting', {
      title,
      text: `text:${title}`,
      issuer,
      word,
      number,
      level: issuer === 'qianjiang' || issuer === 'zhengfu-ban' ? 'district' : 'department',
      market: topic === 'businessEnvironment',
      topics: [topic],
      effectiveFrom,
      validUntil,
    }),
  )

/** What became of some of those, besides the cleanups. */
const oldOnes = (offices: Offices): YearItem[] => {
  const old = (n: number) => told('normative-documents', `old-${n}`)
  const clause = (n: number) => told('normative-documents', `old-${n}`, ['clause', '1'])
  const urban = (on: Day) => offices.clerk('chengshi-guanli-ju', on)
  const decided = (title: string, reason: string) => ({ decision: `file:${title}`, reason })
  const evaluated = (result: string, title: string) => ({ result, report: `file:${title}实施后评估报告` })
  return [
    // Nobody looked at it in time: it ended by itself.
    old(61)('2022-07-01', 'system', 'lapse'),
    // Evaluated in good time, explained anew and renewed.
    old(62)('2022-04-12', office, 'evaluate', evaluated('keep', '消防水源建设管理办法')),
    old(62)('2022-06-21', office, 'interpretFurther', { form: 'picture', material: 'file:消防水源建设图解' }),
    old(62)('2022-09-27', leader, 'renew', {
      validUntil: '2025-10-31',
      decision: 'file:延续有效期的决定',
      address: '/zcwj/old-62.html',
    }),
    // Evaluated too late, and no longer wanted.
    old(63)('2022-07-21', urban('2022-07-21'), 'evaluate', evaluated('abolish', '农村垃圾治理收费办法')),
    old(63)('2022-08-24', office, 'abolish', decided('废止决定', '收费已无依据')),
    clause(65)('2022-05-24', leader, 'stop', {
      clauses: '第十二条',
      reason: '第十二条的罚款规定没有上位法依据，司法建议停止适用',
      notice: 'file:停止适用通知',
    }),
    old(68)('2022-09-20', 'p-government-office-3', 'correctText', {
      text: 'text:义务献血奖励办法（更正后）',
      slip: 'figure',
      was: '献血满一千毫升的',
      now: '献血满八百毫升的',
      reason: '印发时与审议通过的文本不一致',
      notice: 'file:更正公告',
    }),
    old(69)('2022-10-25', office, 'annul', { who: 'government', ground: 'improper', decision: 'file:撤销决定' }),
    old(70)('2022-11-16', leader, 'declareInvalid', decided('宣布失效决定', '适用期已过，调整对象已经消失')),
  ]
}

const unfinished = (source: YearSource, offices: Offices): YearItem[] => {
  const plan = (name: string, title: string, organ: string, issuer: string, on: Day, more = {}): YearItem => {
    const clerk = offices.clerk(organ, on)
    return told('normative-documents', name)(on, clerk, 'plan', {
      title,
      issuer,
      organ,
      drafter: clerk,
      word: wordOf(source.units.find(({ id }) => id === issuer)!),
      level: issuer === 'qianjiang' || issuer === 'zhengfu-ban' ? 'district' : 'department',
      market: false,
      topics: ['other'],
      ...more,
    })
  }
  const legal = (name: string, organ: string, on: Day, act: string, body = {}) =>
    told('normative-documents', name)(on, offices.legal(organ, on), act, body)
  const clerk = (name: string, organ: string, on: Day, act: string, body = {}) =>
    told('normative-documents', name)(on, offices.clerk(organ, on), act, body)
  const restrictive = '渣土运输企业准入规定'
  return [
    ...internalRules.flatMap(([title, organ, on, governs, mechanism], at) => [
      plan(`internal-${at + 1}`, title, organ, 'zhengfu-ban', on),
      legal(`internal-${at + 1}`, organ, later(on, 2), 'classifyInternal', {
        ...answersOf(title, false),
        governs,
        mechanism,
      }),
    ]),
    // It named one operator: found restrictive, and given up.
    plan('dept-6', restrictive, 'chengshi-guanli-ju', 'chengshi-guanli-ju', '2022-05-16', { market: true }),
    legal('dept-6', 'chengshi-guanli-ju', '2022-05-18', 'classify', answersOf(restrictive)),
    clerk('dept-6', 'chengshi-guanli-ju', '2022-05-25', 'draft', {
      text: `text:${restrictive}（初稿）`,
      explanation: `file:${restrictive}起草说明`,
      bases: '城市建筑垃圾管理的规定',
    }),
    legal('dept-6', 'chengshi-guanli-ju', '2022-05-31', 'findRestrictive', {
      conclusion: `file:${restrictive}公平竞争审查结论`,
      reason: '指定一家企业承运',
    }),
    clerk('dept-6', 'chengshi-guanli-ju', '2022-06-08', 'withdraw', { reason: '指定经营者妨碍公平竞争，不再制定' }),
    plan('ndoc-11', '城区广告招牌色彩管理办法', 'chengshi-guanli-ju', 'qianjiang', '2022-04-06'),
    told('normative-documents', 'ndoc-11')('2022-04-13', office, 'reject', {
      reason: '上级规定已经明确，没有必要重复发文',
    }),
    // What the screenings found.
    plan('evaded-1', '五里镇河道休闲垂钓管理规定', 'wuli', 'wuli', '2022-07-18'),
    told('normative-documents', 'evaded-1')('2022-08-10', bureau, 'evade', {
      found: 'file:公文筛查记录',
      issuedOn: '2022-08-02',
    }),
    ...papersFound
      .filter(({ document }) => document?.startsWith('found'))
      .map(({ found, title, unit, issuedOn, number, document }) =>
        told('normative-documents', document!)(found, bureau, 'discover', {
          title,
          text: `text:${title}`,
          issuer: unit,
          word: wordOf(source.units.find(({ id }) => id === unit)!),
          level: 'department',
          market: false,
          topics: ['other'],
          number: number!,
          found: `file:${title}`,
          issuedOn,
        }),
      ),
  ]
}

export const normativeDocuments = (source: YearSource): YearItem[] => {
  const offices = officesOf(source)
  return [
    ...takenOver(source),
    ...oldOnes(offices),
    ...unfinished(source, offices),
    ...districtPapers.flatMap((one) => lifeOf(one, 'district', source)),
    ...departmentPapers.flatMap((one) => lifeOf(one, 'department', source)),
  ]
}
