/**
 * Registers of a large district: the rows that the product itself wrote for the sample year, copied with new ids over
 * three years. Figures read no other tables than these.
 */
import { noPart } from '../kernel/ledger/index.ts'
import { quoted, registersOf, tablesOf, type Table } from '../kernel/register/index.ts'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import type { OpenHouse } from '../server/house.ts'

/** Years that are filled: that of the sample and those before it. */
const years = 3
const fresh = (column: string): string => `md5(t.${column}::text || n)::uuid`
/** A column of the `n`th copy, which lies `n % years` years back. What `_folded` holds stays: no figure reads it. */
const copied = (column: string, type: string): string => {
  const own = `t.${quoted(column)}`
  if (['_id', '_case', 'stream'].includes(column)) return fresh(column)
  if (column === 'part') return `CASE WHEN t.part = '${noPart}' THEN t.part ELSE ${fresh('part')} END`
  if (type.startsWith('date')) return `(${own} - n % ${years} * interval '1 year')::date`
  if (type.startsWith('timestamp')) return `${own} - n % ${years} * interval '1 year'`
  return column === 'year' ? `${own} - n % ${years}` : own
}
const indexName = /INDEX IF NOT EXISTS ("[^"]+")/

const actsOf = (m: AnyMechanism): Table[] => registersOf(m).flatMap(({ did }) => Object.values(did))
const rowsIn = async ({ owner }: OpenHouse, tables: readonly Table[]): Promise<number> => {
  const text = tables.map(({ name }) => `SELECT count(*) AS n FROM ${name}`).join(' UNION ALL ')
  const { rows } = await owner.query<{ n: number }>(`SELECT sum(n)::bigint AS n FROM (${text}) x`)
  return Number(rows[0]!.n)
}

/** Fills the registers up to about so many acts; gives how many there are. The sample's only tenant must stand. */
export const fillRegisters = async (house: OpenHouse, wanted: number): Promise<number> => {
  const { owner } = house
  const mechanisms = [...house.mechanisms.values()].filter(({ id }) => !house.foundation.has(id))
  const counts = new Map<AnyMechanism, number>()
  for (const m of mechanisms) counts.set(m, await rowsIn(house, actsOf(m)))
  // The website alone has ten times as many acts as all else; with one factor for all, there would be little else.
  const large = [...counts].filter(([, acts]) => acts > 20_000)
  const perYearOfLarge = 3
  const total = (of: Iterable<readonly [unknown, number]>): number => [...of].reduce((sum, [, n]) => sum + n, 0)
  const rest = wanted - total(large) * perYearOfLarge * years
  const perYear = Math.round(rest / (total(counts) - total(large)) / years)
  const { rows: termColumns } = await owner.query<{ name: string; type: string }>(
    "SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_schema = 'ledger' AND table_name = 'term' ORDER BY ordinal_position",
  )
  for (const [m, acts] of counts) {
    const copies = (acts > 20_000 ? perYearOfLarge : perYear) * years - 1
    for (const { name, columns, indexes } of tablesOf(m)) {
      const values = Object.entries(columns).map(([column, type]) => copied(column, type))
      for (const index of indexes) await owner.query(`DROP INDEX register.${indexName.exec(index)![1]}`)
      await owner.query(
        `INSERT INTO ${name} SELECT ${values.join(', ')} FROM ${name} t, generate_series(1, ${copies}) n`,
      )
      for (const index of indexes) await owner.query(index)
    }
    const values = termColumns.map(({ name, type }) => copied(name, type))
    await owner.query(
      `INSERT INTO ledger.term SELECT ${values.join(', ')} FROM ledger.term t, generate_series(1, ${copies}) n WHERE t.mechanism = $1`,
      [m.id],
    )
  }
  // As the server does by itself in the hours after such a change.
  await owner.query('VACUUM ANALYZE')
  return rowsIn(house, mechanisms.flatMap(actsOf))
}
