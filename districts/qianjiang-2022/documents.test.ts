/** The year's consultations and filings, told to the mechanisms without a database. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Values } from '../../kernel/fields/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import { Told } from '../../kernel/sample.ts'
import asking from '../../mechanisms/documents/consultations/index.ts'
import filings from '../../mechanisms/documents/filing/index.ts'
import { readSource, type YearAct, type YearItem } from '../../server/year.ts'
import { story } from '../../tests/story.ts'
import { consultations } from './consultations.ts'
import { filing } from './filing.ts'
import { normativeDocuments } from './normative-documents.ts'
import { today } from './telling.ts'

const source = await readSource(new URL('./', import.meta.url))
const hashOf = (title: string) => createHash('sha256').update(title).digest('hex')
const filed = (body: Values = {}): Values =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const [, kind, title] = (typeof value === 'string' && /^(file|text):(.*)$/.exec(value)) || []
      return [name, !kind ? value : kind === 'file' ? hashOf(title!) : { hash: hashOf(title!), title }]
    }),
  )
const inOrder = (items: readonly YearItem[]): YearAct[] =>
  (items as YearAct[]).filter(({ on }) => on < today).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
const unitOf = (person: string) => source.people.find(({ id }) => id === person)?.posts[0]?.unit
/** What came of each act that was not simply done, and where the cases stand. */
const live = (mechanism: AnyMechanism, items: readonly YearAct[]) => {
  const told = story(mechanism)
  const names = new Told(new Map([[mechanism.id, mechanism]]), (...parts) => parts.join('/'))
  const exceptions = items.flatMap(({ of, part, act, on, by, body }) => {
    const stream = names.caseOf(mechanism.id, of)
    const tell = told.act(mechanism, stream, names.partOf(mechanism.id, of, part))
    const result = tell(on, by, act, filed(body), { unit: unitOf(by) ?? 'u' })
    if (/^(done|breach)/.test(result)) names.done(mechanism.id, of, act, told.history(stream).at(-1)!.version, [])
    return result === 'done' ? [] : [`${on} ${of} ${act}: ${result}`]
  })
  const stateOf = (of: string) => told.read(names.caseOf(mechanism.id, of)).state
  return { exceptions, stateOf }
}

describe('consultations', () => {
  const { exceptions, stateOf } = live(asking, inOrder(consultations(source)))
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
  ])('%s is %s on the day of the clock', (of, state) => expect(stateOf(of)).toBe(state))
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
  const { exceptions, stateOf } = live(filings, inOrder([...opened, ...acts]))
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
    expect(opened.map(({ of }) => stateOf(of))).toEqual(opened.map(() => 'filed'))
  })
  test('leave one to be checked and one to be handed in on the day of the clock', () => {
    expect(['散装水泥使用管理细则', '畜禽养殖污染巡查办法', '临时救助工作细则'].map(stateOf)).toEqual([
      'open',
      'open',
      'filed',
    ])
  })
})
