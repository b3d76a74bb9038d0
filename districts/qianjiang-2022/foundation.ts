/**
 * What the district stands on: its units, who holds which post, the holiday notices and the district's own parameters.
 * What was there before the product came is entered by the system; from then on the administrators do it.
 */
import { addDays, type Day } from '../../kernel/time/index.ts'
import type { YearItem, YearSource } from '../../server/year.ts'
import { notices, told } from './telling.ts'

/** The day on which the district began to use the product. */
const beginning: Day = '2021-01-01'
const by = (on: Day, administrator: string): string => (on <= beginning ? 'system' : administrator)
const posting = (on: Day): string => by(on, 'p-system-admin')
const granting = (on: Day): string => by(on, 'p-security-admin')

const unitsOf = ({ units }: YearSource): YearItem[] =>
  units.flatMap(({ id, name, short, kind, parent, from, until, successor }) => {
    const unit = told('units', id)
    return [
      unit(from, posting(from), 'establish', { code: id, name, short, kind, ...(parent && { parent }) }),
      ...(until
        ? [
            unit(addDays(until, 1), posting(until), 'dissolve', {
              ...(successor && { successor }),
              paper: '黔江委编〔2022〕12号（示例）',
            }),
          ]
        : []),
    ]
  })

// A register's last day is the first on which the post is no longer held; `until` is the last on which it is.
const postsOf = ({ people }: YearSource): YearItem[] =>
  people.flatMap(({ id, name, posts }) =>
    posts.flatMap(({ unit, post, roles, from, until }) => {
      const holding = told('posts', `${id} ${unit}`)
      return [
        holding(from, posting(from), 'take', { holder: id, name, place: unit, title: post, roles }),
        holding(from, granting(from), 'grant'),
        ...(until ? [holding(addDays(until, 1), posting(until), 'leave')] : []),
      ]
    }),
  )

const noticesOf = (): YearItem[] =>
  notices.map(({ id, year, issued, source, off, work }) =>
    told('notices', id)(issued, by(issued, 'p-government-office-1'), 'load', {
      year,
      issued,
      number: id,
      source,
      off: JSON.stringify(off),
      work: JSON.stringify(work),
    }),
  )

/** A head away for training, whose substitution the clock ends; and a post whose roles are still to be granted. */
const substitutes = ({ people }: YearSource): YearItem[] => {
  const named = (id: string) => ({ holder: id, name: people.find((person) => person.id === id)!.name })
  const substitution = told('posts', '区林业局代理负责人')
  const waiting = told('posts', '区科技局应诉联络员')
  return [
    substitution('2022-05-09', 'p-system-admin', 'take', {
      ...named('p-linye-ju-clerk'),
      place: 'linye-ju',
      title: '代理负责人',
      roles: ['unit-head'],
      expires: '2022-06-30',
    }),
    substitution('2022-05-09', 'p-security-admin', 'grant'),
    substitution('2022-07-01', 'system', 'lapse'),
    waiting('2023-02-17', 'p-system-admin', 'take', {
      ...named('p-keji-ju-clerk'),
      place: 'keji-ju',
      title: '应诉联络员',
      roles: ['legal-section'],
    }),
  ]
}

/** Two numbers in force, one that took another's place, one turned down and one that waits for a second person. */
const parameters = (): YearItem[] => {
  const value = (rule: string, count: number, timeUnit: string, validFrom: Day, basis: string) => ({
    rule,
    count,
    timeUnit,
    validFrom,
    basis: `${basis}（示例）`,
  })
  const first = told('parameters', '补学期限2021')
  const second = told('parameters', '补学期限2022')
  const checking = told('parameters', '核查期限')
  const redoing = told('parameters', '重新报告期限')
  const forwarding = told('parameters', '转发期限')
  return [
    first(
      '2021-08-25',
      'p-justice-1',
      'propose',
      value('study.make-up', 60, 'calendar days', '2021-09-01', '黔江司法发〔2021〕31号'),
    ),
    first('2021-08-27', 'p-justice-2', 'confirm'),
    checking(
      '2022-01-06',
      'p-justice-3',
      'propose',
      value('rectification.check', 20, 'working days', '2022-01-10', '黔江法治办发〔2022〕2号'),
    ),
    checking('2022-01-07', 'p-justice-1', 'confirm'),
    second(
      '2022-01-10',
      'p-justice-1',
      'propose',
      value('study.make-up', 30, 'calendar days', '2022-01-17', '黔江司法发〔2022〕3号'),
    ),
    second('2022-01-12', 'p-justice-2', 'confirm'),
    first('2022-01-17', 'p-justice-2', 'supersede', { reason: '新制度把补学期限缩短为30日' }),
    redoing(
      '2022-03-02',
      'p-justice-3',
      'propose',
      value('rectification.redo', 7, 'working days', '2022-03-10', '科室会议讨论意见'),
    ),
    redoing('2022-03-04', 'p-justice-1', 'reject', { reason: '会议讨论意见不能作为依据，请先发文' }),
    forwarding(
      '2023-02-16',
      'p-justice-3',
      'propose',
      value('website.forward', 2, 'calendar days', '2023-03-01', '黔江府办发〔2023〕8号'),
    ),
  ]
}

export const foundation = (source: YearSource): YearItem[] => [
  ...unitsOf(source),
  ...postsOf(source),
  ...noticesOf(),
  ...substitutes(source),
  ...parameters(),
]
