/** Filters of a register, one input for each kind of field: ranges for days and numbers, words for texts, one of its options, or whether there is one at all. */
import { DatePicker, Input, Space } from 'antd'
import dayjs from 'dayjs'
import type { FieldShape, MechanismShape } from '../api.ts'
import { useWords } from '../words.ts'
import { FieldInput } from './input.tsx'

/** Field (or `state`, `unit`) → values; `field.from`, `field.to`, `field.has`, `field.given`. */
export type Where = Readonly<Record<string, readonly string[]>>
const days = new Set(['day', 'moment'])
const numbers = new Set(['count', 'money'])
const texts = new Set(['text', 'prose', 'serial'])
const present = new Set(['file', 'document', 'subject', 'snapshot', 'frame'])

const Filter = ({
  field,
  where,
  onChange,
}: {
  readonly field: FieldShape
  readonly where: Where
  readonly onChange: (where: Where) => void
}) => {
  const { l, language } = useWords()
  const put = (name: string, value: string | undefined) => {
    const { [name]: _, ...rest } = where
    onChange(value === undefined || value === '' ? rest : { ...rest, [name]: [value] })
  }
  const at = (name: string): string | undefined => where[name]?.[0]
  const { name, kind } = field
  const ends = [`${name}.from`, `${name}.to`]
  // Money is kept in 分 and asked for in 元.
  const scale = kind === 'money' ? 100 : 1
  const input = days.has(kind) ? (
    <Space>
      {ends.map((end) => (
        <DatePicker
          key={end}
          aria-label={`${l(field.label)} ${end.endsWith('from') ? '≥' : '≤'}`}
          value={at(end) ? dayjs(at(end)) : null}
          onChange={(day) =>
            put(
              end,
              day?.format(kind === 'day' ? 'YYYY-MM-DD' : end.endsWith('to') ? 'YYYY-MM-DDT23:59' : 'YYYY-MM-DDT00:00'),
            )
          }
        />
      ))}
    </Space>
  ) : numbers.has(kind) ? (
    <Space>
      {ends.map((end) => (
        <Input
          key={`${end}${at(end) ?? ''}`}
          aria-label={`${l(field.label)} ${end.endsWith('from') ? '≥' : '≤'}`}
          prefix={end.endsWith('from') ? '≥' : '≤'}
          suffix={kind === 'money' ? l(['元', 'yuan']) : ''}
          inputMode="decimal"
          defaultValue={at(end) === undefined ? '' : String(Number(at(end)) / scale)}
          onBlur={({ target: { value } }) =>
            put(end, value.trim() && Number.isFinite(Number(value)) ? String(Math.round(Number(value) * scale)) : '')
          }
        />
      ))}
    </Space>
  ) : texts.has(kind) ? (
    <Input
      key={at(`${name}.has`) ?? ''}
      allowClear
      aria-label={l(field.label)}
      defaultValue={at(`${name}.has`)}
      placeholder={language === 'zh' ? '含有' : 'Has'}
      onBlur={({ target: { value } }) => put(`${name}.has`, value.trim())}
      onPressEnter={({ currentTarget: { value } }) => put(`${name}.has`, value.trim())}
    />
  ) : present.has(kind) ? (
    <FieldInput
      label={l(field.label)}
      field={{ ...field, kind: 'flag' }}
      value={at(`${name}.given`) === undefined ? undefined : at(`${name}.given`) === 'true'}
      onChange={(value) => put(`${name}.given`, value === undefined ? undefined : String(value))}
    />
  ) : (
    <FieldInput
      label={l(field.label)}
      field={kind === 'choices' || kind === 'units' ? { ...field, kind: kind.slice(0, -1) } : field}
      value={kind === 'flag' && at(name) !== undefined ? at(name) === 'true' : at(name)}
      onChange={(value) => put(name, value === undefined ? undefined : String(value))}
    />
  )
  return (
    <div className="filter" role="group" aria-label={l(field.label)}>
      <span>
        {l(field.label)}
        {present.has(kind) && (language === 'zh' ? '（有无）' : ' (given)')}
      </span>
      {input}
    </div>
  )
}
/** The days that every case has, and every field that is no personal value. */
export const Filters = ({
  shape,
  where,
  onChange,
}: {
  readonly shape: MechanismShape
  readonly where: Where
  readonly onChange: (where: Where) => void
}) => {
  const { t } = useWords()
  const own = (name: string, label: FieldShape['label'], kind = 'day'): FieldShape => ({
    name,
    kind,
    label,
    optional: true,
    personal: false,
  })
  const fields = [
    own('opened', ['立案日', 'Opened']),
    own('ended', ['办结日', 'Ended']),
    own('breached', ['违法记录数', 'Breaches'], 'count'),
    ...shape.fields.filter(({ personal }) => !personal),
  ]
  return (
    <div className="filters" aria-label={t('filters')} role="region" tabIndex={0}>
      {fields.map((field) => (
        <Filter key={field.name} field={field} where={where} onChange={onChange} />
      ))}
    </div>
  )
}
