import { isDay, yearOf, type Day } from './day.ts'

/**
 * A State Council notice that arranges the public holidays of a year, or that amends such a notice.
 *
 * `off` names every day off with its holiday, weekend days too; `work` names the weekend days worked in exchange, with
 * the holiday they make up for. An arrangement may reach into the last days of the year before. An amendment names in
 * `supersedes` the notice it amends and holds only the days it speaks of.
 */
export interface Notice {
  readonly id: string
  readonly year: number
  /** The day on which it was published. */
  readonly issued: Day
  /** The address at which it was published. */
  readonly source: string
  readonly off: Readonly<Record<Day, string>>
  readonly work: Readonly<Record<Day, string>>
  readonly supersedes?: string
}

/** The days of a notice, from their text; an Error says in Chinese what is wrong with it. */
export const readDays = (text: string): Notice['off'] => {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    throw new Error('应写作 {"2027-01-01":"元旦"}，每个日期对应节日')
  }
  if (!isDays(content)) throw new Error('应写作 {"2027-01-01":"元旦"}，每个日期对应节日')
  const unreal = Object.keys(content).find((day): boolean => !isDay(day))
  if (unreal !== undefined) throw new Error(`“${unreal.slice(0, 30)}”不是真实存在的日期`)
  return content
}
/**
 * Reads the notices out of the content of one file `{ year, notices: [{ id, issued, source, off, work, supersedes? }] }`.
 * Throws, naming `file`, what is wrong and what to do, because one wrong day makes every deadline around it wrong.
 */
export function readNotices(content: unknown, file: string): readonly Notice[] {
  const wrong = (what: string): Error => new Error(`放假通知 ${file}：${what}，请对照通知原文更正`)
  if (!isObject(content) || !Number.isInteger(content['year'])) throw wrong('缺少年份 year')
  const { year, notices } = content
  if (!Array.isArray(notices) || notices.length === 0) throw wrong('没有通知；通知尚未发布的年份不应建立文件')
  return notices.map((entry: unknown): Notice => {
    if (!isObject(entry)) throw wrong('通知应为对象')
    const { id, issued, source, off, work, supersedes } = entry
    if (typeof id !== 'string' || id === '') throw wrong('通知缺少编号 id')
    if (!isDay(issued)) throw wrong(`通知“${id}”的发布日期 issued 不是真实日期`)
    if (typeof source !== 'string') throw wrong(`通知“${id}”缺少来源网址 source`)
    if (!isDays(off)) throw wrong(`通知“${id}”的放假日 off 应为“日期：节日”`)
    if (!isDays(work)) throw wrong(`通知“${id}”的上班日 work 应为“日期：节日”`)
    for (const day of [...Object.keys(off), ...Object.keys(work)]) {
      if (!isDay(day)) throw wrong(`通知“${id}”中的 ${day} 不是真实日期`)
      if (yearOf(day) !== year && !day.startsWith(`${Number(year) - 1}-12-`))
        throw wrong(`通知“${id}”中的 ${day} 不属于该年`)
      if (day in off && day in work) throw wrong(`通知“${id}”中的 ${day} 既放假又上班`)
    }
    const notice = { id, year: Number(year), issued, source, off, work }
    if (supersedes === undefined) return notice
    if (typeof supersedes !== 'string') throw wrong(`通知“${id}”所修改的通知 supersedes 应为通知编号`)
    return { ...notice, supersedes }
  })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isDays(value: unknown): value is Record<string, string> {
  return isObject(value) && Object.values(value).every((name) => typeof name === 'string' && name !== '')
}
