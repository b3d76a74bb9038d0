/** The year's meetings, what is put before them by hand, and its cleanups, told without a database. */
import { describe, expect, test } from 'vitest'
import items from '../../mechanisms/decisions/agenda-items/index.ts'
import convening from '../../mechanisms/decisions/executive-meetings/index.ts'
import review from '../../mechanisms/documents/legality-review/index.ts'
import { agendaItems } from './agenda-items.ts'
import { cleanup } from './cleanup.ts'
import { executiveMeetings, meetings, nextMeeting } from './executive-meetings.ts'
import { legalAdvisers } from './legal-advisers.ts'
import { normativeDocuments } from './normative-documents.ts'
import { actsIn as acts, inOrder, retell, source } from './retell.fixture.ts'
import { study } from './study.ts'
import { today } from './telling.ts'

describe('the meetings', () => {
  test('are those that the advisers attended, and those at which law was studied', () => {
    const attended = acts(legalAdvisers(source)).flatMap(({ act, body }) =>
      act === 'attend' && String(body?.meeting).startsWith('区政府常务会议') ? [String(body!.meeting)] : [],
    )
    const seated = acts(executiveMeetings()).filter(({ part, act }) => part?.[1] === 'fixed/2' && act === 'attend')
    const titleOf = (of: string) => meetings.find(({ name }) => name === of)!.title
    expect([...new Set(attended)].sort()).toEqual(seated.map(({ of }) => titleOf(of)).sort())

    const bodiesOf = new Map(
      acts(study(source))
        .map(({ of, body }) => [of, body?.bodies] as const)
        .toReversed(),
    )
    const studied = acts(study(source)).flatMap(({ of, act, on }) =>
      act === 'hold' && (bodiesOf.get(of) as readonly string[] | undefined)?.includes('executiveMeeting') ? [on] : [],
    )
    const noted = acts(executiveMeetings()).filter(({ act, body }) => act === 'hold' && body?.studied !== undefined)
    expect(noted.map(({ on }) => on).filter((on) => on < today)).toEqual(studied.sort())
  })
  test('take what is ready while their agenda is open, and decide it on the day after', () => {
    expect(nextMeeting('2022-03-03')).toMatchObject({ meeting: { n: 5 }, schedule: '2022-03-04', decide: '2022-03-15' })
    // Not the one without a quorum on 16 August.
    expect(nextMeeting('2022-08-09').meeting.day).toBe('2022-08-31')
  })
  test('and what goes before them by hand, go as the rules say but for what is meant to be seen', () => {
    const before = inOrder([...executiveMeetings(), ...agendaItems(source)])
    const { odd } = retell([convening, items, review], before)
    expect(odd.map(({ on, of, result }) => `${on} ${of} ${result.split('：')[0]}`)).toEqual([
      '2022-05-26 meeting-10 breach: 签发会议纪要',
      '2022-06-08 农村公路管护分工 breach: 报告办结',
      '2022-06-23 meeting-13 breach: 确定议程并发出通知',
      '2022-06-23 强降雨应急响应 breach: 上会讨论',
      '2022-07-18 meeting-14 breach: 召开',
      '2022-08-16 meeting-16 breach: 召开',
      '2022-08-31 抗旱保供水安排（再次提请） breach: 发表意见',
      '2022-09-23 应急疏散基地选址 breach: 上会讨论',
      '2022-10-20 停车秩序整治（再次提请） breach: 报告办结',
      '2022-11-22 meeting-22 breach: 形成会议记录',
      '2023-01-10 饮用水源地整治 breach: 报告办结',
      '2023-01-16 meeting-25 breach: 未列席',
    ])
  })
})

test('three cleanups have their lists out in 2022, with sixteen documents abolished; one is under way', () => {
  const of2022 = acts(cleanup(source, normativeDocuments(source))).filter(({ on }) => on < '2023')
  const count = (act: string) => of2022.filter((one) => one.act === act).length
  expect(['start', 'publish', 'abolish', 'finish'].map(count)).toEqual([3, 3, 16, 1])
  expect(acts(cleanup(source, normativeDocuments(source))).filter(({ act }) => act === 'start')).toHaveLength(4)
})
