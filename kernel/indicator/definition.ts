/** The definition line (口径) beside a figure, derived from its declaration. */
import { cite } from '../law/index.ts'
import { structureOf, type Procedure } from '../procedure/index.ts'
import { addends, type Figure } from './figure.ts'
import type { Condition, Source } from './rows.ts'

type Procedures = ReadonlyMap<string, Procedure>
const system: Readonly<Record<string, string>> = {
  _state: '状态',
  _breached: '有违法',
  _met: '已做到',
  _on: '发生日',
  _opened: '立案日',
  _ended: '办结日',
  _since: '起',
  _until: '止',
  _id: '编号',
  _unit: '办理单位',
  _due: '到期日',
  _metOn: '办理日',
  _late: '逾期',
}

const fieldAt = (procedures: Procedures, source: Source, path: string) => {
  const procedure = procedures.get(source.mechanism)!
  const structure = structureOf(procedure, source.part)!
  const name = path.replace(/^(its|case)\./, '').split('.')[0]!
  const asked =
    source.set === 'did' ? Object.assign({}, ...source.names.map((act) => structure.acts[act]?.asks ?? {})) : {}
  return {
    name,
    field:
      (path.startsWith('case.') ? procedure.record[name] : undefined) ??
      asked[name] ??
      structure.record[name] ??
      procedure.record[name],
    structure,
  }
}
const words = (procedures: Procedures, source: Source, test: Condition): string => {
  const { name, field, structure } = fieldAt(procedures, source, test.column)
  const label = field?.label[0] ?? system[name] ?? name
  const shown = (value: unknown): string =>
    typeof value === 'boolean'
      ? value
        ? '是'
        : '否'
      : (field?.options?.[String(value)]?.[0] ??
        (name === '_state' ? structure.states[String(value)]?.[0] : undefined) ??
        String(value))
  if ('is' in test) return `${label}为${test.is.map(shown).join('或')}`
  if ('isNot' in test) return `${label}不为${test.isNot.map(shown).join('、')}`
  if ('has' in test) return `${label}含${shown(test.has)}`
  if ('given' in test) return test.given ? `已填${label}` : `未填${label}`
  if ('atLeast' in test) return `${label}不小于${test.atLeast}`
  if ('atMost' in test) return `${label}不大于${test.atMost}`
  return `${label}见于（${scope(procedures, test.among)}）`
}
const scope = (procedures: Procedures, source: Source): string => {
  const procedure = procedures.get(source.mechanism)!
  const structure = structureOf(procedure, source.part)!
  const where = source.where.map((test) => words(procedures, source, test))
  const except = source.except.map(({ reason, that }) => `不含${words(procedures, source, that)}的（${reason[0]}）`)
  const rule = source.set === 'owed' ? procedure.owes[source.names[0]!] : undefined
  const set = {
    cases: source.year
      ? `${fieldAt(procedures, source, source.year).field?.label[0]}为本年度的${structure.name[0]}`
      : `期内立案的${structure.name[0]}`,
    did: `期内${structure.name[0]}的“${source.label}”`,
    was: `期末处于“${source.names.map((state) => structure.states[state]?.[0]).join('或')}”的${structure.name[0]}`,
    due: `期内到期的“${source.label}”`,
    owed: `期内依法产生的“${source.label}”${rule?.article ? `（${cite(rule.article)}）` : ''}`,
  }[source.set]
  return [`${procedure.name[0]}·${set}`, ...where, ...except].join('，')
}

/** For example 行政诉讼·期内依法产生的“应当出庭”…；分子：已做到为是；四舍五入到1位小数. */
export const definitionOf = (procedures: Procedures, figure: Figure): string => {
  if (figure.plus)
    return addends(figure)
      .map((one) => definitionOf(procedures, one))
      .join('；加上：')
  const { measure, of, prints } = figure
  const at = (path: string) => fieldAt(procedures, of, path).field?.label[0] ?? system[path] ?? path
  const how = {
    count: () => '计行数',
    distinct: () => `“${at((measure as { column: string }).column)}”相同的只计一次`,
    sum: () => `“${at((measure as { column: string }).column)}”之和`,
    latest: () => `“${at((measure as { column: string }).column)}”的最晚一日`,
    rate: () =>
      `分母为以上各行，分子为其中${words(procedures, of, (measure as { counting: Condition }).counting)}的；四舍五入到${prints.digits ?? 1}位小数，全部做到才记100%`,
    days: () => '起止之间的自然日数',
  }[measure.by]()
  const over = { period: '', previous: '上一年度：', change: '本年度减上一年度：' }[figure.over]
  const printing = prints.over
    ? '；约数只舍不入，有余数才写“余”'
    : prints.in
      ? `；以${prints.in}计，四舍五入到${prints.digits ?? 1}位小数`
      : ''
  return `${over}${scope(procedures, of)}；${how}${printing}`
}
