/** A value as a person reads it: names for ids, labels for options, yuan for 分, days in Chinese form. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { FieldShape } from '../api.ts'
import { useDirectory } from '../session.tsx'
import { useWords, type Language } from '../words.ts'

const yuan = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
/** 2022年3月1日; as it stands in English. */
export const sayDay = (day: string, language: Language): string => {
  const [year, month, date] = day.slice(0, 10).split('-').map(Number)
  return language === 'zh' && year && month && date ? `${year}年${month}月${date}日` : day.slice(0, 10)
}
export type Titles = Readonly<Record<string, string>>
export const useSayValue = (titles: Titles = {}) => {
  const { t, l, language } = useWords()
  const { unitName, personName } = useDirectory()
  return (field: FieldShape, given: unknown): string => {
    const one = (value: unknown): string => {
      switch (field.kind) {
        case 'unit':
        case 'units':
          return unitName(String(value))
        case 'person':
          return personName(String(value))
        case 'flag':
          return value ? t('yes') : t('no')
        case 'money':
          return `${yuan.format(Number(value) / 100)}元`
        case 'count':
          // A year is a count like others: up to four digits stand as they are.
          return Number(value) < 10_000 ? String(value) : Number(value).toLocaleString('zh-CN')
        case 'day':
          return sayDay(String(value), language)
        case 'moment':
          return String(value).replace('T', ' ')
        case 'document':
          return (value as { title: string }).title
        case 'frame':
          return (value as { title: string }).title
        case 'link':
          return titles[String(value)] ?? field.label[language === 'zh' ? 0 : 1]
        case 'subject':
          return titles[(value as { id: string }).id] ?? field.label[language === 'zh' ? 0 : 1]
        case 'file':
          return language === 'zh' ? '附件' : 'File'
        default: {
          const option = field.options?.[String(value)]
          return option ? l(option) : String(value)
        }
      }
    }
    return given === undefined || given === null ? '' : Array.isArray(given) ? given.map(one).join('、') : one(given)
  }
}
/** The value with what it leads to: a file to be fetched, a case to be opened. */
export const Value = ({
  field,
  given,
  titles = {},
}: {
  readonly field: FieldShape
  readonly given: unknown
  readonly titles?: Titles
}): ReactNode => {
  const say = useSayValue(titles)
  const { l } = useWords()
  if (given === undefined || given === null) return <span className="none">—</span>
  if (field.kind === 'file') return <a href={`/api/files/${String(given)}`}>{l(field.label)}</a>
  if (field.kind === 'document')
    return <a href={`/api/files/${(given as { hash: string }).hash}`}>{say(field, given)}</a>
  const named =
    field.kind === 'link' && field.to
      ? [{ mechanism: field.to, id: String(given), title: say(field, given) }]
      : field.kind === 'subject'
        ? [{ ...(given as { mechanism: string; id: string }), title: say(field, given) }]
        : field.kind === 'frame'
          ? (given as readonly { mechanism: string; id: string; title: string }[])
          : undefined
  if (named)
    return named.map(({ mechanism, id, title }) => (
      <div key={id}>
        <Link to="/$mechanism/$id" params={{ mechanism, id }}>
          {title}
        </Link>
      </div>
    ))
  return (
    <span
      className={field.kind === 'count' || field.kind === 'money' ? 'number' : field.kind === 'prose' ? 'prose' : ''}
    >
      {say(field, given)}
    </span>
  )
}
