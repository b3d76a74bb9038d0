import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Values } from '../../../kernel/fields/index.ts'
import { prove } from '../../../kernel/procedure/index.ts'
import { sampleFile as file, sampleTexts } from '../../../kernel/sample.ts'
import { walks, type Try } from '../../../tests/model.ts'
import { replay, story } from '../../../tests/story.ts'
import documents from '../normative-documents/index.ts'
import screenings from './index.ts'
import { sample } from './sample.ts'

const month = (of: string): Values => ({ year: 2022, month: of, screened: 140, log: file })
const found = { title: '示例通知', unit: 'u1', issuedOn: '2022-03-02', copy: file }
const ending = { decision: file, reason: '未经程序' }
const paper = {
  title: '示例通知',
  text: sampleTexts[0],
  issuer: 'u1',
  word: '示局发',
  level: 'department',
  market: false,
  topics: ['other'],
}
type Told = ReturnType<typeof story>
/** Its own case in the register of documents, with all that it had not gone through. */
const discover = (told: Told, of: string) =>
  told.act(documents, of)('2022-03-28', 'p2', 'discover', { ...paper, found: file, issuedOn: '2022-03-02' })

const screened = () => {
  const told = story(screenings, documents)
  const act = told.act(screenings, 'march')
  const on = told.act(screenings, 'march', { kind: 'found', id: 'f' })
  expect(act('2022-03-28', 'p1', 'screen', month('03'))).toBe('done')
  expect(on('2022-03-28', 'p1', 'find', found)).toBe('done')
  return { told, act, on }
}
const confirmed = () => {
  const at = screened()
  expect(discover(at.told, 'd')).toMatch(/^breach/)
  expect(at.on('2022-03-29', 'p2', 'confirm', { document: 'd', sheet: file })).toBe('done')
  return at
}

it('the sample replays', () =>
  expect(replay(screenings, sample, story(screenings, documents), [documents])).toEqual([]))
it('is proved', () => expect(prove(screenings).holes).toEqual([]))

describe('a month', () => {
  it('is one of twelve', () =>
    expect(story(screenings).act(screenings, 'x')('2022-03-28', 'p1', 'screen', month('13'))).toMatch(
      /^invalid: month/,
    ))
  it('is followed by the next within a month; a later one is a breach of a number still to be verified', () => {
    const { told, act } = screened()
    expect(told.act(screenings, 'april')('2022-04-29', 'p1', 'screen', month('04'))).toBe('done')
    expect(act('2022-04-29', 'p1', 'passOn', { next: 'april' })).toMatch(
      /^breach.*公文筛查间隔.*2022-04-28届满.*待核.*统一登记部分/,
    )
  })
  it('is closed only when every paper found is settled and the next month is screened', () => {
    const { told, act, on } = screened()
    told.act(screenings, 'april')('2022-04-27', 'p1', 'screen', month('04'))
    expect(act('2022-04-27', 'p1', 'close')).toMatch(/^refusal.*每项疑似文件须为.*备案监督部分/)
    expect(on('2022-04-27', 'p2', 'clear', { sheet: file })).toBe('done')
    expect(act('2022-04-27', 'p1', 'close')).toMatch(/^refusal.*须先下月已筛查.*统一登记部分/)
    expect(act('2022-04-27', 'p1', 'passOn', { next: 'april' })).toBe('done')
    expect(act('2022-04-27', 'p1', 'close')).toBe('done')
  })
})

