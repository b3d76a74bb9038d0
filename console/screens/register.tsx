/** 台账: one register as a list: units on the left, rows on the right, paged by key; columns and views kept per person. */
import { Link, useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Empty, Input, Popover, Select, Skeleton, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { get, type MechanismShape, type Page, type Row } from '../api.ts'
import { ActForm, type Doing } from '../kit/act-form.tsx'
import { Bulk } from '../kit/bulk.tsx'
import { Export } from '../kit/export.tsx'
import { Filters, type Where } from '../kit/filters.tsx'
import { usePrinting } from '../kit/printing.ts'
import { ProblemBox } from '../kit/problem.tsx'
import { useSetting } from '../kit/settings.ts'
import { UnitTree } from '../kit/unit-tree.tsx'
import { sayDay, useSayValue } from '../kit/value.tsx'
import { Views, type Arranged, type Asking, type View } from '../kit/views.tsx'
import { useChapters, useDirectory, useMe, useShape } from '../session.tsx'
import { useWords } from '../words.ts'

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
const mostChosen = 200
const mostPrinted = 2000

export const Register = ({ mechanism }: { readonly mechanism: string }) => {
  const { data: shape, error } = useShape(mechanism)
  const [arranged, keep] = useSetting<Arranged>(`register.${mechanism}`)
  if (error) return <ProblemBox error={error} />
  if (!shape || !arranged) return <Skeleton active />
  return <List key={mechanism} shape={shape} arranged={arranged} keep={keep} />
}
const List = ({
  shape,
  arranged,
  keep,
}: {
  readonly shape: MechanismShape
  readonly arranged: Arranged
  readonly keep: (next: Arranged) => Promise<void>
}) => {
  const { t, l, language } = useWords()
  const zh = language === 'zh'
  const { message } = App.useApp()
  const { data: me } = useMe()
  const { data: chapters } = useChapters()
  const { unitName } = useDirectory()
  const navigate = useNavigate()
  const opening = arranged.first === undefined ? undefined : arranged.views?.[arranged.first]
  const [asking, setAsking] = useState<Asking>(opening?.asking ?? { sort: '-opened' })
  const [own, setOwn] = useState(opening?.columns ?? arranged.columns)
  const [after, setAfter] = useState<readonly string[]>([])
  const [doing, setDoing] = useState<Doing>()
  const [chosen, setChosen] = useState<ReadonlyMap<string, Row>>(new Map())
  const [many, setMany] = useState(false)
  const save = (next: Arranged) =>
    void keep(next).catch((error: Error) => message.error(zh ? `没有保存：${error.message}` : error.message))
  const ask = (next: Asking) => {
    setAsking(next)
    setAfter([])
  }
  const where = asking.where ?? {}
  const put = (name: string, value: string | undefined) => {
    const { [name]: _, ...rest } = where
    ask({ ...asking, where: value === undefined ? rest : { ...rest, [name]: [value] } })
  }
  // The first text is the title: it stands in front already.
  const titled = shape.fields.find(({ kind }) => kind === 'text')
  const showable = shape.fields.filter((field) => !unshown.has(field.kind) && field !== titled)
  const columns = own ?? showable.slice(0, 6).map(({ name }) => name)
  const query = queryOf(asking)
  const at = after.at(-1)
  const address = (limit: number, from: string | undefined) =>
    `/${shape.id}?limit=${limit}&${query}&columns=${columns.join(',')}${from ? `&after=${from}` : ''}`
  const page = useQuery({
    queryKey: ['list', shape.id, query, columns, at],
    queryFn: () => get<Page>(address(50, at)),
    placeholderData: (before) => before,
  })
  const counted = useQuery({
    queryKey: ['count', shape.id, query],
    queryFn: () => get<{ readonly count: number; readonly capped: boolean }>(`/${shape.id}/count?${query}`),
  })
  const { printing, print, waiting } = usePrinting(address, mostPrinted)
  const say = useSayValue({ ...page.data?.linked, ...printing?.linked })
  const opens = chapters?.flatMap(({ mechanisms }) => mechanisms).find(({ id }) => id === shape.id)?.opens ?? []
  const sortable = (column: string) => ({
    sorter: true,
    sortOrder:
      asking.sort === column ? ('ascend' as const) : asking.sort === `-${column}` ? ('descend' as const) : null,
  })
  const filtered = Object.keys(where).filter((name) => name !== 'state' && name !== 'unit.within').length
  const now: View = { asking, columns }
  const tree = arranged.tree ?? true
  const count = counted.data && `${counted.data.count.toLocaleString('zh-CN')}${counted.data.capped ? '+' : ''}`
  const rows = printing?.rows ?? page.data?.rows ?? []
  return (
    <div className={tree ? 'with-tree' : ''}>
      {tree ? (
        <UnitTree
          chosen={where['unit.within']?.[0]}
          onChoose={(unit) => put('unit.within', unit)}
          onHide={() => save({ ...arranged, tree: false })}
        />
      ) : undefined}
      <section className="list">
        <header className="head">
          <h1>{l(shape.name)}</h1>
          <Space wrap className="tools">
            {!tree && <Button onClick={() => save({ ...arranged, tree: true })}>{zh ? '» 单位' : '» Units'}</Button>}
            <Input.Search
              key={asking.q ?? ''}
              allowClear
              defaultValue={asking.q}
              placeholder={t('search')}
              onSearch={(q) => ask({ ...asking, q: q.trim() })}
            />
            <Select
              allowClear
              className="state"
              aria-label={t('state')}
              placeholder={t('state')}
              value={where.state?.[0]}
              onChange={(state?: string) => put('state', state)}
              options={Object.entries(shape.states).map(([value, label]) => ({ value, label: l(label) }))}
            />
            <Popover
              trigger="click"
              placement="bottomRight"
              content={
                <Filters shape={shape} where={where} onChange={(next: Where) => ask({ ...asking, where: next })} />
              }
            >
              <Button>
                {t('filters')}
                {filtered ? ` ${filtered}` : ''}
              </Button>
            </Popover>
            {(Object.keys(where).length > 0 || asking.q) && (
              <Button onClick={() => ask({ sort: '-opened' })}>{t('clear')}</Button>
            )}
            <Popover
              trigger="click"
              placement="bottomRight"
              content={
                <Checkbox.Group
                  className="columns"
                  value={[...columns]}
                  onChange={(picked) => {
                    setOwn(picked as string[])
                    save({ ...arranged, columns: picked as string[] })
                  }}
                  options={showable.map(({ name, label }) => ({ value: name, label: l(label) }))}
                />
              }
            >
              <Button>{t('columns')}</Button>
            </Popover>
            <Views
              arranged={arranged}
              now={now}
              onKeep={save}
              onChoose={(view) => {
                ask(view.asking)
                setOwn(view.columns)
              }}
            />
            {opens.length > 0 && (
              <Button
                onClick={() => navigate({ to: '/$mechanism/import', params: { mechanism: shape.id }, search: {} })}
              >
                {l(['导入', 'Import'])}
              </Button>
            )}
            <Export path={`/${shape.id}`} query={`${query}&columns=${columns.join(',')}`} />
            <Button loading={waiting} onClick={() => void print()}>
              {t('print')}
            </Button>
            {opens.map(({ act, label }, n) => {
              const { kind, article, fields } = shape.acts[act]!
              const offer = { act, label, kind, ...(article && { article }) }
              return (
                <Button
                  key={act}
                  type={n === 0 ? 'primary' : 'default'}
                  onClick={() => setDoing({ path: `/${shape.id}`, offer, fields, opens: true })}
                >
                  {l(label)}
                </Button>
              )
            })}
          </Space>
        </header>
        <p className="on-paper">
          {me?.tenant.name}　{zh ? '共' : ''}
          {count}
          {zh ? '条' : ' rows'}
          {printing?.more && (zh ? `，只打印前${mostPrinted}条，其余请导出` : `, the first ${mostPrinted} printed`)}
        </p>
        {page.error && <ProblemBox error={page.error} />}
        {chosen.size > 0 && (
          <Alert
            type="info"
            className="gap chosen-rows"
            title={
              <Space>
                {zh ? `已选${chosen.size}件` : `${chosen.size} chosen`}
                <Button size="small" type="primary" onClick={() => setMany(true)}>
                  {t('bulk')}
                </Button>
                <Button size="small" onClick={() => setChosen(new Map())}>
                  {zh ? '取消选择' : 'Clear'}
                </Button>
              </Space>
            }
          />
        )}
        <Table<Row>
          size="small"
          rowKey="id"
          loading={page.isFetching && !page.data}
          dataSource={[...rows]}
          pagination={false}
          scroll={{ x: 'max-content' }}
          {...(!printing && {
            rowSelection: {
              columnWidth: 40,
              // The box for all would stand twice, once where only the screen reader finds it.
              hideSelectAll: true,
              fixed: true,
              selectedRowKeys: [...chosen.keys()],
              preserveSelectedRowKeys: true,
              getCheckboxProps: (row: Row) => ({
                'aria-label': `${zh ? '选择' : 'Choose'} ${row.title}`,
                disabled: chosen.size >= mostChosen && !chosen.has(row.id),
              }),
              onChange: (keys: React.Key[], found: Row[]) => {
                const known = new Map([...chosen, ...found.filter(Boolean).map((row) => [row.id, row] as const)])
                const next = keys.slice(0, mostChosen).flatMap((key) => known.get(String(key)) ?? [])
                setChosen(new Map(next.map((row) => [row.id, row])))
              },
            },
          })}
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
              width: 280,
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
                title: field.kind === 'money' ? `${l(field.label)}（元）` : l(field.label),
                align: field.kind === 'count' || field.kind === 'money' ? ('right' as const) : ('left' as const),
                render: (_: unknown, row: Row) => {
                  const words = say(field, row.fields[field.name])
                  return words.length > 60 ? <span title={words}>{words.slice(0, 60)}……</span> : words
                },
              })),
          ]}
        />
        <footer className="foot">
          <Space>
            <span>
              {count} {zh ? '条' : 'rows'}
            </span>
            {rows.length > 0 && (
              <Button
                size="small"
                onClick={() =>
                  setChosen(new Map([...chosen, ...rows.map((row) => [row.id, row] as const)].slice(0, mostChosen)))
                }
              >
                {zh ? '选择本页' : 'Choose this page'}
              </Button>
            )}
          </Space>
          <Space>
            {after.length > 0 && (
              <>
                <Button onClick={() => setAfter([])}>{t('first')}</Button>
                <Button onClick={() => setAfter(after.slice(0, -1))}>{t('previous')}</Button>
              </>
            )}
            {page.data?.next && <Button onClick={() => setAfter([...after, page.data.next!])}>{t('next')}</Button>}
          </Space>
        </footer>
        <p className="on-paper signed">
          {zh
            ? `填表人：${me?.name ?? ''}　　　　审核人：　　　　　　　　日期：${me ? sayDay(me.today, 'zh') : ''}`
            : `Filled in by: ${me?.name ?? ''}　　Checked by:　　　　　　Date: ${me?.today ?? ''}`}
        </p>
      </section>
      {many && (
        <Bulk
          shape={shape}
          items={[...chosen.values()]}
          onClose={() => {
            setMany(false)
            setChosen(new Map())
          }}
        />
      )}
      {doing && (
        <ActForm
          doing={doing}
          onClose={() => setDoing(undefined)}
          onDone={(answer) =>
            void navigate({ to: '/$mechanism/$id', params: { mechanism: shape.id, id: answer.case.id } })
          }
        />
      )}
    </div>
  )
}
