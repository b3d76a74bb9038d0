/** The first look at a file: what its rows stand for, which sheet and headings, which columns; and what this person may import. */
import { transact } from '../../kernel/ledger/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import {
  openings,
  structuresOf,
  unauthorised,
  type Act,
  type Actor,
  type Structure,
} from '../../kernel/procedure/index.ts'
import type { Moment } from '../../kernel/time/index.ts'
import type { OpenHouse } from '../../server/house.ts'
import { outlineApart } from '../sheets/apart.ts'
import { Refused, type Outline, type Source } from '../sheets/refused.ts'
import { correcting, formOf, markedAs, markOf, type Form } from '../tables/columns.ts'
import { guess, heading, mappingOf, type Guessed } from '../tables/headings.ts'
import { Names } from '../tables/names.ts'
import { remember, remembered, type ImportDoc } from './store.ts'
import type { Mapping } from './told.ts'

/** The opening acts that this person may do at all, in this unit. */
export const mayOpen = (m: AnyMechanism, actor: Actor, today: string): string[] =>
  openings(m).filter(
    (name) =>
      unauthorised(
        m,
        m,
        m.acts[name]!,
        { whole: undefined, part: () => undefined, partsOf: () => [] },
        { actor, on: today, body: {} },
        () => true,
      ) === undefined,
  )

/** The form of an import: what opens cases, or one act. Throws Refused where there is no such act any more. */
export const formFor = (m: AnyMechanism, acting: string | undefined): Form => {
  const form = formOf(m, acting)
  if (!form) throw new Refused(`${m.name[0]}没有“${acting}”这一可以按案卷登记的事项`)
  return form
}
/** The acts on what exists that this person's roles may do; whether on that very case is judged row by row. */
export const mayDo = (m: AnyMechanism, actor: Actor): { readonly id: string; readonly label: string }[] => {
  const held = ({ by }: Act) => actor.roles.includes('system') || by.roles.some((role) => actor.roles.includes(role.id))
  const acts = structuresOf<Structure, AnyMechanism>(m).flatMap(([kind, structure]) =>
    Object.entries(structure.acts).flatMap(([name, act]) => {
      const id = kind === undefined ? name : `${kind}/${name}`
      const said = kind === undefined ? act.label[0] : `${structure.name[0]}·${act.label[0]}`
      return held(act) && formOf(m, id) ? [{ id, label: said }] : []
    }),
  )
  const corrects = openings(m).some((name) => held(m.acts[name]!))
  return corrects ? [...acts, { id: correcting, label: formOf(m, correcting)!.label! }] : acts
}
/** The acts that the rows of a form may stand for, for this person. */
const allowedIn = ({ m, acting, acts }: Form, actor: Actor, today: string): readonly string[] =>
  acting === undefined ? mayOpen(m, actor, today) : [...acts.keys()]

/** An import on its way: the house, the register, who imports, and the file. */
export interface Importing {
  readonly house: OpenHouse
  readonly tenant: string
  readonly m: AnyMechanism
  readonly actor: Actor
  readonly id: string
  readonly source: Source
  readonly now?: Moment
  /** Only the operator of the machine says so, on the command line. */
  readonly takeover?: boolean
  readonly signal?: AbortSignal
}
const warningOf = ({ mark }: Outline, { house, m }: Importing, form: Form): string | undefined => {
  if (!mark || mark === markOf(form)) return undefined
  const { mechanism: of } = markedAs(mark)
  return of === m.id
    ? '这份文件用的是旧版模板，栏目可能已有变化，请核对对应关系，或者重新下载模板'
    : `这份文件用的是“${house.mechanisms.get(of)?.name[0] ?? of}”的模板，不是“${m.name[0]}”的，请核对`
}
const listed =
  '这份文件是从列表导出的，列的是案卷现在的情况，不是立案时登记的全部内容，状态等由后来的办理得出的栏目不导入。要搬到另一台机器或者批量核对，请在列表里选“导出→导入用表格”'
