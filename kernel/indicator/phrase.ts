/** Figures as official prose prints them: 2.4万余, 198.2亿元, 82.6%, 5月底. Rounded half up on exact integers. */
import type { Day } from '../time/index.ts'
import type { Prints } from './figure.ts'

const spoken = (value: number): string => {
  const [whole, fraction] = String(value).split('.')
  return fraction ? `${whole}.${fraction}` : whole!
}
/** `numerator / denominator × 100`, half up; never 100 unless all, never 0 unless none. */
export const percent = (numerator: number, denominator: number, digits = 1): number => {
  const scale = 10 ** digits
  const rounded = Math.floor((2 * 100 * scale * numerator + denominator) / (2 * denominator)) / scale
  if (rounded >= 100 && numerator < denominator) return (100 * scale - 1) / scale
  if (rounded === 0 && numerator > 0) return 1 / scale
  return rounded
}
/** Down to two leading digits, with 余 only when something remains: 24300 → 2.4万余, 5070 → 5000余, 170 → 170. */
export const overPhrase = (value: number): string => {
  if (value < 100) return spoken(value)
  const step = 10 ** (String(Math.trunc(value)).length - 2)
  const down = Math.floor(value / step) * step
  const words = down >= 10_000 ? `${spoken(down / 10_000)}万` : spoken(down)
  return value > down ? `${words}余` : words
}
const amounts = { 万元: 1_000_000, 亿元: 10_000_000_000 } as const
/** An amount in 分 in 万元 or 亿元, half up. */
export const amountPhrase = (fen: number, unit: keyof typeof amounts, digits = 1): number => {
  const scale = 10 ** digits
  return Math.floor((2 * scale * fen + amounts[unit]) / (2 * amounts[unit])) / scale
}
const dayPhrase = (day: Day, prints: Prints): string => {
  const [, month, date] = day.split('-').map(Number)
  return prints.month ? `${month}月` : `${month}月${date}日`
}
/** How a value is printed with its unit; `undefined` is a rate without a base or a day that never came. */
export const phrase = (value: number | Day | undefined, unit: string, prints: Prints): string => {
  if (value === undefined) return prints.none ?? '无相关记录'
  if (typeof value === 'string') return dayPhrase(value, prints)
  if (value === 0 && prints.zero !== undefined) return prints.zero
  if (prints.in) return `${spoken(amountPhrase(value, prints.in, prints.digits))}${prints.in}`
  if (prints.over) return `${overPhrase(value)}${unit}`
  return `${spoken(value)}${unit}`
}
