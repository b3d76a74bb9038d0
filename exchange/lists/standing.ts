/** What an act may be done on now, as the first cells of its template: each case or part by number and title. */
import type { Client } from '../../kernel/ledger/index.ts'
import { anywhere } from '../../kernel/procedure/index.ts'
import { list, titleOf } from '../../kernel/register/index.ts'
import { visibleFields, type Access } from '../../server/access.ts'
import type { Form } from '../tables/columns.ts'

/** More are not filled in beforehand. */
const most = 2000

/** The oldest first; only those that this reader may open. */
export const standingFor = async (
  client: Client,
  { m, structure, acts, kind, target }: Form,
  tenant: string,
  access: Access,
): Promise<[id: string, title: string][]> => {
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
  return page.rows
    .filter(({ parties }) => access.level(parties) === 'parties')
    .map(({ id, fields, parties }) => [id, titleOf(of.record, visibleFields(of, fields, access.level(parties)))])
}
