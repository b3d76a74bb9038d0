/** Checks that several mechanisms make of what is typed. */
import type { Document } from '../kernel/fields/index.ts'
import { judged, type Gate } from '../kernel/procedure/index.ts'

/** The day in that field is still to come: `ahead('due', '办结期限', 'The due day')`. */
export const ahead = <const F extends string>(field: F, zh: string, en: string): Gate<`reads:${F}`> =>
  judged(`${zh}须晚于今天`, `${en} lies ahead`, [field], (values, on) => {
    const day = (values as Readonly<Record<string, unknown>>)[field]
    return typeof day === 'string' && day > on
  })
/** The day in that field is today or still to come. */
export const fromToday = <const F extends string>(field: F, zh: string, en: string): Gate<`reads:${F}`> =>
  judged(`${zh}不得早于今天`, `${en} is not over`, [field], (values, on) => {
    const day = (values as Readonly<Record<string, unknown>>)[field]
    return typeof day === 'string' && day >= on
  })
/** Both fields hold the same text, to the last character: `sameText('signed', 'text', '…', '…')`. */
export const sameText = <const A extends string, const B extends string>(
  one: A,
  other: B,
  zh: string,
  en: string,
): Gate<`reads:${A | B}`> =>
  judged(zh, en, [one, other], (values) => {
    const hash = (name: string) => (values as Readonly<Record<string, Document | undefined>>)[name]?.hash
    return hash(one) === hash(other)
  })
