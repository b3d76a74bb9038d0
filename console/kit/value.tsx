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
export const useSayValue = () => {
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
          return Number(value).toLocaleString('zh-CN')
        case 'day':
          return sayDay(String(value), language)
        case 'moment':
          return String(value).replace('T', ' ')
        case 'document':
          return (value as { title: string }).title
        case 'frame':
          return (value as { title: string }).title
        case 'subject':
          return (value as { mechanism: string }).mechanism
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
export const Value = ({ field, given }: { readonly field: FieldShape; readonly given: unknown }): ReactNode => {
  const say = useSayValue()
  if (given === undefined || given === null) return <span className="none">—</span>
  if (field.kind === 'file') return <a href={`/api/files/${String(given)}`}>{field.label[0]}</a>
  if (field.kind === 'document')
    return <a href={`/api/files/${(given as { hash: string }).hash}`}>{say(field, given)}</a>
  if (field.kind === 'link' && field.to)
    return (
      <Link to="/$mechanism/$id" params={{ mechanism: field.to, id: String(given) }}>
        {field.label[0]}
      </Link>
    )
  if (field.kind === 'subject') {
    const { mechanism, id } = given as { mechanism: string; id: string }
    return (
      <Link to="/$mechanism/$id" params={{ mechanism, id }}>
        {field.label[0]}
      </Link>
    )
  }
  return <span className={field.kind === 'count' || field.kind === 'money' ? 'number' : ''}>{say(field, given)}</span>
}
