/** 台账: one register as a list. Paging by key, filters of every kind of field, columns and views kept per person. */
import { Link, useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, DatePicker, Dropdown, Empty, Input, Popover, Select, Space, Table, Tag } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { get, type FieldShape, type MechanismShape, type Page, type Row } from '../api.ts'
import { ActForm, type Doing } from '../kit/act-form.tsx'
import { Export } from '../kit/export.tsx'
import { FieldInput } from '../kit/input.tsx'
import { ProblemBox } from '../kit/problem.tsx'
import { sayDay, useSayValue } from '../kit/value.tsx'
import { useChapters, useDirectory, useMe, useShape } from '../session.tsx'
import { useWords } from '../words.ts'

export interface Asking {
  readonly q?: string
  readonly sort?: string
  readonly on?: string
  /** Field (or `state`, `unit`) → values; ranges as `field.from`, `field.to`. */
  readonly where?: Readonly<Record<string, readonly string[]>>
}
interface Saved {
  readonly columns?: readonly string[]
  readonly views?: Readonly<Record<string, Asking>>
}
/** Kept per person and register, on this machine. */
const useSaved = (login: string, mechanism: string) => {
  const key = `register:${login}:${mechanism}`
  const [saved, set] = useState<Saved>(() => JSON.parse(localStorage.getItem(key) ?? '{}') as Saved)
  return [
    saved,
    (next: Saved) => {
      set(next)
      localStorage.setItem(key, JSON.stringify(next))
    },
  ] as const
}
const queryOf = ({ q, sort, on, where }: Asking): string => {
  const query = new URLSearchParams()
  if (q) query.set('q', q)
  if (sort) query.set('sort', sort)
  if (on) query.set('on', on)
  for (const [name, values] of Object.entries(where ?? {}))
    for (const value of values) query.append(`where.${name}`, value)
  return query.toString()
}
const unshown = new Set(['file', 'document', 'subject', 'snapshot', 'frame', 'prose'])
const unfiltered = new Set(['file', 'document', 'subject', 'snapshot', 'frame'])
const ranged = new Set(['day', 'moment', 'count', 'money'])

const Filter = ({
  field,
  asking,
  onChange,
}: {
  readonly field: FieldShape
  readonly asking: Asking
  readonly onChange: (where: Asking['where']) => void
}) => {
  const { l } = useWords()
  const put = (name: string, values: readonly string[]) => {
    const { [name]: _, ...rest } = asking.where ?? {}
    onChange(values.length ? { ...rest, [name]: values } : rest)
  }
  const at = (name: string) => asking.where?.[name]?.[0]
  if (ranged.has(field.kind) && field.kind !== 'count' && field.kind !== 'money')
    return (
      <label className="filter">
        {l(field.label)}
        <Space>
          {(['from', 'to'] as const).map((end) => (
            <DatePicker
              key={end}
              value={at(`${field.name}.${end}`) ? dayjs(at(`${field.name}.${end}`)) : null}
              onChange={(day) => put(`${field.name}.${end}`, day ? [day.format('YYYY-MM-DD')] : [])}
            />
          ))}
        </Space>
      </label>
    )
  if (ranged.has(field.kind))
    return (
      <label className="filter">
        {l(field.label)}
        <Space>
          {(['from', 'to'] as const).map((end) => (
            <Input
              key={end}
              inputMode="numeric"
              defaultValue={at(`${field.name}.${end}`)}
              onBlur={(event) => put(`${field.name}.${end}`, event.target.value ? [event.target.value] : [])}
            />
          ))}
        </Space>
      </label>
    )
  const single =
    field.kind === 'choices' || field.kind === 'units' ? { ...field, kind: field.kind.slice(0, -1) } : field
  return (
    <label className="filter">
      {l(field.label)}
      <FieldInput
        field={single}
        value={
          field.kind === 'flag'
            ? at(field.name) === undefined
              ? undefined
              : at(field.name) === 'true'
            : at(field.name)
        }
        onChange={(value) => put(field.name, value === undefined ? [] : [String(value)])}
      />
    </label>
  )
}

