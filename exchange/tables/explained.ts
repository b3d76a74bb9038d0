/** What each column of a template wants, in words: its heading, its note, and the sheet that explains them all. */
import type { Cell, CellStyle, CellValue, WriteSheet } from 'hucre/xlsx'
import type { Column, Form } from './columns.ts'

const how: Readonly<Record<Column['field']['kind'], string>> = {
  text: '文字',
  prose: '文字，可以换行',
  count: '整数，如12；不写“余”“约”',
  money: '金额，以元为单位，如1234.56；不写“余”“约”',
  day: '日期，如2022-03-01',
  moment: '日期和时刻，如2022-03-01 09:30',
  flag: '填“是”或“否”',
  choice: '从下拉列表中选择',
  choices: '可填几项，用顿号分隔',
  person: '人员姓名；重名的写成姓名（编号）',
  unit: '单位全称；同名的写成全称（代码）',
  units: '单位全称，几个单位用顿号分隔',
  file: '已上传文件的文件名或者SHA-256',
  document: '',
  subject: '',
  link: '所指案卷的标题或者编号',
  serial: '已编的文号，如某府发〔2022〕7号',
  frame: '',
  snapshot: '',
  fingerprint: '',
}
const partHow: Readonly<Record<string, string>> = {
  hash: how.file,
  title: '标题；不填时用文件名',
  mechanism: '台账名称',
  id: '案卷的标题或者编号',
}
/** How a value of the column is written. */
export const hint = ({ id, field, part }: Column): string =>
  id === 'case' ? '案卷的编号，也可以写标题、案号' : part ? partHow[part]! : how[field.kind]
/** Whether every row needs it. */
export const must = ({ needed, asked, of }: Column, acts: readonly string[]): boolean =>
  !of && needed.length > 0 && asked.length === acts.length && needed.length === acts.length
/** The heading as printed: a star where every row needs it, the unit of money. */
export const headingOf = (column: Column, acts: readonly string[]): string =>
  `${must(column, acts) ? '*' : ''}${column.label}${column.field.kind === 'money' ? '（元）' : ''}`
/** In which rows a column is needed, in words. */
export const whenOf = ({ structure, label }: Form, column: Column, acts: readonly string[]): string => {
  const named = (names: readonly string[]) =>
    names.map((name) => `“${structure.acts[name]?.label[0] ?? label}”`).join('、')
  if (column.of) return `发生过${named([column.of])}的才填，${column.needed.length ? '填了就必填' : '选填'}`
  if (column.id === 'named') return '不用填，供核对'
  if (must(column, acts)) return '必填'
  const need = column.needed.length ? `${named(column.needed)}必填` : '选填'
  return column.asked.length < acts.length ? `${need}，只用于${named(column.asked)}` : need
}

const edge = { style: 'thin', color: { rgb: 'BFBFBF' } } as const
/** `later`: of a fact that came later, told apart by its ground. */
export const headed = (required: boolean, later = false): CellStyle => ({
  font: { name: '宋体', size: 11, bold: true, color: { rgb: required ? 'C00000' : '000000' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: later ? 'F3ECDC' : 'DDE8F6' } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  border: { top: edge, bottom: edge, left: edge, right: edge },
})
const told: CellStyle = {
  font: { name: '宋体', size: 11 },
  alignment: { wrapText: true, vertical: 'top', horizontal: 'left' },
  border: { top: edge, bottom: edge, left: edge, right: edge },
}
/** More characters than this across a page can no longer be read. */
const legible = 180
/** Printed across so many pages as it takes to be read; the row of that number, and the first column, on each of them. */
export const printing = (widths: readonly number[], title: number): Pick<WriteSheet, 'pageSetup' | 'headerFooter'> => {
  const pages = Math.ceil(widths.reduce((sum, width) => sum + width, 0) / legible)
  return {
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: pages,
      fitToHeight: 0,
      printTitlesRow: `$${title}:$${title}`,
      ...(pages > 1 && { printTitlesColumn: '$A:$A' }),
      margins: { top: 0.6, bottom: 0.6, left: 0.5, right: 0.5, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
  }
}
const explainedWidths = [24, 34, 38, 44]
/** As a spreadsheet counts: a Chinese character is as wide as two digits. */
const wide = (text: string): number => text.length + (text.match(/[^\u0000-\u00ff]/g)?.length ?? 0)
/** Not every program finds the height of a wrapped row by itself. */
const heightOf = (row: readonly CellValue[]): number =>
  16 * Math.max(...row.map((value, at) => Math.ceil(wide(String(value)) / (explainedWidths[at]! - 2)) || 1))
export const explained = (form: Form, columns: readonly Column[], acts: readonly string[]): WriteSheet => {
  const rows: CellValue[][] = [
    ['栏目', '是否必填', '怎样填', '可选的值'],
    ...columns.map((column): CellValue[] => [
      column.label,
      whenOf(form, column, acts),
      hint(column),
      Object.values(column.field.options ?? {})
        .map(([zh]) => zh)
        .join('、'),
    ]),
  ]
  const cells = rows.flatMap((row, n) =>
    row.map((value, at): [string, Partial<Cell>] => [`${n},${at}`, { value, style: n ? told : headed(false) }]),
  )
  return {
    name: '填表说明',
    columns: explainedWidths.map((width) => ({ width })),
    rows,
    cells: new Map(cells),
    rowDefs: new Map(rows.map((row, n) => [n, { height: heightOf(row) }])),
    freezePane: { rows: 1 },
    ...printing(explainedWidths, 1),
  }
}