/** Under which headings are remembered. */
const keyOf = ({ m, acting }: Form): string => (acting === undefined ? m.id : `${m.id}:${acting}`)
const settingsOf = (guessed: Guessed | undefined, mapping: Mapping | undefined) => ({
  ...(guessed && { header: guessed.header, guesses: guessed.guesses }),
  ...(mapping && { mapping }),
})

/** Looks a file through and guesses how it is to be read: which sheet, which headings, which columns. Throws Refused. */
export const lookThrough = async (
  importing: Importing,
  at: { readonly sheet?: string; readonly header?: number; readonly acting?: string } = {},
): Promise<Pick<ImportDoc, 'acting' | 'outline' | 'sheet' | 'header' | 'guesses' | 'mapping' | 'warning'>> => {
  const { house, tenant, m, actor, source } = importing
  const outline = await outlineApart(source)
  if (!outline.sheets.length) throw new Refused('工作簿里没有可见的工作表')
  const marked = outline.mark === undefined ? undefined : markedAs(outline.mark)
  // A template of ours says itself what its rows are.
  const acting = at.acting ?? (marked?.mechanism === m.id && formOf(m, marked.acting) ? marked.acting : undefined)
  const form = formFor(m, acting)
  const district = await house.district(tenant)
  const names = new Names(district, house.mechanisms, actor)
  const known = await transact(house.pool, tenant, (client) => remembered(client, tenant, actor.unit, keyOf(form)))
  let best: { sheet: string; guessed: Guessed; score: number } | undefined
  for (const { name: sheet, first } of outline.sheets) {
    if (at.sheet !== undefined && at.sheet !== sheet) continue
    const guessed = guess(form, first, names, outline.from1904, known, at.header)
    if (!guessed) continue
    const score = guessed.guesses.reduce((sum, { id, sure }) => sum + (id ? sure : 0), 0)
    if (!best || score > best.score) best = { sheet, guessed, score }
  }
  if (!best) throw new Refused('文件里没有任何数据，请填写后重新上传')
  const today = district.now().slice(0, 10)
  const mapping = mappingOf(form, allowedIn(form, actor, today), best.guessed)
  const warning = warningOf(outline, importing, form)
  const { kind, from1904, mark, sheets } = outline
  const words = warning ?? (best.guessed.listed && acting === undefined ? listed : undefined)
  const shown = { kind, from1904, mark, sheets: sheets.map(({ name }) => name) }
  return {
    ...(acting !== undefined && { acting }),
    outline: shown,
    sheet: best.sheet,
    ...settingsOf(best.guessed, mapping),
    ...(words && { warning: words }),
  }
}

/** Whether a mapping fits the form: every id is a column of it, and none stands twice. */
export const wrongMapping = (form: Form, { columns, fixed, act }: Mapping): string | undefined => {
  const known = new Set(form.columns.map(({ id }) => id))
  const used = columns.filter((id) => id !== null && id !== '#')
  const strange = [...used, ...Object.keys(fixed)].find((id) => !known.has(id!))
  if (strange !== undefined) return `没有“${strange}”这一栏目`
  const twice = used.find((id, at) => used.indexOf(id) !== at)
  if (twice !== undefined) {
    const { label } = form.columns.find(({ id }) => id === twice)!
    return `“${label}”对应了两列，请只留一列`
  }
  return act !== undefined && !form.acts.has(act) ? `没有“${act}”这一行为` : undefined
}
/** Remembers for the unit what each heading means. */
export const rememberHeadings = (importing: Omit<Importing, 'source'>, doc: ImportDoc): Promise<unknown> =>
  transact(importing.house.pool, importing.tenant, (client) =>
    remember(client, importing.tenant, importing.actor.unit, keyOf(formFor(importing.m, doc.acting)), [
      ...new Map(
        (doc.guesses ?? []).flatMap(({ column, heading: text }) =>
          heading(text) ? [[heading(text), doc.mapping?.columns[column] ?? null] as const] : [],
        ),
      ),
    ]),
  )
