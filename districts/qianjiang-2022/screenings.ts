/** 公文筛查: all papers of the district, month by month, and what became of the few that stood in no register. */
import type { Values } from '../../kernel/fields/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import type { YearItem } from '../../server/year.ts'
import { chance, later, told, turn } from './telling.ts'

const screener = 'p-justice-4'
const judge = 'p-justice-2'
const office = 'p-government-office-1'

/** Each within a month of the one before, but for that of October, which waited for the end of the holiday. */
const days: readonly Day[] = [
  '2021-12-30',
  '2022-01-27',
  '2022-02-24',
  '2022-03-23',
  '2022-04-20',
  '2022-05-18',
  '2022-06-15',
  '2022-07-13',
  '2022-08-10',
  '2022-09-07',
  '2022-10-08',
  '2022-11-07',
  '2022-12-06',
  '2023-01-05',
  '2023-02-02',
]
const nameOf = (day: Day): string => `screening-${day.slice(0, 7)}`

/** A paper found, and what was done about it; without a case in the register of documents it was not one. */
interface Paper {
  readonly found: Day
  readonly title: string
  readonly unit: string
  readonly issuedOn: Day
  readonly number?: string
  /** Its case, discovered on the day of the screening. */
  readonly document?: string
  readonly course: 'cleared' | 'withdrawn' | 'abolished' | { readonly remade: string; readonly begun: Day }
}
export const papersFound: readonly Paper[] = [
  {
    found: '2022-03-23',
    title: '关于规范集镇停车秩序和收费的通知',
    unit: 'baishi',
    issuedOn: '2022-03-08',
    number: '白石府发〔2022〕11号',
    document: 'found-1',
    course: 'abolished',
  },
  {
    found: '2022-05-18',
    title: '关于做好机关节能工作的通知',
    unit: 'jiguan-shiwu-zhongxin',
    issuedOn: '2022-05-06',
    course: 'cleared',
  },
  {
    found: '2022-08-10',
    title: '五里镇河道休闲垂钓管理规定',
    unit: 'wuli',
    issuedOn: '2022-08-02',
    document: 'evaded-1',
    course: 'withdrawn',
  },
  {
    found: '2022-11-07',
    title: '烟花爆竹零售点布设规定',
    unit: 'yingji-ju',
    issuedOn: '2022-10-20',
    number: '黔江应急发〔2022〕63号',
    document: 'found-2',
    course: { remade: 'dept-8', begun: '2022-12-19' },
  },
]

const lives = ({ found, title, unit, issuedOn, number, document, course }: Paper): YearItem[] => {
  const at = told('screenings', nameOf(found), ['found', title])
  const sheet = { sheet: `file:${title}六问判断表` }
  const ending = { decision: `file:责令改正通知（${title}）`, reason: '未经统一登记编号和合法性审核即印发' }
  const find = at(found, screener, 'find', { title, unit, issuedOn, copy: `file:${title}`, ...(number && { number }) })
  if (!document) return [find, at(later(found, 2), judge, 'clear', sheet)]
  const confirm = at(later(found, 2), judge, 'confirm', { document: `case:normative-documents/${document}`, ...sheet })
  const settle: Readonly<Record<string, YearItem>> = {
    withdrawn: at(later(found, 5), office, 'withdraw', ending),
    abolished: at(later(found, 5), office, 'abolish', ending),
  }
  return [
    find,
    confirm,
    typeof course === 'string'
      ? settle[course]!
      : at(later(course.begun, 1), office, 'remake', {
          ...ending,
          remade: `case:normative-documents/${course.remade}`,
        } satisfies Values),
  ]
}

export const screenings = (): YearItem[] => [
  ...days.flatMap((day, at): YearItem[] => {
    const tell = told('screenings', nameOf(day))
    const next = days[at + 1]
    const open = papersFound.some(({ found, course }) => found === day && typeof course !== 'string')
    return [
      tell(day, screener, 'screen', {
        year: Number(day.slice(0, 4)),
        month: day.slice(5, 7),
        screened: chance(nameOf(day)).number(180, 320),
        log: `file:${day.slice(0, 7)}公文筛查记录`,
      }),
      ...(next
        ? [tell(later(next, 1), turn([screener, judge], at), 'passOn', { next: `case:screenings/${nameOf(next)}` })]
        : []),
      ...(next && !open ? [tell(later(next, 2), screener, 'close')] : []),
    ]
  }),
  ...papersFound.flatMap(lives),
]
