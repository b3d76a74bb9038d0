import { expect, test } from 'vitest'
import { addDays, calendar, type Day } from '../kernel/time/index.ts'
import { notices } from './story.ts'
import { works } from './workdays.ts'

test('what was counted by hand is what the calendar reads from the notices', () => {
  const known = calendar(notices)
  const different: Day[] = []
  for (let day: Day = '2022-03-01'; day < '2024-01-01'; day = addDays(day, 1))
    if (known.isWorkday(day) !== works(day)) different.push(day)
  expect(different).toEqual([])
})
