/** A row of a table as the act it stands for: its day and its body, or what is wrong in which cell. */
import type { Fields, Values } from '../../kernel/fields/index.ts'
import { isUuid } from '../../kernel/ledger/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import type { SheetCell, SheetRow } from '../sheets/refused.ts'
import type { Column, Form } from './columns.ts'
import type { Names, Target } from './names.ts'
import type { Mapping } from '../imports/told.ts'
import { registerKey } from './names.ts'
import { readDay } from './numbers.ts'
import { plain } from './text.ts'
import { cellText, isBlank, readCell } from './values.ts'

/** What is wrong: `column` counts from 0 in the sheet; nothing where no cell is to blame. */
export type Fault = { readonly column: number | undefined; readonly field: string; readonly words: string }
/** An act, its day and what it says. */
export interface Done {
  readonly act: string
  readonly on: Day
  readonly body: Values
}
export interface Told extends Done {
  /** Whether the row says the day itself. */
  readonly dated: boolean
  /** The case or part on which it is done, where it opens none. */
  readonly target?: Target
  /** The case that the row was exported from. */
  readonly known?: string
  /** Facts that came later, in the order of their days. */
  readonly later?: readonly Done[]
}

/** Reads rows of one sheet in one mapping. */
export class RowReader {
  readonly columns: readonly Column[]
  /** What the row itself is about, and what is told of each later fact. */
  readonly #own: readonly Column[]
  readonly #groups: readonly (readonly [act: string, columns: readonly Column[]])[]
  readonly #place = new Map<string, number>()
  readonly #read = new Map<string, ReturnType<typeof readCell>>()
  readonly #ordinal: number
  constructor(
    readonly form: Form,
    readonly mapping: Mapping,
    readonly names: Names,
    readonly today: Day,
    readonly from1904: boolean,
  ) {
    for (const [at, id] of mapping.columns.entries()) if (id && !this.#place.has(id)) this.#place.set(id, at)
    this.columns = form.columns
    this.#own = form.columns.filter(({ id, of }) => !of && !['act', 'on', 'case', 'named'].includes(id))
    this.#groups = [...form.later.keys()].flatMap((act) => {
      const group = form.columns.filter(({ id, of }) => of === act && (this.#place.has(id) || id in mapping.fixed))
      return group.length ? [[act, form.columns.filter(({ of }) => of === act)] as const] : []
    })
    this.#ordinal = mapping.columns.indexOf('#')
  }
  /** Where in the sheet a field stands; of a field in parts, the first of them. */
  placeOf(field: string): number | undefined {
    return this.#place.get(field) ?? [...this.#place].find(([id]) => id.startsWith(`${field}.`))?.[1]
  }
  cellOf(row: SheetRow, id: string): SheetCell | undefined {
    const at = this.#place.get(id)
    return at === undefined ? this.mapping.fixed[id] : row.cells[at]
  }
  /** The files and cases that a row names, for `Names.prefetch`. */
  mentions(row: SheetRow, files: string[], cases: (readonly [string, string])[]): void {
    const { m, acting, target } = this.form
    const named = this.cellOf(row, 'case')
    if (named !== undefined && named !== null && (acting !== undefined || isUuid(cellText(named))))
      cases.push([registerKey(m.id, target), cellText(named)])
    for (const { id, field, part } of this.columns) {
      if (field.kind !== 'file' && field.kind !== 'link' && part !== 'hash' && part !== 'id') continue
      const cell = this.cellOf(row, id)
      if (typeof cell !== 'string') continue
      const register = field.kind === 'link' ? field.to : part === 'id' ? this.#servedBy(row, id) : undefined
      if (register !== undefined) cases.push([register, cell])
      else if (part !== 'id' && field.kind !== 'link') files.push(cell)
    }
  }
  /** Whether a row is no data: the example of a template, a sum, a line for signatures. */
  skipped(row: SheetRow): string | undefined {
    const first = row.cells.find((cell) => !isBlank(cell, 'text'))
    const text = typeof first === 'string' ? plain(first) : ''
    const ordinal = this.#ordinal >= 0 ? row.cells[this.#ordinal] : undefined
    if (typeof ordinal === 'string' && /^(示例|样例|例)/.test(plain(ordinal))) return '示例行'
    if (/^(合计|总计|小计|共计|累计)/.test(text)) return '合计行'
    const filled = row.cells.filter((cell) => !isBlank(cell, 'text')).length
    if (
      /^(填表人|填报人|制表人?|审核人|填报单位|填表单位|联系人|联系电话|填表说明|填报说明|说明:|注:|备注:)/.test(text)
    )
      return filled <= 4 ? '表尾或者说明' : undefined
    if (this.#ordinal >= 0 && filled === 1 && ordinal !== null && ordinal !== undefined) return '只有序号'
    return this.form.acting !== undefined && !this.#isFilledIn(row) ? '没有填写' : undefined
  }
  /** A template names the open cases beforehand: a row in which nothing was added says nothing. */
  #isFilledIn({ cells }: SheetRow): boolean {
    return this.mapping.columns.some(
      (id, at) => id !== null && id !== '#' && id !== 'case' && id !== 'named' && !isBlank(cells[at], 'text'),
    )
  }
  /** The register that stands beside the case of a subject. */
  #servedBy(row: SheetRow, id: string): string | undefined {
    const cell = this.cellOf(row, id.replace(/\.id$/, '.mechanism'))
    const read = isBlank(cell, 'text') ? undefined : this.names.register(cellText(cell))
    return read && 'value' in read ? read.value : undefined
  }
  #readCached(column: Column, cell: SheetCell, on: Day): ReturnType<typeof readCell> {
    const around = {
      names: this.names,
      on,
      from1904: this.from1904,
      money: this.mapping.units[column.id] ?? ('元' as const),
    }
    const cached = cell instanceof Date || (column.field.kind !== 'text' && column.field.kind !== 'prose')
    if (!cached) return readCell(column, cell, around)
    const dated = column.field.kind === 'unit' || column.field.kind === 'units' ? on : ''
    const key = `${column.id}\u0000${dated}\u0000${typeof cell}\u0000${cell instanceof Date ? cell.getTime() : String(cell)}`
    let found = this.#read.get(key)
    if (!found) {
      if (this.#read.size > 20_000) this.#read.clear()
      this.#read.set(key, (found = readCell(column, cell, around)))
    }
    return found
  }
  /** The act a row stands for, or everything that is wrong with its form. */
  read(row: SheetRow): Told | readonly Fault[] {
    const faults: Fault[] = []
    const fault = (field: string, words: string): void =>
      void faults.push({ column: this.placeOf(field), field, words })
    const act = this.#actOf(row, fault)
    const on = this.#dayOf(row, act, fault)
    const target = this.#targetOf(row, fault)
    const body = this.#bodyOf(row, act, on ?? this.today, this.#own, '', fault)
    if (act) this.#complete(row, this.form.acts.get(act)!, body, '')
    const later = this.#laterOf(row, fault)
    const exported = cellText(this.cellOf(row, 'case'))
    const here = !target && isUuid(exported) ? this.names.target(this.form.m.id, undefined, exported) : undefined
    const known = here && 'value' in here ? here.value.case : undefined
    if (!faults.length && act && on)
      return {
        act,
        on,
        body,
        dated: !isBlank(this.cellOf(row, 'on'), 'day'),
        ...(target && { target }),
        ...(known && { known }),
        ...(later.length && { later }),
      }
    return faults.sort((a, b) => (a.column ?? -1) - (b.column ?? -1))
  }
  /** The facts that came later and are told in this row. */
  #laterOf(row: SheetRow, fault: (field: string, words: string) => void): Done[] {
    const found: Done[] = []
    for (const [act, group] of this.#groups) {
      const said = ({ id, field }: Column) => this.#place.has(id) && !isBlank(this.cellOf(row, id), field.kind)
      if (!group.some(said)) continue
      const cell = this.cellOf(row, `${act}/on`)
      const { label } = group[0]!
      const day = isBlank(cell, 'day') ? { wrong: '必填' } : readDay(cell!, this.from1904)
      if ('wrong' in day) fault(`${act}/on`, `${label}：${day.wrong}`)
      const on = 'value' in day ? day.value : this.today
      const body = this.#bodyOf(row, act, on, group.slice(1), `${act}/`, fault)
      this.#complete(row, this.form.later.get(act)!, body, `${act}/`)
      found.push({ act, on, body })
    }
    return found.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  }
  #targetOf(row: SheetRow, fault: (field: string, words: string) => void): Target | undefined {
    const { m, acting, target } = this.form
    if (acting === undefined) return undefined
    const cell = this.cellOf(row, 'case')
    const read = isBlank(cell, 'text') ? { wrong: '必填' } : this.names.target(m.id, target, cellText(cell))
    if ('value' in read) return read.value
    fault('case', `案卷编号：${read.wrong}`)
    return undefined
  }
  #bodyOf(
    row: SheetRow,
    act: string | undefined,
    on: Day,
    columns: readonly Column[],
    prefix: string,
    fault: (field: string, words: string) => void,
  ): Record<string, unknown> {
    const body: Record<string, unknown> = {}
    for (const column of columns) {
      const { id, label, field } = column
      const cell = this.cellOf(row, id)
      if (isBlank(cell, field.kind)) {
        if (act && column.needed.includes(act) && column.part !== 'title') fault(id, `${label}：必填`)
        continue
      }
      if (act && !column.asked.includes(act)) {
        // A text that stands in every row is meant for those that ask it.
        if (this.#place.has(id))
          fault(id, `${label}：“${this.form.structure.acts[act]?.label[0] ?? this.form.label}”不填这一项，请清空`)
        continue
      }
      const served = column.part === 'id' ? this.#servedBy(row, id) : undefined
      const read =
        served === undefined || isUuid(cellText(cell))
          ? this.#readCached(column, cell!, on)
          : this.names.case(served, cellText(cell))
      if ('wrong' in read) fault(id, `${label}：${read.wrong}`)
      else if (column.part) {
        const name = id.slice(prefix.length, id.lastIndexOf('.'))
        body[name] = { ...(body[name] as object | undefined), [column.part]: read.value }
      } else body[id.slice(prefix.length)] = read.value
    }
    return body
  }
  #actOf(row: SheetRow, fault: (field: string, words: string) => void): string | undefined {
    const column = this.columns.find(({ id }) => id === 'act')
    if (!column) return [...this.form.acts.keys()][0]
    const cell = this.cellOf(row, 'act')
    if (isBlank(cell, 'choice')) {
      if (!this.mapping.act) fault('act', `${column.label}：必填`)
      return this.mapping.act
    }
    const read = this.#readCached(column, cell!, this.today)
    if ('value' in read) return read.value as string
    fault('act', `${column.label}：${read.wrong}`)
    return undefined
  }
  #dayOf(row: SheetRow, act: string | undefined, fault: (field: string, words: string) => void): Day | undefined {
    const cell = this.cellOf(row, 'on')
    if (isBlank(cell, 'day')) {
      const needed = act === undefined ? [] : this.columns.find(({ id }) => id === 'on')!.needed
      if (!act || !needed.includes(act)) return this.today
      fault('on', '发生日期：必填')
      return undefined
    }
    const read = readDay(cell!, this.from1904)
    if ('value' in read) return read.value
    fault('on', `发生日期：${read.wrong}`)
    return undefined
  }
  /** A document without a title is called as its file is. */
  #complete(row: SheetRow, asks: Fields, body: Record<string, unknown>, prefix: string): void {
    for (const [name, field] of Object.entries(asks)) {
      const value = body[name] as { hash?: string; title?: string } | undefined
      if (field.kind !== 'document' || !value?.hash || value.title) continue
      const cell = this.cellOf(row, `${prefix}${name}.hash`)
      body[name] = { ...value, title: String(cell).replace(/\.[a-z0-9]{1,5}$/i, '') }
    }
  }
}
