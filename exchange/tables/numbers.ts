/** Whole numbers, amounts and days as offices write them. What is not exact is not guessed. */
import { isDay, type Day, type Moment } from '../../kernel/time/index.ts'
import type { MoneyUnit } from '../imports/told.ts'
import type { SheetCell } from '../sheets/refused.ts'
import { trimmed } from './text.ts'

/** A value read, or what is wrong and what would be right. */
export type Read<T> = { readonly value: T } | { readonly wrong: string }
const wrong = (words: string): { readonly wrong: string } => ({ wrong: words })
const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)

const times: Readonly<Record<string, number>> = { '': 0, 十: 1, 百: 2, 千: 3, 万: 4, 十万: 5, 百万: 6, 千万: 7, 亿: 8 }
const inexact = /余|多|超|逾|近|约|左右|上下|不足|以上|以下|若干|数[十百千万]|[~～]/
const numeral = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?(十万|百万|千万|十|百|千|万|亿)?$/
/** A decimal with its power of ten, as a whole number of 10^-places; nothing where it is not exact to that place. */
const scaled = (text: string, places: number): bigint | undefined | 'inexact' => {
  const found = numeral.exec(text)
  if (!found) return undefined
  const [, sign, whole, fraction = '', power = ''] = found
  const shift = times[power]! + places
  const digits = fraction.replace(/0+$/, '')
  if (digits.length > shift) return 'inexact'
  const value = BigInt(whole!.replaceAll(',', '') + digits.padEnd(shift, '0'))
  return sign === '-' ? -value : value
}
/** A number cell as decimal text: at most fifteen digits of it are ever typed, the rest is how machines keep them. */
const decimal = (value: number): string => {
  const text = String(Number(value.toPrecision(15)))
  return /e/i.test(text) ? value.toFixed(8).replace(/\.?0+$/, '') : text
}
const numberText = (cell: string | number): string =>
  typeof cell === 'number' ? decimal(cell) : trimmed(cell).normalize('NFKC').replace(/\s+/g, '').replace(/，/g, ',')
const counters = /(人次|件次|件|人|次|个|份|条|名|家|项|部|场|户|篇|台|辆|处|起|例|宗|本|期|批|天|日|年)$/

/** A whole number from 0; 1.2万 is 12000, 2.4万余 is no number. */
export const readCount = (cell: SheetCell): Read<number> => {
  if (typeof cell !== 'string' && typeof cell !== 'number') return wrong('应为整数，如12')
  const text = numberText(cell)
  if (inexact.test(text)) return wrong(`“${shown(text)}”不是确切的数，请填写确切的整数，如24138`)
  const value = scaled(text, 0) ?? scaled(text.replace(counters, ''), 0)
  if (value === 'inexact') return wrong(`“${shown(text)}”不是整数，请填写整数`)
  if (value === undefined) return wrong(`“${shown(text)}”不是数，应为整数，如12`)
  if (value < 0n || value > BigInt(Number.MAX_SAFE_INTEGER)) return wrong(`“${shown(text)}”应为不小于0的整数`)
  return { value: Number(value) }
}

const powers: Readonly<Record<MoneyUnit, number>> = { 元: 0, 万元: 4, 亿元: 8 }
/** The unit that a heading names, as in 金额（万元）. */
export const moneyUnitIn = (heading: string): MoneyUnit | undefined =>
  /亿元/.test(heading) ? '亿元' : /万元/.test(heading) ? '万元' : /元/.test(heading) ? '元' : undefined
/** An amount in 分. A bare number counts in the column's unit; a text may name its own: 1.5万元. */
export const readMoney = (cell: SheetCell, unit: MoneyUnit): Read<number> => {
  if (typeof cell !== 'string' && typeof cell !== 'number') return wrong(`应为金额（${unit}），如1234.56`)
  const text = numberText(cell).replace(/^(人民币|rmb|cny|￥|¥)/i, '')
  if (inexact.test(text)) return wrong(`“${shown(text)}”不是确切的金额，请填写确切的数，如1234.56`)
  const own = /元(整)?$/.test(text)
  const value = scaled(text.replace(/元(整)?$/, ''), own || /[万亿]$/.test(text) ? 2 : powers[unit] + 2)
  if (value === 'inexact') return wrong(`“${shown(text)}”精确到分以下，请填写到分为止`)
  if (value === undefined) return wrong(`“${shown(text)}”不是金额，应为数（${unit}），如1234.56`)
  if (value < 0n || value > BigInt(Number.MAX_SAFE_INTEGER)) return wrong(`“${shown(text)}”应为不小于0的金额`)
  return { value: Number(value) }
}

