/** The template of a register's table, from its declaration: headings, drop-downs, formats, notes, an example and a mark. */
import { unzipSync } from 'fflate'
import { writeXlsx, type Cell, type CellStyle, type CellValue, type DataValidation } from 'hucre/xlsx'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import type { Sample, SampleAct } from '../../kernel/sample.ts'
import type { District } from '../../server/district.ts'
import { codeSheet } from '../sheets/read.ts'
import { packed } from '../documents/package.ts'
import { sheetName } from '../sheets/write.ts'
import { untimed } from '../sheets/xlsx.ts'
import { markOf, type Column, type Form } from './columns.ts'
import { explained, headed, headingOf, hint, must, printing, whenOf } from './explained.ts'
import { personText, printed, unitText } from './print.ts'
import { letters } from './text.ts'

/** The row of headings, and the first one for data after the example, as the sheet counts. */
export const headingRow = 3
export const firstRow = 5
const lastRow = 5000
const ordinal = 0

const formats: Partial<Record<Column['field']['kind'], string>> = {
  count: '0',
  money: '#,##0.00',
  day: 'yyyy-mm-dd',
  moment: 'yyyy-mm-dd hh:mm',
}
const widths: Partial<Record<Column['field']['kind'], number>> = {
  prose: 40,
  text: 26,
  unit: 22,
  units: 30,
  person: 14,
}

/** The number of a case in one line. */
const widthOf = ({ id, field }: Column): number => (id === 'case' ? 38 : (widths[field.kind] ?? 18))
const title: CellStyle = {
  font: { name: '宋体', size: 16, bold: true },
  alignment: { horizontal: 'left', vertical: 'center' },
}
const notes: CellStyle = {
  font: { name: '宋体', size: 10, color: { rgb: '595959' } },
  alignment: { wrapText: true, vertical: 'top', horizontal: 'left' },
}
const exemplary: CellStyle = { font: { name: '宋体', size: 11, italic: true, color: { rgb: '7F7F7F' } } }

interface CodeList {
  readonly name: string
  readonly label: string
  readonly values: readonly string[]
  /** Other values may be typed as well: the list is long, or names need a code. */
  readonly loose: boolean
}
const listsOf = (columns: readonly Column[], district: District): ReadonlyMap<string, CodeList> => {
  const today = district.now().slice(0, 10)
  const units = [...district.units.values()].filter(({ from, until }) => from <= today && (!until || today < until))
  const people = [...new Set(district.posts.filter(({ until }) => !until || today < until).map(({ person }) => person))]
  const lists = new Map<string, CodeList>()
  for (const { id, label, field } of columns) {
    const list = (values: readonly string[], loose = false, name = `code_${id.replace(/[^A-Za-z0-9]/g, '_')}`) => {
      if (values.length) lists.set(id, { name, label, values, loose })
    }
    if (field.kind === 'choice' || field.kind === 'choices')
      list(
        Object.values(field.options ?? {}).map(([zh]) => zh),
        field.kind === 'choices',
      )
    if (field.kind === 'flag') list(['是', '否'], false, 'code_yes_no')
    if (field.kind === 'unit' || field.kind === 'units')
      list(
        units.map(({ id: unit }) => unitText(district, unit)),
        true,
        'code_units',
      )
    if (field.kind === 'person')
      list(
        people.map((person) => personText(district, person)),
        true,
        'code_people',
      )
  }
  return lists
}
/** Several values in one cell cannot be chosen from a list. */
const chosen = ({ field }: Column): boolean => ['choice', 'flag', 'unit', 'person'].includes(field.kind)

const exampleOf = (
  { m, kind, acts, structure }: Form,
  columns: readonly Column[],
  sample: Sample,
  lists: ReadonlyMap<string, CodeList>,
  district: District,
  mechanisms: ReadonlyMap<string, AnyMechanism>,
): (string | number | null)[] => {
  const own = ({ mechanism = m.id, part }: SampleAct) => mechanism === m.id && part?.[0] === kind
  const shown = sample.find((one) => own(one) && acts.has(one.act))
  return columns.map((column) => {
    const { field, part, of } = column
    const told = of === undefined ? shown : sample.find((one) => own(one) && one.act === of && one.of === shown?.of)
    const id = of === undefined ? column.id : column.id.slice(of.length + 1)
    if (of !== undefined && !told) return null
    if (id === 'act') return told ? structure.acts[told.act]!.label[0] : null
    if (id === 'on') return told?.on ?? '2022-03-01'
    if (id === 'case' || id === 'named') return null
    if (part === 'hash' || field.kind === 'file') return '文件名.pdf'
    if (field.kind === 'link' || part === 'id') return null
    if (field.kind === 'unit' || field.kind === 'units' || field.kind === 'person')
      return lists.get(column.id)?.values[0] ?? null
    const name = part ? id.slice(0, id.lastIndexOf('.')) : id
    return printed(column, told?.body?.[name], district, mechanisms)
  })
}

