/** The manual, generated from the declarations: one page per mechanism, and an index. Chinese, Markdown, diagrams as Mermaid. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { definitionOf } from '../kernel/indicator/index.ts'
import { cite, type Article, type Rule } from '../kernel/law/index.ts'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { isParagraph, type Block, type Chip, type Letters } from '../kernel/letter.ts'
import { sayTest, structureOf, type Act, type Structure, type Term } from '../kernel/procedure/index.ts'
import type { Sentence } from '../kernel/report/index.ts'
import type { Fields, Kind } from '../kernel/fields/index.ts'
import type { Found } from './mechanisms.ts'

const kinds: Readonly<Record<Kind, string>> = {
  text: '文字',
  prose: '长文',
  count: '整数',
  money: '金额（分）',
  day: '日期',
  moment: '时刻',
  flag: '是否',
  choice: '单选',
  choices: '多选',
  person: '人员',
  unit: '单位',
  units: '多个单位',
  file: '附件',
  document: '文本',
  subject: '所服务的案卷',
  link: '所指的案卷',
  serial: '文号（由系统编定）',
  frame: '范围（由系统冻结）',
  snapshot: '数字冻结',
  fingerprint: '文字的指纹（由系统得出）',
}
const actKinds: Readonly<Record<string, string>> = { effect: '办理', fact: '记录事实', exception: '例外' }
const seen: Readonly<Record<string, string>> = { public: '公开', district: '全区', parties: '当事单位和主管' }
const units: Readonly<Record<string, string>> = {
  'working days': '个工作日',
  'calendar days': '日',
  months: '个月',
  hours: '小时',
}
const under = (article: Article | undefined): string => (article ? cite(article) : '')
const row = (...cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
const table = (head: readonly string[], rows: readonly string[]): string =>
  rows.length ? `${row(...head)}\n${row(...head.map(() => '---'))}\n${rows.join('\n')}\n` : '（无）\n'

const fieldRows = (fields: Fields): string[] =>
  Object.entries(fields).map(([name, { kind, label, how, options }]) =>
    row(
      label[0],
      name,
      `${kinds[kind]}${
        options
          ? `：${Object.values(options)
              .map(([zh]) => zh)
              .join('、')}`
          : ''
      }`,
      how.optional ? '可不填' : '必填',
      how.personal ? '个人信息' : seen[how.seen ?? 'parties']!,
    ),
  )
const reckoned = (rule: Rule): string =>
  rule.editions
    .map(
      (edition) =>
        `${rule.editions.length > 1 ? `自${edition.since}：` : ''}${edition.count === null ? '待核' : `${edition.count}${units[edition.unit]}`}`,
    )
    .join('；') + (rule.status === 'unverified' ? '（待核，区可自定）' : '')
const limitOf = ({ limit }: Term): string =>
  limit.is === 'rule'
    ? reckoned(limit.rule)
    : limit.is === 'day'
      ? `字段“${limit.field}”所定之日`
      : `“${limit.year}”${limit.plus ? `后第${limit.plus}年` : '当年'}的${limit.month}月${limit.day}日`
const anchorOf = (structure: Structure, m: AnyMechanism, { limit }: Term): string => {
  if (limit.is !== 'rule') return '—'
  const names = limit.after.map(
    (name) =>
      (structure.acts[name] ?? m.acts[name])?.label[0] ?? (structure.record[name] ?? m.record[name])?.label[0] ?? name,
  )
  return names.length > 1 ? `${names.join('、')}中${limit.first ? '最早' : '最近'}的` : names[0]!
}

/** A state diagram; an act that opens comes from the start mark, one that stays is left out. */
const diagram = (structure: Structure): string => {
  const lines = Object.entries(structure.acts).flatMap(([, act]) => {
    if (act.to === undefined) return []
    const from =
      act.from === undefined
        ? ['[*]']
        : typeof act.from === 'symbol'
          ? Object.keys(structure.states).filter((state) => !structure.ends.includes(state))
          : act.from
    return from.map((state) => `  ${state} --> ${act.to}: ${act.label[0]}`)
  })
  return `\`\`\`mermaid\nstateDiagram-v2\n${Object.entries(structure.states)
    .map(([state, [zh]]) => `  state "${zh}" as ${state}`)
    .join('\n')}\n${lines.join('\n')}\n${structure.ends.map((state) => `  ${state} --> [*]`).join('\n')}\n\`\`\`\n`
}
const who = (act: Act, structure: Structure, m: AnyMechanism): string => {
  if (act.by.clock) return `系统（“${structure.terms[act.by.clock]?.label[0]}”届满后）`
  const not = act.by.not.map(
    (name) =>
      (structure.acts[name] ?? m.acts[name])?.label[0] ?? (structure.record[name] ?? m.record[name])?.label[0] ?? name,
  )
  return `${act.by.roles.map((role) => role.label[0]).join('、')}${not.length ? `，但不得是办过“${not.join('”“')}”的人${under(act.by.article) && `（${under(act.by.article)}）`}` : ''}`
}
const actRows = (structure: Structure, m: AnyMechanism): string[] =>
  Object.entries(structure.acts).map(([name, act]) =>
    row(
      act.label[0],
      actKinds[act.kind]!,
      act.from === undefined
        ? '（立案）'
        : typeof act.from === 'symbol'
          ? '未办结'
          : act.from.map((state) => structure.states[state]?.[0]).join('、'),
      act.to ? (structure.states[act.to]?.[0] ?? '') : '不变',
      who(act, structure, m),
      Object.values(act.asks)
        .map(({ label, how }) => `${label[0]}${how.optional ? '（可不填）' : ''}`)
        .join('、'),
      act.requires
        .map(
          ({ test, article }) =>
            `${sayTest(test, { structure, procedure: m, act: name })}${article ? `（${cite(article)}）` : ''}`,
        )
        .join('；'),
      under(act.article),
    ),
  )