const pad = (n: string | number): string => String(n).padStart(2, '0')
const dayFrom = (year: string, month: string, date: string): Day | undefined => {
  const day = `${year}-${pad(month)}-${pad(date)}`
  return isDay(day) ? day : undefined
}
const dayForms = [
  /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/,
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/,
  /^(\d{4})(\d{2})(\d{2})$/,
] as const
const dayRight = '应为真实存在的日期，如2022-03-01、2022/3/1、2022年3月1日'
const msPerDay = 86_400_000
/** A serial number of a workbook: days since the end of 1899 (with a 29 February 1900 that never was), or since 1904. */
const fromSerial = (serial: number, from1904: boolean): string | undefined => {
  if (!(serial >= 1 && serial < 2_958_466)) return undefined
  const zero = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 61 ? 31 : 30)
  return new Date(Math.round((zero + serial * msPerDay) / 1000) * 1000).toISOString()
}
const isoOf = (cell: SheetCell, from1904: boolean): string | undefined =>
  cell instanceof Date
    ? Number.isNaN(cell.getTime())
      ? undefined
      : new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString()
    : typeof cell === 'number' && cell < 3_000_000
      ? fromSerial(cell, from1904)
      : undefined
const said = (cell: SheetCell): string =>
  cell instanceof Date ? '' : typeof cell === 'string' ? trimmed(cell).normalize('NFKC') : String(cell)

/** A day as text in any usual form, as a date cell, as a serial number, or as eight digits. */
export const readDay = (cell: SheetCell, from1904: boolean): Read<Day> => {
  const iso = isoOf(cell, from1904)
  if (iso) return isDay(iso.slice(0, 10)) ? { value: iso.slice(0, 10) } : wrong(dayRight)
  const text = said(cell).replace(/\s*(星期|周)[一二三四五六日天]$/, '')
  const bare = text.replace(/[T\s]+\d{1,2}[:时].*$/, '').replace(/\s+/g, '')
  for (const form of dayForms) {
    const found = form.exec(bare)
    if (!found) continue
    const day = dayFrom(found[1]!, found[2]!, found[3]!)
    return day ? { value: day } : wrong(`“${shown(text)}”这一天不存在，${dayRight}`)
  }
  // A serial number that was kept as text.
  if (/^\d{5}$/.test(bare)) return readDay(Number(bare), from1904)
  if (/^\d{4}[-/.年]\d{1,2}月?$/.test(bare)) return wrong(`“${shown(text)}”缺少日，${dayRight}`)
  if (/^\d{1,2}[-/.月]\d{1,2}日?$/.test(bare)) return wrong(`“${shown(text)}”缺少年份，${dayRight}`)
  if (/^\d{1,2}[-/.]\d{1,2}[-/.]\d{1,4}$/.test(bare))
    return wrong(`“${shown(text)}”的年份应写四位并在最前，${dayRight}`)
  return wrong(`“${shown(text)}”不是日期，${dayRight}`)
}
/** A moment, to the minute: a day with its time. */
export const readMoment = (cell: SheetCell, from1904: boolean): Read<Moment> => {
  const iso = isoOf(cell, from1904)
  if (iso) return { value: iso.slice(0, 16) }
  const text = said(cell)
  const found = /^(.+?)[T\s]+(\d{1,2})[:时](\d{1,2})分?(?::(\d{2}))?$/.exec(text)
  const day = found && readDay(found[1]!, from1904)
  if (!found || !day || 'wrong' in day || Number(found[2]) > 23 || Number(found[3]) > 59)
    return wrong(`“${shown(text)}”应为日期和时刻，如2022-03-01 09:30`)
  return { value: `${day.value}T${pad(found[2]!)}:${pad(found[3]!)}` }
}

const yes = new Set(['是', '√', '✓', '✔', '有', '对', 'y', 'yes', 'true', 't', '1', '已', '是的'])
const no = new Set(['否', '×', '✗', '✘', 'x', '无', '没有', '不', 'n', 'no', 'false', 'f', '0', '未', '不是'])
export const readFlag = (cell: SheetCell): Read<boolean> => {
  if (typeof cell === 'boolean') return { value: cell }
  const text = said(cell).toLowerCase()
  if (yes.has(text)) return { value: true }
  if (no.has(text)) return { value: false }
  return wrong(`“${shown(text)}”应为“是”或“否”`)
}