describe('a paper found', () => {
  it('is judged by somebody other than the finder, with the answers signed', () => {
    const { on } = screened()
    expect(on('2022-03-29', 'p1', 'clear', { sheet: file })).toMatch(/^refusal.*办过“发现未登记文件”的同一人/)
    expect(on('2022-03-29', 'p2', 'clear')).toMatch(/^invalid: sheet/)
  })
  it('is confirmed with its case in the register of documents, where its breaches stand', () => {
    const { told, on } = screened()
    told.act(documents, 'old')('2022-03-01', 'p1', 'recordExisting', { ...paper, number: '示局发〔2022〕1号' })
    expect(on('2022-03-29', 'p2', 'confirm', { document: 'old', sheet: file })).toMatch(
      /^refusal.*须为行政规范性文件（违规印发）.*备案监督部分/,
    )
    expect(discover(told, 'd')).toMatch(/^breach/)
    expect(on('2022-03-29', 'p2', 'confirm', { document: 'd', sheet: file })).toBe('done')
  })
  it.each([
    ['withdraw', 'withdrawn', 'withdrawn'],
    ['abolish', 'abolished', 'repealed'],
  ])('by %s ends there and in the register of documents at once', (act, here, there) => {
    const { told, on } = confirmed()
    expect(on('2022-03-30', 'p1', act, ending)).toBe('done')
    expect([told.part('march', 'f').state, told.read('d').state]).toEqual([here, there])
  })
  it('goes the whole way as another document, and is registered only when that is out', () => {
    const { told, on } = confirmed()
    told.act(documents, 'new')('2022-03-30', 'p1', 'recordExisting', { ...paper, number: '示局规〔2022〕2号' })
    discover(told, 'still')
    expect(on('2022-03-30', 'p1', 'remake', { ...ending, remade: 'still' })).toBe('done')
    expect(told.read('d').state).toBe('withdrawn')
    expect(on('2022-04-01', 'p1', 'register')).toMatch(/^refusal.*补办程序的文件须为行政规范性文件.*统一登记部分/)
    expect(on('2022-04-01', 'p1', 'giveUp', { reason: '不再制定' })).toBe('done')
    const other = confirmed()
    other.told.act(documents, 'new')('2022-03-30', 'p1', 'recordExisting', { ...paper, number: '示局规〔2022〕2号' })
    expect(other.on('2022-03-30', 'p1', 'remake', { ...ending, remade: 'new' })).toBe('done')
    expect(other.on('2022-03-30', 'p1', 'register')).toBe('done')
  })
})

describe('a random month', () => {
  const leads: Readonly<Record<string, string>> = {
    clear: 'cleared',
    confirm: 'confirmed',
    withdraw: 'withdrawn',
    remake: 'remaking',
    giveUp: 'withdrawn',
  }
  const stateOf = (done: readonly Try[], id: string): string | undefined => {
    const own = done.filter(({ act }) => act.startsWith(`found/${id}.`)).map(({ act }) => act.split('.')[1]!)
    return own.length ? (own.flatMap((act) => leads[act] ?? []).at(-1) ?? 'suspected') : undefined
  }
  const papers = ['f1', 'f2']
  const last = (done: readonly Try[], act: string) => done.findLast((one) => one.act === act)
  const state = (done: readonly Try[]) => (done.length ? (last(done, 'close') ? 'closed' : 'open') : undefined)
  it('goes as the monthly screening is done', () =>
    walks({
      mechanism: screenings,
      others: [documents],
      before: (told) => {
        for (const of of papers) discover(told, of)
        told.act(screenings, 'april')('2022-03-01', 'p1', 'screen', month('04'))
      },
      acts: {
        screen: fc.constant(month('03')),
        passOn: fc.constant({ next: 'april' }),
        close: fc.constant({}),
        ...Object.fromEntries(
          papers.flatMap((id) => [
            [`found/${id}.find`, fc.constant(found)],
            [`found/${id}.clear`, fc.constant({ sheet: file })],
            [`found/${id}.confirm`, fc.constant({ document: id, sheet: file })],
          ]),
        ),
      },
      weights: { close: 3 },
      begins: '2022-04-01',
      apart: 12,
      model: {
        state,
        verdict: (done, { act, by, on }) => {
          const now = state(done)
          if (act === 'screen') return now ? 'refused' : 'done'
          const [, id, what] = /^found\/(.+)\.(.+)$/.exec(act) ?? []
          if (now === 'closed') return 'refused'
          if (id) {
            const at = stateOf(done, id)
            if (what === 'find') return at ? 'refused' : 'done'
            return at === 'suspected' && last(done, `found/${id}.find`)!.by !== by ? 'done' : 'refused'
          }
          // Nobody can close a month that is not followed by the next, or with a paper that is still looked at.
          if (act === 'close') {
            const settled = papers.every((one) => [undefined, 'cleared'].includes(stateOf(done, one)))
            return settled && last(done, 'passOn') ? 'done' : 'refused'
          }
          return on > '2022-05-05' ? 'breach' : 'done'
        },
      },
    }))
})