const termRows = (structure: Structure, m: AnyMechanism): string[] =>
  Object.values(structure.terms).map((term) =>
    row(
      term.label[0],
      term.side === 'ceiling' ? '不得晚于' : '不得早于',
      limitOf(term),
      anchorOf(structure, m, term),
      term.until.map((act) => structure.acts[act]?.label[0]).join('、'),
      under(term.article),
    ),
  )
const chapterOf = (structure: Structure, m: AnyMechanism, level: string): string => `${level} 字段
${table(['名称', '字段', '类型', '填写', '可见'], fieldRows(structure.record))}
${level} 程序
${diagram(structure)}
${table(['行为', '性质', '由', '到', '谁可以办', '所需材料', '前提', '依据'], actRows(structure, m))}
${level} 期限
${table(['期限', '方向', '长度', '起算', '约束的行为', '依据'], termRows(structure, m))}`

const chipLabel = (m: AnyMechanism, { label, part, act, chip }: Chip): string => {
  const structure = structureOf(m, part)!
  const of = act === undefined || chip === 'on' ? '' : `${structure.acts[act]!.label[0]}·`
  return `〔${part === undefined ? '' : `${structure.name[0]}·`}${of}${label[0]}〕`
}
const letterLines = (m: AnyMechanism, blocks: readonly Block[]): string[] => {
  const told = ({ pieces }: Sentence<Chip>): string =>
    pieces.map((piece) => (typeof piece === 'string' ? piece : chipLabel(m, piece))).join('')
  return blocks.flatMap((block): string[] => {
    if (isParagraph(block)) return [`- ${block.map(told).join('')}`]
    if ('heading' in block) return [`- ${'*'.repeat(2)}${block.heading}${'*'.repeat(2)}`]
    if ('table' in block) return [`- 表，逐条列出：${block.columns.map((chip) => chipLabel(m, chip)).join('')}`]
    if ('each' in block) return [`- 逐条写出：${block.says.map(told).join('')}`]
    if ('facts' in block) return [`- 表：${block.facts.map((chip) => chipLabel(m, chip)).join('')}`]
    if ('papers' in block) return ['- 卷内材料目录，逐件列出']
    if ('when' in block) {
      const acts = block.when.map(({ act, part }) => structureOf(m, part)!.acts[act]!.label[0]).join('、')
      return letterLines(m, block.says).map((line) => `- （${acts}时）${line.slice(2)}`)
    }
    return [`- ${told(block)}`]
  })
}
/** What each letter says, with its bound fields in brackets. */
const lettersPart = (m: AnyMechanism, letters: Letters | undefined): string =>
  letters
    ? `\n## 文书\n${Object.entries(letters)
        .map(([name, { label, upon, about, body }]) => {
          const acts = upon.map(({ act }) => structureOf(m, about)!.acts[act]!.label[0]).join('、')
          return `### ${label[0]}（${name}）\n\n${acts ? `随“${acts}”出具。` : '随时可以打印。'}\n\n${letterLines(m, body).join('\n')}\n`
        })
        .join('\n')}`
    : ''

export const manualPage = (m: AnyMechanism, found: Found): string => `# ${m.name[0]}

台账编号 \`${m.id}\`。由声明生成，请勿手工修改。

${chapterOf(m, m, '##')}
${Object.values(m.parts)
  .map((part) => `## 组成部分：${part.name[0]}\n${chapterOf(part, m, '###')}`)
  .join('\n')}
${m.never.length ? `## 绝不会发生\n${m.never.map(({ act, without }) => `- ${m.acts[act]?.label[0]}：${sayTest(without.test, { structure: m, procedure: m })}`).join('\n')}\n` : ''}
## 指标
${table(
  ['指标', '编号', '口径'],
  Object.entries(m.indicators).map(([key, figure]) =>
    row(figure.label[0], `${m.id}.${key}`, definitionOf(found.mechanisms, figure)),
  ),
)}
## 年度报告中的句子
${m.report.length ? m.report.map(({ pieces }) => `- ${pieces.map((piece) => (typeof piece === 'string' ? piece : 'rows' in piece ? '〔逐条列出〕' : `〔${piece.label[0]}〕`)).join('')}`).join('\n') : '（无）'}
${lettersPart(m, found.letters.get(m.id))}`

export const writeManual = async (
  found: Found,
  folder: string,
  print: (text: string) => Promise<void>,
): Promise<void> => {
  await mkdir(folder, { recursive: true })
  const index = found.chapters
    .filter(({ mechanisms }) => mechanisms.length)
    .map(
      ({ name, mechanisms }) => `## ${name[0]}\n${mechanisms.map((m) => `- [${m.name[0]}](${m.id}.md)`).join('\n')}\n`,
    )
  await writeFile(join(folder, 'README.md'), `# 手册\n\n由声明生成：\`npm run manual\`。\n\n${index.join('\n')}`)
  for (const m of found.mechanisms.values()) await writeFile(join(folder, `${m.id}.md`), manualPage(m, found))
  await print(`已写入${found.mechanisms.size + 1}页：${folder}\n`)
}
