/** One input for each kind of field. What is chosen is what the field holds: ids, options, hashes, 分. */
import { DatePicker, Input, InputNumber, Progress, Select, Upload, Button } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { get, upload, type FieldShape, type Page } from '../api.ts'
import { useQuery } from '@tanstack/react-query'
import { useDirectory } from '../session.tsx'
import { useWords } from '../words.ts'
import { ProblemBox } from './problem.tsx'

interface Given {
  readonly field: FieldShape
  readonly value?: unknown
  readonly onChange?: (value: unknown) => void
  readonly id?: string
  /** Where no label of a form names it. */
  readonly label?: string
}
const found = (typed: string, option: { readonly label?: unknown } | undefined): boolean =>
  String(option?.label ?? '').includes(typed)

const FileInput = ({ field, value, onChange, id }: Given) => {
  const { t } = useWords()
  const [part, setPart] = useState<number>()
  const [wrong, setWrong] = useState<unknown>()
  const [name, setName] = useState<string>()
  const send = async (file: File) => {
    setWrong(undefined)
    setPart(0)
    setName(file.name)
    try {
      const { hash } = await upload(file, setPart)
      onChange?.(field.kind === 'document' ? { hash, title: file.name.replace(/\.[^.]+$/, '') } : hash)
    } catch (error) {
      setWrong(error)
    } finally {
      setPart(undefined)
    }
  }
  return (
    <>
      <Upload
        {...(id && { id })}
        showUploadList={false}
        beforeUpload={(file) => {
          void send(file)
          return false
        }}
      >
        <Button>{t('upload')}</Button>
      </Upload>
      {part !== undefined && <Progress percent={Math.round(part * 100)} size="small" />}
      {part === undefined && value !== undefined && !wrong && (
        <span className="uploaded">
          {t('uploaded')} {name}
        </span>
      )}
      {wrong !== undefined && <ProblemBox error={wrong} />}
    </>
  )
}
const LinkInput = ({ field, value, onChange, id, label }: Given) => {
  const [typed, setTyped] = useState('')
  const { data } = useQuery({
    queryKey: ['link', field.to, typed],
    queryFn: () =>
      get<Page>(`/${field.to!}?limit=50&sort=-latest${typed.trim() ? `&q=${encodeURIComponent(typed.trim())}` : ''}`),
    enabled: field.to !== undefined,
  })
  return (
    <Select
      {...(id && { id })}
      {...(label && { 'aria-label': label })}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value as string}
      {...(onChange && { onChange })}
      allowClear
      options={(data?.rows ?? []).map((row) => ({ value: row.id, label: `${row.title}（${row.stateName}）` }))}
    />
  )
}
/** The input of a field for a form; `value` and `onChange` come from the form. */
export const FieldInput = (given: Given) => {
  const { field, value, onChange, id, label } = given
  const { l, t } = useWords()
  const { units, people, unitName } = useDirectory()
  const change = (now: unknown) => onChange?.(now === '' || now === null ? undefined : now)
  const named = { ...(id && { id }), ...(label && { 'aria-label': label }) }
  const chosen = (options: { readonly value: unknown; readonly label: string }[], several = false) => (
    <Select
      {...named}
      {...(several && { mode: 'multiple' as const })}
      showSearch={{ filterOption: found }}
      allowClear
      value={value as string}
      onChange={(now: unknown) => change(Array.isArray(now) && !now.length ? undefined : now)}
      options={options as { value: string; label: string }[]}
    />
  )
  switch (field.kind) {
    case 'prose':
      return (
        <Input.TextArea {...named} rows={4} value={value as string} onChange={(event) => change(event.target.value)} />
      )
    case 'count':
      return <InputNumber {...named} min={0} precision={0} value={value as number} onChange={change} />
    case 'money':
      return (
        <InputNumber
          {...named}
          min={0}
          precision={2}
          suffix={l(['元', 'yuan'])}
          value={value === undefined ? null : Number(value) / 100}
          onChange={(now) => change(now === null ? undefined : Math.round(Number(now) * 100))}
        />
      )
    case 'day':
      return (
        <DatePicker
          {...named}
          value={value ? dayjs(value as string) : null}
          onChange={(day) => change(day?.format('YYYY-MM-DD'))}
        />
      )
    case 'moment':
      return (
        <DatePicker
          {...named}
          showTime={{ format: 'HH:mm' }}
          value={value ? dayjs(value as string) : null}
          onChange={(at) => change(at?.format('YYYY-MM-DDTHH:mm'))}
        />
      )
    case 'flag':
      return chosen([
        { value: true, label: t('yes') },
        { value: false, label: t('no') },
      ])
    case 'choice':
    case 'choices':
      return chosen(
        Object.entries(field.options ?? {}).map(([key, label]) => ({ value: key, label: l(label) })),
        field.kind === 'choices',
      )
    case 'unit':
    case 'units':
      return chosen(
        units.filter(({ until }) => until === undefined).map((unit) => ({ value: unit.id, label: unit.name })),
        field.kind === 'units',
      )
    case 'person':
      return chosen(
        people.map((person) => ({
          value: person.id,
          label: `${person.name}（${person.units.map(unitName).join('、')}）`,
        })),
      )
    case 'file':
    case 'document':
      return <FileInput {...given} />
    case 'link':
      return <LinkInput {...given} />
    default:
      return <Input {...named} value={value as string} onChange={(event) => change(event.target.value)} />
  }
}
/** Fields that nobody types: the system fills them in. */
export const isFilledIn = ({ kind, given }: FieldShape): boolean =>
  ['serial', 'frame', 'snapshot', 'fingerprint', 'subject'].includes(kind) && !given