/** What a template is made from: a declaration, the district for its units and people, the run that shows an example. */
export interface TemplateGiven {
  readonly form: Form
  /** The later facts for which it has columns. */
  readonly later?: readonly string[]
  readonly district: District
  readonly sample: Sample
  readonly mechanisms: ReadonlyMap<string, AnyMechanism>
  /** Rows to stand in it already, a value a column. */
  readonly rows?: readonly (readonly CellValue[])[]
}
/** The bytes of the template. */
export const templateOf = async ({
  form,
  later = [],
  district,
  sample,
  mechanisms,
  rows = [],
}: TemplateGiven): Promise<Uint8Array> => {
  const { m, acting } = form
  const columns = form.columns.filter(({ of, hidden }) => !hidden && (!of || later.includes(of)))
  const acts = [...form.acts.keys()]
  const called = acting === undefined ? m.name[0] : `${m.name[0]}·${form.label}`
  const lists = listsOf(columns, district)
  const last = columns.length
  const cells = new Map<string, Partial<Cell>>()
  cells.set('0,0', { value: `${called}导入模板`, style: title })
  cells.set('1,0', {
    value:
      (acting === undefined
        ? '填表说明：1. 每行一件，从第5行填起，不要改动第3行的表头。'
        : '填表说明：1. 每行是一件已有的案卷，案卷编号已经填好，没有发生的留空，不会导入。') +
      '2. 红字带*的必填，其余见批注和“填表说明”页。3. 有下拉列表的从列表中选择。' +
      '4. 日期写成2022-03-01，金额以元为单位。5. 序号为“示例”的行不会导入，可以留着。',
    style: notes,
  })
  cells.set(`${headingRow - 1},${ordinal}`, { value: '序号', style: headed(false) })
  columns.forEach((column, at) =>
    cells.set(`${headingRow - 1},${at + 1}`, {
      value: headingOf(column, acts),
      style: headed(must(column, acts), column.of !== undefined),
      comment: { author: '填表说明', text: `${whenOf(form, column, acts)}。${hint(column)}` },
    }),
  )
  const example = exampleOf(form, columns, sample, lists, district, mechanisms)
  cells.set(`${headingRow},${ordinal}`, { value: '示例', style: exemplary })
  example.forEach((value, at) => cells.set(`${headingRow},${at + 1}`, { value, style: exemplary }))
  const dataValidations = columns.flatMap((column, at): DataValidation[] => {
    const list = chosen(column) ? lists.get(column.id) : undefined
    if (!list) return []
    const letter = letters(at + 1)
    return [
      {
        type: 'list',
        formula1: list.name,
        allowBlank: true,
        showErrorMessage: true,
        errorStyle: list.loose ? 'warning' : 'stop',
        errorTitle: column.label,
        errorMessage: list.loose ? '不在列表中，请核对名称' : '请从下拉列表中选择',
        range: `${letter}${firstRow - 1}:${letter}${lastRow}`,
      },
    ]
  })
  const codes = [...new Map([...lists.values()].map((list) => [list.name, list])).values()]
  const longest = Math.max(0, ...codes.map(({ values }) => values.length))
  const blank: CellValue[] = []
  const book = await writeXlsx({
    sheets: [
      {
        name: sheetName(called),
        columns: [
          { width: 7 },
          ...columns.map((column) => ({
            width: widthOf(column),
            style: { numFmt: formats[column.field.kind] ?? '@', font: { name: '宋体', size: 11 } },
          })),
        ],
        rows: [blank, blank, blank, blank, ...rows.map((row, at): CellValue[] => [at + 1, ...row])],
        cells,
        merges: [0, 1].map((row) => ({ startRow: row, endRow: row, startCol: 0, endCol: Math.min(last, 6) })),
        rowDefs: new Map([
          [0, { height: 30 }],
          [1, { height: 56 }],
          [2, { height: 32 }],
        ]),
        freezePane: { rows: headingRow, columns: 1 },
        dataValidations,
        ...printing([7, ...columns.map(widthOf)], headingRow),
      },
      explained(form, columns, acts),
      {
        name: codeSheet,
        hidden: true,
        rows: [
          [markOf(form)],
          codes.map(({ label }) => label),
          ...Array.from({ length: longest }, (_, at): CellValue[] => codes.map(({ values }) => values[at] ?? null)),
        ],
      },
    ],
    namedRanges: codes.map(({ name, values }, at) => ({
      name,
      range: `'${codeSheet}'!$${letters(at)}$3:$${letters(at)}$${values.length + 2}`,
    })),
    properties: { title: `${called}导入模板`, creator: '法治一本账', modified: new Date(`${untimed}T00:00:00Z`) },
  })
  // The same declaration is the same file, whenever it is asked for.
  return packed(unzipSync(book), untimed)
}
