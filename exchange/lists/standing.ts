/** What an act may be done on now, as the first cells of its template: each case or part by number and title. */
import { rows, type Client } from '../../kernel/ledger/index.ts'
import { anywhere } from '../../kernel/procedure/index.ts'
import { list, registerFor, titleOf } from '../../kernel/register/index.ts'
import type { Access } from '../../server/access.ts'
import type { District } from '../../server/district.ts'
import { shownValue } from '../../server/figures.ts'
import type { Form } from '../tables/columns.ts'

/** More are not filled in beforehand. */
const most = 2000

/** The oldest first; only those that this reader may open. */
export const standingFor = async (
  client: Client,
  { m, structure, acts, kind, target }: Form,
  district: District,
  access: Access,
): Promise<[id: string, title: string][]> => {
  const tenant = district.id
  const of = target === undefined ? m : structure
  const opensPart = kind !== undefined && target === undefined
  const act = structure.acts[[...acts.keys()][0]!]
  // What opened a case is corrected in the table that was exported for it.
  if (!act) return []
  const { from } = act
  const states = Object.keys(of.states).filter((state) =>
    opensPart || from === anywhere ? !of.ends.includes(state) : (from as readonly string[]).includes(state),
  )
  const page = await list(client, m, target, tenant, {
    reader: access.reader,
    filters: { state: { any: states } },
    sort: 'opened',
    limit: most,
  })
  if ('is' in page) return []
  const own = page.rows.filter(({ parties }) => access.level(parties) === 'parties')
  if (target === undefined) return own.map(({ id, fields }) => [id, titleOf(of.record, fields)])
  const cases = await rows<{ id: string; title: string }>(
    client,
    `SELECT _id AS id, _title AS title FROM ${registerFor(m, undefined).cases.name} WHERE _tenant = $1 AND _id = ANY($2::uuid[])`,
    [tenant, own.map((row) => row.case)],
  )
  const titles = new Map(cases.map(({ id, title }) => [id, title]))
  // Parts are known by their case, and by the first that is said of them.
  return own.map((row) => {
    const said = Object.entries(of.record).flatMap(
      ([name, field]) => shownValue(field, row.fields[name], district) || [],
    )
    return [row.id, `${titles.get(row.case) ?? ''}：${said.slice(0, 2).join('、')}`]
  })
}
