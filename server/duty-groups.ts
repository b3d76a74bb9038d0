/** Duties of one kind and light together, each group with its nearest few: five hundred equal ones are one line and a number. */
import { rows, type Client } from '../kernel/ledger/index.ts'
import { lightOf } from '../kernel/procedure/index.ts'
import type { Day } from '../kernel/time/index.ts'
import { dutyColumns, dutyOf, type Duty, type FoundDuty, type Owing } from './duties.ts'
import type { OpenHouse } from './house.ts'

/** Of a group so many are told at once. */
const shown = 3
type Light = 'red' | 'yellow' | 'green'
export type DutyGroup = Pick<Duty, 'mechanism' | 'mechanismName' | 'kind' | 'term' | 'label' | 'article' | 'acts'> & {
  readonly light: Light
  readonly count: number
  /** The first and the last day of the group. */
  readonly due: Day
  readonly last: Day
  /** The nearest of them. */
  readonly duties: readonly Duty[]
}
export const groupsOf = async (
  client: Client,
  house: OpenHouse,
  owing: Owing,
): Promise<{ readonly counts: Readonly<Record<Light, number>>; readonly groups: readonly DutyGroup[] }> => {
  const { base, values, today, district } = owing
  const counted = await rows<{ mechanism: string; kind: string | null; term: string; due: Day; count: number }>(
    client,
    `SELECT t.mechanism, t.kind, t.term, t.due, count(*) AS count ${base} GROUP BY 1, 2, 3, 4 ORDER BY t.due`,
    values,
  )
  const counts = { red: 0, yellow: 0, green: 0 }
  const found = new Map<string, { count: number; due: Day; last: Day; light: Light }>()
  // Lights follow one another by day: the last red and the last yellow day part the rows.
  let [lastRed, lastYellow] = ['0001-01-01', '0001-01-01']
  for (const { mechanism, kind, term, due, count } of counted) {
    const light = lightOf({ due, metOn: undefined }, today, district.calendar) as Light
    if (light === 'red') lastRed = due
    if (light !== 'green') lastYellow = due
    counts[light] += Number(count)
    const key = `${mechanism}/${kind ?? ''}/${term}/${light}`
    const group = found.get(key)
    found.set(key, { light, due: group?.due ?? due, last: due, count: (group?.count ?? 0) + Number(count) })
  }
  const at = (n: number): string => `$${values.length + n}::date`
  const nearest = await rows<FoundDuty>(
    client,
    `SELECT * FROM (SELECT ${dutyColumns}, row_number() OVER (PARTITION BY t.mechanism, t.kind, t.term, CASE WHEN t.due <= ${at(1)} THEN 0 WHEN t.due <= ${at(2)} THEN 1 ELSE 2 END ORDER BY t.due, t.stream, t.part) AS nth ${base}) n
     WHERE n.nth <= ${shown} ORDER BY n.due, n.stream, n.part, n.term`,
    [...values, lastRed, lastYellow],
  )
  const duties = nearest.map((one) => dutyOf(house, owing, one))
  const groups = [...found].flatMap(([key, group]): DutyGroup[] => {
    const of = duties.filter((one) => `${one.mechanism}/${one.kind ?? ''}/${one.term}/${one.light}` === key)
    const [one] = of
    if (!one) return []
    const { mechanism, mechanismName, kind, term, label, article, acts } = one
    return [{ mechanism, mechanismName, kind, term, label, ...(article && { article }), acts, ...group, duties: of }]
  })
  return { counts, groups: groups.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)) }
}
