/** What stands on top of every exported table: what it is, which rows, who made it and when, and how many rows there are. */
import { dayOf, type Moment } from '../../kernel/time/index.ts'
import type { District } from '../../server/district.ts'

export interface Maker {
  readonly district: District
  readonly name: string
  /** Nothing for the operator of the machine. */
  readonly unit: string | undefined
  /** Real time. */
  readonly now: Moment
}
const sayDay = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
export const linesOf = (
  { district, name, unit, now }: Maker,
  told: {
    /** The definition line, or the register's name. */
    readonly what: string
    readonly which: readonly string[]
    readonly count: number
    /** Whether every row is there, or only those this reader may open. */
    readonly partly?: string | undefined
  },
): string[] => {
  const by = unit === undefined ? name : `${name}（${district.units.get(unit)?.short ?? unit}）`
  return [
    told.what,
    ...told.which,
    `${district.name}；导出：${by}，${sayDay(dayOf(now))} ${now.slice(11, 16)}；共${told.count}行${told.partly ? `，${told.partly}` : ''}`,
    ...(district.sample ? ['示例数据：人员、企业和记录均系虚构'] : []),
  ]
}
