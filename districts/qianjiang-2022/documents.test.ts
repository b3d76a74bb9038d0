/** The year's consultations and filings, told to the mechanisms without a database. */
import { describe, expect, test } from 'vitest'
import asking from '../../mechanisms/documents/consultations/index.ts'
import filings from '../../mechanisms/documents/filing/index.ts'
import type { YearAct } from '../../server/year.ts'
import { consultations } from './consultations.ts'
import { filing } from './filing.ts'
import { normativeDocuments } from './normative-documents.ts'
import { inOrder, retell, source } from './retell.fixture.ts'

describe('consultations', () => {
  const { exceptions, stateOf } = retell([asking], inOrder(consultations(source)))
  test('go as the law asks, but for a body that answered late', () => {
    expect(exceptions).toEqual([
      '2022-03-31 食品小作坊小摊贩登记管理办法 answer: breach: 收到答复：“机关单位答复期限”已于2022-03-29届满',
    ])
  })
  test.each([
    ['食品小作坊小摊贩登记管理办法', 'published'],
    ['城区居民生活垃圾处理收费方案', 'published'],
    ['农村自建房外立面导则', 'withdrawn'],
    ['人防疏散通道启用规定', 'exempt'],
    ['校外托管机构管理规定', 'closed'],
    ['网络预约出租汽车经营服务实施办法', 'running'],
  ])('%s is %s on the day of the clock', (of, state) => expect(stateOf('consultations', of)).toBe(state))
})

describe('filings', () => {
  const papers = inOrder(normativeDocuments(source)).filter(({ mechanism }) => mechanism === 'normative-documents')
  const acts = inOrder(filing(source, papers))
  /** What their publication opens. */
  const opened = papers.flatMap(({ of, act, on }): YearAct[] => {
    const planned = papers.find((one) => one.of === of && one.act === 'plan')?.body
    if (act !== 'publish' || !planned) return []
    const open = planned.level === 'district' ? 'openDistrict' : 'openDepartment'
    const body = { title: planned.title, organ: planned.issuer, publishedOn: on, text: 'file:文本' }
    return [{ mechanism: 'filing', of, act: open, on, by: 'system', body }]
  })
  const { exceptions, stateOf } = retell([filings], inOrder([...opened, ...acts]))
  test('go as the law asks, but for a department that came late', () => {
    expect(exceptions).toEqual([
      '2022-07-07 占道经营疏导点管理办法 submit: breach: 报送区政府备案：“报上级政府备案期限”已于2022-06-21届满，依据待核 [《重庆市行政规范性文件管理办法》备案部分]',
    ])
  })
  test('come to seven documents of the district in 2022, each with two receipts, one after a correction', () => {
    const of2022 = (act: string) => acts.filter((one) => one.act === act && one.on.startsWith('2022'))
    expect(['fileDistrict', 'send', 'receive', 'resend'].map((act) => of2022(act).length)).toEqual([7, 14, 14, 1])
  })
  test('take up everything that was published', () => {
    expect(opened.map(({ of }) => stateOf('filing', of))).toEqual(opened.map(() => 'filed'))
  })
  test('leave one to be checked and one to be handed in on the day of the clock', () => {
    expect(
      ['散装水泥使用管理细则', '畜禽养殖污染巡查办法', '临时救助工作细则'].map((of) => stateOf('filing', of)),
    ).toEqual(['open', 'open', 'filed'])
  })
})
