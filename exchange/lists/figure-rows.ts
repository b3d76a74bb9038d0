/** The rows behind a figure as a table, its definition on top; and the acts of a register, which are rows of the same form. */

import {
  definitionOf,
  figureRows,
  measure,
  mechanismsOf,
  type Figure,
  type FigureRow,
  type Question,
} from '../../kernel/indicator/index.ts'
import type { Client } from '../../kernel/ledger/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import { structureOf } from '../../kernel/procedure/index.ts'
import { accessTo } from '../../server/access.ts'
import { fieldsOf, openRow } from '../../server/figures.ts'
import type { OpenHouse } from '../../server/house.ts'
import { linkedTitles, type Reading } from '../../server/routes/around.ts'
import type { Cell, Column, Table } from '../sheets/write.ts'
import { linesOf, type Maker } from './head.ts'
import { cellOf, columnOf, distinctly, idColumn, unitsIn } from './values.ts'

const atOnce = 1000
const day = (header: string): Column => ({ header, kind: 'day' })
const text = (header: string): Column => ({ header, kind: 'text' })

const allRows = async function* (
  client: Client,
  house: OpenHouse,
  reading: Reading,
  figure: Figure,
  question: Question,
): AsyncGenerator<FigureRow[]> {
  const accessFor = (id: string) => accessTo(house.mechanisms.get(id)!, reading.actor, reading.district)
  let last: FigureRow | undefined
  for (;;) {
    const found = await figureRows(client, house.mechanisms, figure, question, (id) => accessFor(id).reader, {
      limit: atOnce,
      ...(last && { after: [last.on, last.case, last.version, last.part ?? last.case] }),
    })
    last = found.at(-1)
    if (found.length) yield found.map((row) => openRow(house.mechanisms, row, accessFor))
    if (found.length < atOnce) return
  }
}
/** Within one transaction that sees one state of the database. */
export const figureTable = async (
  client: Client,
  house: OpenHouse,
  reading: Reading,
  maker: Maker,
  figure: Figure,
  question: Question,
  which: readonly string[],
): Promise<Table> => {
  const { district } = reading
  const readers = (id: string) => accessTo(house.mechanisms.get(id)!, reading.actor, district).reader
  const { rows: all, open, printed } = await measure(client, house.mechanisms, figure, question, readers)
  const several = mechanismsOf(figure).size > 1
  const rate = figure.measure.by === 'rate'
  const fields = fieldsOf(house.mechanisms, figure)
  const columns = distinctly([
    ...Object.values(fields).map(columnOf),
    ...(several ? [text('台账')] : []),
    text('事项'),
    day('日期'),
    text('单位'),
    ...(rate ? [text('计入分子')] : []),
    idColumn,
  ])
  // Fields are named first, so that theirs are the labels that stay as declared.
  const many = Object.keys(fields).length
  const inOrder = [...columns.slice(many, -1), ...columns.slice(0, many), columns.at(-1)!]

  const rows = async function* (): AsyncGenerator<readonly Cell[]> {
    for await (const page of allRows(client, house, reading, figure, question)) {
      const titles = await linkedTitles(
        client,
        house,
        reading,
        { record: fields },
        page.map((row) => row.fields),
      )
      const naming = { district, mechanisms: house.mechanisms, titles }
      for (const row of page)
        yield [
          ...(several ? [house.mechanisms.get(row.mechanism)!.name[0]] : []),
          row.title,
          row.on,
          unitsIn(row.units, district),
          ...(rate ? [row.counts ? '是' : '否'] : []),
          ...Object.entries(fields).map(([name, field]) => cellOf(field, row.fields[name], naming)),
          row.case,
        ]
    }
  }
  const lines = linesOf(maker, {
    what: `口径：${definitionOf(house.mechanisms, figure)}`,
    which: [...which, `数值：${printed}`],
    count: open,
    partly: open < all ? `另有${all - open}行不对您开放` : undefined,
  })
  const name = figure.label[0]
  return { name, above: [name, ...lines], columns: inOrder, count: open, rows: rows() }
}

/** Every time one act was done, as a figure counts it. */
export const actsDone = (m: AnyMechanism, kind: string | undefined, act: string): Figure | undefined => {
  const structure = structureOf(m, kind)
  if (!structure || !Object.hasOwn(structure.acts, act)) return undefined
  const { label } = structure.acts[act]!
  return {
    label: [`${structure.name[0]}·${label[0]}`, `${structure.name[1]}: ${label[1]}`],
    unit: '次',
    of: { mechanism: m.id, set: 'did', part: kind, names: [act], label: label[0], where: [], except: [] },
    measure: { by: 'count' },
    over: 'period',
    prints: {},
  }
}
