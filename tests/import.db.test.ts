/** Import is free for every mechanism: its template, filled with its sample, gives the same cases as the same acts by command. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { CellValue } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkRows, commitRows, fileOf, lookThrough, startJob, type Importing } from '../exchange/imports/work.ts'
import { moveJob, type ImportDoc } from '../exchange/imports/store.ts'
import { tableForImport } from '../exchange/lists/for-import.ts'
import { inOneState, send } from '../exchange/lists/sending.ts'
import type { Table } from '../exchange/sheets/write.ts'
import { columnsOf, formOf } from '../exchange/tables/columns.ts'
import { printed } from '../exchange/tables/print.ts'
import { headingRow, templateOf } from '../exchange/tables/template.ts'
import { sheetName } from '../exchange/sheets/write.ts'
import type { Values } from '../kernel/fields/index.ts'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { canonicalText, rows, transact, type Client, type Json } from '../kernel/ledger/index.ts'
import { openings, type Actor } from '../kernel/procedure/index.ts'
import { newId, tablesOf } from '../kernel/register/index.ts'
import { Told } from '../kernel/sample.ts'
import { districtLeader } from '../mechanisms/roles.ts'
import { accessTo } from '../server/access.ts'
import { createHouseTables } from '../server/accounts.ts'
import { findMechanisms } from '../server/mechanisms.ts'
import { createTenant } from '../server/house.ts'
import { acting, smallDistrict, startHouse, type TestHouse } from './cluster.ts'

const found = await findMechanisms()
let house: TestHouse
let [byHand, imported, moved, bare] = ['', '', '', '']
beforeAll(async () => {
  house = await startHouse(found)
  await createHouseTables(house)
  byHand = await smallDistrict(house, 'by-hand', '2031-12-31T09:00:00')
  imported = await smallDistrict(house, 'imported', '2031-12-31T09:00:00')
  moved = await smallDistrict(house, 'moved', '2031-12-31T09:00:00')
  bare = newId()
  await createTenant(house, { id: bare, code: 'bare', name: '示例区 bare', sample: true, clock: '2031-12-31T09:00:00' })
})
afterAll(() => house.stop())

type Doc = Importing & { readonly doc: ImportDoc }
const importing = async (
  m: AnyMechanism,
  bytes: Uint8Array,
  now: string,
  name = '表.xlsx',
  tenant = imported,
): Promise<Doc> => {
  const id = newId()
  const path = fileOf(house, tenant, id)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, bytes)
  const roles = [...new Set(openings(m).flatMap((name) => m.acts[name]!.by.roles.map((role) => role.id)))]
  const actor = { person: 'p1', unit: 'u1', roles }
  const given: Importing = { house, tenant, m, actor, id, source: { path, name }, now }
  const { doc } = await startJob(given, bytes.length)
  return { ...given, doc: { ...doc, ...(await lookThrough(given)) } }
}
const commit = async ({ doc, ...given }: Doc, mode: 'all' | 'good' = 'all', again = false) => {
  const { tenant, id } = given
  await transact(house.pool, tenant, (client) => moveJob(client, tenant, id, ['reading'], 'committing', doc))
  return commitRows(given, doc, { mode, again })
}
const casesOf = async (m: AnyMechanism, tenant: string) =>
  (
    await transact(house.pool, tenant, (client) =>
      rows<{ folded: Record<string, unknown> }>(
        client,
        `SELECT _folded AS folded FROM ${tablesOf(m)[0]!.name} WHERE _tenant = $1`,
        [tenant],
      ),
    )
  )
    .map(({ folded }) => canonicalText({ ...folded, id: '' } as Json))
    .sort()
/** What other registers must hold beforehand; what a sample does there later may not fit, and does not matter here. */
const beforehand = async (
  m: AnyMechanism,
  tenant: string,
  which: (mechanism: string) => boolean = () => true,
): Promise<void> => {
  const names = new Told(found.mechanisms, newId)
  for (const { mechanism = m.id, of, part, act, on, by, unit, body } of found.samples.get(m.id)!) {
    if (mechanism === m.id || part || !which(mechanism)) continue
    await acting(house, tenant)(mechanism, names.caseOf(mechanism, of), act, on, by, names.bodyOf(body), {
      ...(unit && { unit }),
    })
  }
}
const cellsOf = async (m: AnyMechanism, act: string, on: string, body: Values): Promise<CellValue[]> => {
  const district = await house.district(imported)
  return columnsOf(m).map((column) => {
    if (column.id === 'act') return m.acts[act]!.label[0]
    if (column.id === 'on') return on
    const name = column.part ? column.id.slice(0, column.id.lastIndexOf('.')) : column.id
    return printed(column, body[name], district, house.mechanisms)
  })
}
const templateWith = async (m: AnyMechanism, cells: readonly (readonly CellValue[])[]) =>
  templateOf({
    form: formOf(m)!,
    district: await house.district(imported),
    sample: found.samples.get(m.id)!,
    mechanisms: house.mechanisms,
    rows: cells,
  })