export const Register = ({ mechanism }: { readonly mechanism: string }) => {
  const { data: shape, error } = useShape(mechanism)
  if (error) return <ProblemBox error={error} />
  return shape ? <List key={mechanism} shape={shape} /> : null
}
const List = ({ shape }: { readonly shape: MechanismShape }) => {
  const { t, l, language } = useWords()
  const { data: me } = useMe()
  const { data: chapters } = useChapters()
  const { unitName, units } = useDirectory()
  const navigate = useNavigate()
  const [saved, save] = useSaved(me!.login, shape.id)
  const [asking, setAsking] = useState<Asking>({ sort: '-opened' })
  const [after, setAfter] = useState<readonly string[]>([])
  const [doing, setDoing] = useState<Doing>()
  const ask = (next: Asking) => {
    setAsking(next)
    setAfter([])
  }
  const query = queryOf(asking)
  const at = after.at(-1)
  const page = useQuery({
    queryKey: ['list', shape.id, query, at],
    queryFn: () => get<Page>(`/${shape.id}?limit=50&${query}${at ? `&after=${at}` : ''}`),
    placeholderData: (before) => before,
  })
  const say = useSayValue(page.data?.linked)
  const counted = useQuery({
    queryKey: ['count', shape.id, query],
    queryFn: () => get<{ readonly count: number; readonly capped: boolean }>(`/${shape.id}/count?${query}`),
  })
  // The first text is the title: it stands in front already.
  const titled = shape.fields.find(({ kind }) => kind === 'text')
  const showable = shape.fields.filter((field) => !unshown.has(field.kind) && field !== titled)
  const columns = saved.columns ?? showable.slice(0, 6).map(({ name }) => name)
  const opens = chapters?.flatMap(({ mechanisms }) => mechanisms).find(({ id }) => id === shape.id)?.opens ?? []
  const sortable = (column: string) => ({
    sorter: true,
    sortOrder:
      asking.sort === column ? ('ascend' as const) : asking.sort === `-${column}` ? ('descend' as const) : null,
  })
  const filtered = Object.keys(asking.where ?? {}).length
  return (
    <>
      <header className="head">
        <h1>{l(shape.name)}</h1>
        <Space wrap className="tools">
          <Input.Search
            allowClear
            placeholder={t('search')}
            onSearch={(q) => ask({ ...asking, ...(q.trim() ? { q: q.trim() } : { q: '' }) })}
          />
          <Select
            allowClear
            className="state"
            aria-label={t('state')}
            placeholder={t('state')}
            value={asking.where?.state?.[0]}
            onChange={(state?: string) => {
              const { state: _, ...rest } = asking.where ?? {}
              ask({ ...asking, where: state ? { ...rest, state: [state] } : rest })
            }}
            options={Object.entries(shape.states).map(([value, label]) => ({ value, label: l(label) }))}
          />
          <Select
            allowClear
            showSearch={{ filterOption: (typed, option) => String(option?.label).includes(typed) }}
            className="unit"
            aria-label={t('units')}
            placeholder={t('units')}
            value={asking.where?.unit?.[0]}
            onChange={(unit?: string) => {
              const { unit: _, ...rest } = asking.where ?? {}
              ask({ ...asking, where: unit ? { ...rest, unit: [unit] } : rest })
            }}
            options={units.map(({ id, short }) => ({ value: id, label: short }))}
          />
          <Popover
            trigger="click"
            placement="bottomRight"
            content={
              <div className="filters">
                {shape.fields
                  .filter(({ kind, personal }) => !unfiltered.has(kind) && !personal)
                  .map((field) => (
                    <Filter
                      key={field.name}
                      field={field}
                      asking={asking}
                      onChange={(where) => ask({ ...asking, ...(where && { where }) })}
                    />
                  ))}
              </div>
            }
          >
            <Button>
              {t('filters')}
              {filtered ? ` ${filtered}` : ''}
            </Button>
          </Popover>
          {filtered > 0 && <Button onClick={() => ask({ ...asking, where: {} })}>{t('clear')}</Button>}
          <Popover
            trigger="click"
            placement="bottomRight"
            content={
              <Checkbox.Group
                className="columns"
                value={[...columns]}
                onChange={(chosen) => save({ ...saved, columns: chosen as string[] })}
                options={showable.map(({ name, label }) => ({ value: name, label: l(label) }))}
              />
            }
          >
            <Button>{t('columns')}</Button>
          </Popover>
          <Dropdown
            menu={{
              items: [
                ...Object.keys(saved.views ?? {}).map((name) => ({ key: name, label: name })),
                { key: '+', label: t('saveView') },
              ],
              onClick: ({ key }) => {
                if (key !== '+') return ask(saved.views![key]!)
                const name = window.prompt(t('saveView'))
                if (name) save({ ...saved, views: { ...saved.views, [name]: asking } })
              },
            }}
          >
            <Button>{t('views')}</Button>
          </Dropdown>
          {opens.length > 0 && (
            <Button onClick={() => navigate({ to: '/$mechanism/import', params: { mechanism: shape.id }, search: {} })}>
              {l(['导入', 'Import'])}
            </Button>
          )}
          <Export path={`/${shape.id}`} query={`${query}&columns=${columns.join(',')}`} />
          <Button onClick={() => window.print()}>{t('print')}</Button>
          {opens.map(({ act, label }, n) => (
            <Button
              key={act}
              type={n === 0 ? 'primary' : 'default'}
              onClick={() =>
                setDoing({
                  path: `/${shape.id}`,
                  offer: {
                    act,
                    label,
                    kind: shape.acts[act]!.kind,
                    ...(shape.acts[act]!.article && { article: shape.acts[act]!.article }),
                  },
                  fields: shape.acts[act]!.fields,
                  opens: true,
                })
              }
            >
              {l(label)}
            </Button>
          ))}
        </Space>
      </header>
      {page.error && <ProblemBox error={page.error} />}
      <Table<Row>
        size="small"
        rowKey="id"
        loading={page.isFetching && !page.data}
        dataSource={[...(page.data?.rows ?? [])]}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Empty description={query === 'sort=-opened' ? t('emptyList') : t('emptyFound')} /> }}
        onChange={(_, __, sorter) => {
          const { columnKey, order } = Array.isArray(sorter) ? sorter[0]! : sorter
          ask({ ...asking, sort: order ? `${order === 'descend' ? '-' : ''}${String(columnKey)}` : '-opened' })
        }}
        columns={[
          {
            key: 'title',
            title: t('title'),
            fixed: 'left',
            width: 320,
            ...sortable('title'),
            render: (_, row) => (
              <Link to="/$mechanism/$id" params={{ mechanism: shape.id, id: row.id }}>
                {row.title || l(shape.name)}
              </Link>
            ),
          },
          {
            title: t('state'),
            width: 140,
            render: (_, row) => (
              <>
                <Tag color={shape.ends.includes(row.state) ? 'default' : 'blue'}>
                  {l(shape.states[row.state] ?? [row.stateName, row.state])}
                </Tag>
                {row.breaches > 0 && <Tag color="red">{`${t('breaches')} ${row.breaches}`}</Tag>}
              </>
            ),
          },
          {
            title: t('units'),
            width: 160,
            render: (_, row) => {
              const names = (row.units ?? []).map(unitName)
              return names.length > 3 ? `${names.slice(0, 3).join('、')}……` : names.join('、')
            },
          },
          {
            key: 'opened',
            title: t('opened'),
            width: 130,
            ...sortable('opened'),
            render: (_, row) => sayDay(row.opened, language),
          },
          ...showable
            .filter(({ name }) => columns.includes(name))
            .map((field) => ({
              key: field.name,
              title: l(field.label),
              align: field.kind === 'count' || field.kind === 'money' ? ('right' as const) : ('left' as const),
              render: (_: unknown, row: Row) => {
                const words = say(field, row.fields[field.name])
                return words.length > 60 ? <span title={words}>{words.slice(0, 60)}……</span> : words
              },
            })),
        ]}
      />
      <footer className="foot">
        <span>
          {counted.data && `${counted.data.count.toLocaleString('zh-CN')}${counted.data.capped ? '+' : ''}`}{' '}
          {language === 'zh' ? '条' : 'rows'}
        </span>
        <Space>
          {after.length > 0 && <Button onClick={() => setAfter([])}>{t('first')}</Button>}
          {page.data?.next && <Button onClick={() => setAfter([...after, page.data.next!])}>{t('next')}</Button>}
        </Space>
      </footer>
      {doing && (
        <ActForm
          doing={doing}
          onClose={() => setDoing(undefined)}
          onDone={(answer) =>
            void navigate({ to: '/$mechanism/$id', params: { mechanism: shape.id, id: answer.case.id } })
          }
        />
      )}
    </>
  )
}
