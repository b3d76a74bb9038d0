/**
 * Working days from March 2022 to the end of 2026, counted by hand from the notices, without the kernel's calendar: what
 * models of the law measure the product with.
 */
import { addDays, type Day } from '../kernel/time/index.ts'

/** Days off from Monday to Friday. */
const off = [
  '2022-04-04 2022-04-05 2022-05-02 2022-05-03 2022-05-04 2022-06-03 2022-09-12',
  '2022-10-03 2022-10-04 2022-10-05 2022-10-06 2022-10-07',
  '2023-01-02 2023-01-23 2023-01-24 2023-01-25 2023-01-26 2023-01-27',
  '2023-04-05 2023-05-01 2023-05-02 2023-05-03 2023-06-22 2023-06-23 2023-09-29',
  '2023-10-02 2023-10-03 2023-10-04 2023-10-05 2023-10-06',
  '2024-01-01 2024-02-12 2024-02-13 2024-02-14 2024-02-15 2024-02-16 2024-04-04 2024-04-05 2024-05-01 2024-05-02',
  '2024-05-03 2024-06-10 2024-09-16 2024-09-17 2024-10-01 2024-10-02 2024-10-03 2024-10-04 2024-10-07',
  '2025-01-01 2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-02-03 2025-02-04 2025-04-04 2025-05-01 2025-05-02',
  '2025-05-05 2025-06-02 2025-10-01 2025-10-02 2025-10-03 2025-10-06 2025-10-07 2025-10-08',
  '2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-02-23 2026-04-06 2026-05-01',
  '2026-05-04 2026-05-05 2026-06-19 2026-09-25 2026-10-01 2026-10-02 2026-10-05 2026-10-06 2026-10-07',
].flatMap((days) => days.split(' '))
/** Saturdays and Sundays that are worked. */
const worked = [
  '2022-04-02 2022-04-24 2022-05-07 2022-10-08 2022-10-09',
  '2023-01-28 2023-01-29 2023-04-23 2023-05-06 2023-06-25 2023-10-07 2023-10-08',
  '2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12',
  '2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11',
  '2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10',
].flatMap((days) => days.split(' '))
export const works = (day: Day): boolean =>
  worked.includes(day) || (![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) && !off.includes(day))
/** The day so many working days later, or, below zero, earlier. */
export const workdaysFrom = (day: Day, count: number): Day => {
  let at = day
  for (let left = Math.abs(count); left > 0;) if (works((at = addDays(at, Math.sign(count))))) left--
  return at
}
/** That day, or the next one that is worked. */
export const rolled = (day: Day): Day => (works(day) ? day : workdaysFrom(day, 1))
