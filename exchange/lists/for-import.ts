/** A register as a table that can be imported again: what opened each case, in the columns of the register's template. */
import { isOfficial, isVisible } from '../../server/access.ts'
import type { OpenHouse } from '../../server/house.ts'
import { linkedTitles, type Reading } from '../../server/routes/around.ts'
import type { Client } from '../../kernel/ledger/index.ts'
import { countRows, type WrongFilter } from '../../kernel/register/index.ts'
import { columnsOf, formOf, type Column as FormColumn } from '../tables/columns.ts'
import { openingsOf } from '../tables/openings.ts'
import { printed } from '../tables/print.ts'
import { headingOf } from '../tables/explained.ts'
import type { Cell, Column, ColumnKind, Table } from '../sheets/write.ts'
import { allRows, sayAsk, type Listing } from './cases.ts'
import { linesOf, type Maker } from './head.ts'
import { distinctly, idColumn } from './values.ts'

const kinds: Readonly<Partial<Record<FormColumn['field']['kind'], ColumnKind>>> = {
  day: 'day',
  moment: 'moment',
  count: 'whole',
  money: 'money',
}
/** Money says its unit when it is printed. */
const columnOf = (column: FormColumn, acts: readonly string[]): Column => ({
  header: headingOf(column, acts).replace(/（元）$/, ''),
  kind: kinds[column.field.kind] ?? 'text',
})
/** Whose rows can be told whole: those to which the reader is a party, or all where he supervises. */
const wholly = ({ ask, access }: Listing, { actor, district }: Reading): Listing['ask'] => ({
  ...ask,
  reader: access.supervises ? ask.reader : isOfficial(actor) ? { units: district.family(actor.unit) } : 'none',
})

/** Within one transaction that sees one state of the database, of the cases of a list. */
export const tableForImport = async (
  client: Client,
  house: OpenHouse,
  reading: Reading,
  maker: Maker,
  listing: Listing,
): Promise<Table | WrongFilter> => {
  const { m, structure, tenant, access } = listing
  const { district } = maker
  const form = formOf(m)!
  const acts = [...form.acts.keys()]
  const columns = columnsOf(m)
  const own: Listing = { ...listing, ask: wholly(listing, reading) }
  const counted = await countRows(client, m, undefined, tenant, own.ask, Number.MAX_SAFE_INTEGER - 1)
  if ('is' in counted) return counted
  const asked = Object.assign({}, ...form.acts.values())
  const rows = async function* (): AsyncGenerator<readonly Cell[]> {
    for await (const page of allRows(client, own)) {
      const opened = await openingsOf(
        client,
        form,
        tenant,
        page.map(({ id }) => id),
      )
      const titles = await linkedTitles(
        client,
        house,
        reading,
        { record: asked },
        [...opened.values()].map(({ body }) => body),
      )
      for (const { id, state, parties } of page) {
        const one = opened.get(id)
        const level = access.level(parties)
        const cellOf = (column: FormColumn): Cell => {
          if (column.id === 'act') return one ? m.acts[one.act]!.label[0] : null
          if (column.id === 'on') return one?.on
          const name = column.part ? column.id.slice(0, column.id.lastIndexOf('.')) : column.id
          const value = isVisible(asked[name], level) ? one?.body[name] : undefined
          if (column.field.kind === 'money') return value as number | undefined
          // A case of another register by its title as well: its id is another one on another machine.
          if (column.field.kind === 'link' && value !== undefined)
            return titles[String(value)] ? `${titles[String(value)]}（${String(value)}）` : String(value)
          return printed(column, value, district, house.mechanisms)
        }
        yield [...columns.map(cellOf), structure.states[state]?.[0] ?? state, id]
      }
    }
  }
  const name = `${m.name[0]}（导入用表格）`
  const lines = linesOf(maker, {
    what: `台账：${m.name[0]}`,
    which: [
      sayAsk(own, district),
      '每行是立案时登记的内容（更正过的，为更正后的内容），可以直接导入；文件以SHA-256表示，不随表格走，在别的机器导入前须先上传同样的文件',
    ],
    count: counted.count,
    partly: access.supervises ? undefined : '只含本单位及下属单位是当事单位的',
  })
  return {
    name,
    above: [name, ...lines],
    columns: distinctly([...columns.map((one) => columnOf(one, acts)), { header: '状态', kind: 'text' }, idColumn]),
    count: counted.count,
    rows: rows(),
  }
}