/** What stands in a table before a reader's eyes: the head, and the rows without those columns that differ from machine to machine. */
const exported = async (m: AnyMechanism, tenant: string, format: 'xlsx' | 'csv'): Promise<Buffer> => {
  const district = await house.district(tenant)
  const operator: Actor = { person: 'p1', unit: 'u1', roles: [districtLeader.id] }
  const maker = { district, name: '示例人员1', unit: 'u1', now: '2031-12-31T09:00:00' }
  const make = async (client: Client): Promise<Table> => {
    const table = await tableForImport(client, house, { district, actor: operator }, maker, {
      m,
      structure: m,
      kind: undefined,
      tenant,
      access: accessTo(m, operator, district),
      sort: 'opened',
      ask: { reader: 'all' },
    })
    if ('is' in table) throw new Error(JSON.stringify(table))
    return table
  }
  const { bytes } = await send(house, inOneState(house, tenant), format, make, () => {})
  const pieces: Buffer[] = []
  for await (const piece of bytes) pieces.push(Buffer.from(piece as Uint8Array))
  return Buffer.concat(pieces)
}
const uuid = /（[0-9a-f]{8}-[0-9a-f-]{27}）/g
const tableIn = (csv: Buffer): string[] => {
  const lines = csv.toString('utf8').split('\r\n')
  const at = lines.findIndex((line) => line.endsWith('案卷编号'))
  return lines
    .slice(at)
    .map((line) => line.replace(uuid, '').replace(/,[^,]*,[^,]*$/, ''))
    .sort()
}
test.each([...found.mechanisms.values()].map((m) => [m.id, m] as const))(
  '%s: its template, filled with its sample and imported, gives the cases that commands give',
  async (_, m) => {
    for (const tenant of [byHand, imported]) await beforehand(m, tenant)
    const before = [await casesOf(m, byHand), await casesOf(m, imported)]
    const sample = found.samples
      .get(m.id)!
      .filter(({ mechanism = m.id, act, part }) => mechanism === m.id && !part && openings(m).includes(act))
    const last = sample
      .map(({ on }) => on)
      .sort()
      .at(-1)!
    const cells: CellValue[][] = []
    for (const { act, on: day, body = {} } of sample) {
      // A reference to a case of this run stands for another one in the other district.
      const own = Object.fromEntries(Object.entries(body).filter(([, value]) => !String(value).startsWith('case:')))
      // What happens in the system happens today.
      const on = m.acts[act]!.kind === 'fact' ? day : last
      const outcome = await acting(house, byHand)(m.id, newId(), act, on, 'p1', own, { now: `${last}T10:00:00` })
      if (outcome.is === 'done') cells.push(await cellsOf(m, act, on, own))
    }
    expect(cells.length).toBeGreaterThan(0)
    const given = await importing(m, await templateWith(m, cells), `${last}T10:00:00`)
    expect(given.doc).toMatchObject({ header: headingRow, sheet: sheetName(m.name[0]) })
    expect(given.doc.warning).toBeUndefined()
    expect(given.doc.guesses!.map(({ id }) => id)).toEqual(['#', ...columnsOf(m).map(({ id }) => id)])
    const committed = await commit(given)
    expect(committed.is === 'wrong' ? committed.report.faults : []).toEqual([])
    const added = (tenant: 0 | 1, after: string[]) => after.filter((one) => !before[tenant]!.includes(one))
    const [hand, table] = [added(0, await casesOf(m, byHand)), added(1, await casesOf(m, imported))]
    expect(table).toEqual(hand)
    expect(table.length).toBeGreaterThan(0)

    // Its list, exported for import, moves to another machine that has nothing but units and people, and says the same there.
    const late = '2031-12-31T09:00:00'
    const to = house.foundation.has(m.id) ? bare : moved
    await beforehand(m, moved, (id) => house.foundation.has(id))
    const [asXlsx, asCsv] = [await exported(m, imported, 'xlsx'), await exported(m, imported, 'csv')]
    const first = { ...(await importing(m, asXlsx, late, '表.xlsx', to)), takeover: true }
    expect(first.doc.warning).toBeUndefined()
    const ids = first.doc.guesses!.map(({ id }) => id)
    expect(ids).toEqual([...columnsOf(m).map(({ id }) => id), null, 'case'])
    const done = await commit(first)
    expect(done.is === 'wrong' ? done.report.faults : []).toEqual([])
    const here = tableIn(asCsv)
    expect(tableIn(await exported(m, to, 'csv'))).toEqual(here)
    // The csv says the same: there every row is known, and here every row is one of ours.
    const known = { ...(await importing(m, asCsv, late, '表.csv', to)), takeover: true }
    const mine = await importing(m, asXlsx, late)
    for (const report of [await checkRows(known, known.doc), await checkRows(mine, mine.doc)])
      expect(report).toMatchObject({ good: 0, wrong: 0, again: here.length - 2 })
  },
)
