/** 指标: the catalogue of figures of a year, each with its definition; and one figure with the very rows it counts. */
import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Button, Descriptions, Input, InputNumber, Skeleton, Space, Table, Tabs, Tag } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { get, type Figure, type Pair, type Values } from '../api.ts'
import { Export } from '../kit/export.tsx'
import { ProblemBox } from '../kit/problem.tsx'
import { sayDay } from '../kit/value.tsx'
import { useChapters, useDirectory, useMe } from '../session.tsx'
import { useWords } from '../words.ts'

const Series = lazy(() => import('../kit/series.tsx'))
const UnitBars = lazy(() => import('../kit/unit-bars.tsx'))

interface Catalogue {
  readonly indicators: readonly Figure[]
}
export const useYear = () => {
  const { data: me } = useMe()
  const [year, setYear] = useState<number>()
  // The report of a year is written in the next: until April it is the year before that is looked at.
  const now = me ? Number(me.today.slice(0, 4)) - (me.today.slice(5) < '04-01' ? 1 : 0) : undefined
  return [year ?? now, setYear] as const
}
const YearInput = ({
  year,
  onChange,
}: {
  readonly year: number | undefined
  readonly onChange: (year: number) => void
}) => {
  const { t } = useWords()
  return (
    <label>
      {t('year')} <InputNumber min={1990} max={2099} value={year ?? null} onChange={(now) => now && onChange(now)} />
    </label>
  )
}
export const Figures = () => {
  const { t, l } = useWords()
  const { data: chapters } = useChapters()
  const [year, setYear] = useYear()
  const [typed, setTyped] = useState('')
  const { data, error } = useQuery({
    queryKey: ['figures', year],
    queryFn: () => get<Catalogue>(`/indicators?year=${year}`),
    enabled: year !== undefined,
  })
  if (error) return <ProblemBox error={error} />
  const names = new Map(chapters?.flatMap(({ mechanisms }) => mechanisms).map(({ id, name }) => [id, name]))
  const place = new Map([...names.keys()].map((id, at) => [id, at]))
  const shown = (data?.indicators ?? [])
    .filter(({ label, definition }) => !typed || `${label.join('')}${definition}`.includes(typed))
    .toSorted((a, b) => (place.get(a.mechanism) ?? 99) - (place.get(b.mechanism) ?? 99))
  return (
    <>
      <header className="head">
        <h1>{t('figures')}</h1>
        <Space>
          <YearInput year={year} onChange={setYear} />
          <Input.Search allowClear placeholder={t('search')} onSearch={setTyped} />
        </Space>
      </header>
      <Table<Figure>
        size="small"
        rowKey="id"
        loading={!data}
        dataSource={shown}
        pagination={false}
        columns={[
          {
            title: t('register'),
            width: 150,
            render: (_, figure) => l(names.get(figure.mechanism) ?? [figure.mechanism, figure.mechanism]),
          },
          {
            title: t('figures'),
            width: 260,
            render: (_, figure) => (
              <Link to="/indicators/$id" params={{ id: figure.id }} search={{ year: year! }}>
                {l(figure.label)}
              </Link>
            ),
          },
          { title: t('value'), align: 'right', width: 140, render: (_, { printed }) => <strong>{printed}</strong> },
          {
            title: t('rows'),
            align: 'right',
            width: 160,
            render: (_, { rows, open }) =>
              open < rows ? `${rows}（${rows - open} ${t('closedToYou')}）` : String(rows),
          },
          { title: t('definition'), render: (_, { definition }) => <span className="definition">{definition}</span> },
        ]}
      />
    </>
  )
}

interface FigureRow {
  readonly mechanism: string
  readonly case: string
  readonly part?: string
  readonly version: number
  readonly on: string
  readonly units: readonly string[]
  readonly title: string
  readonly counts: boolean
  readonly fields: Values
}
interface RowPage {
  readonly rows: readonly FigureRow[]
  readonly next?: string
}
export const FigureScreen = ({ id, year: asked }: { readonly id: string; readonly year: number | undefined }) => {
  const { t, l, language } = useWords()
  const { unitName } = useDirectory()
  const [own, setYear] = useYear()
  const [chosen, setChosen] = useState(asked)
  const year = chosen ?? own
  const [after, setAfter] = useState<readonly string[]>([])
  const at = after.at(-1)
  const figure = useQuery({
    queryKey: ['figure', id, year],
    queryFn: () => get<Figure & { readonly over: string }>(`/indicators/${id}?year=${year}`),
    enabled: year !== undefined,
  })
  const rows = useQuery({
    queryKey: ['figure rows', id, year, at],
    queryFn: () => get<RowPage>(`/indicators/${id}/rows?year=${year}&limit=50${at ? `&after=${at}` : ''}`),
    enabled: year !== undefined,
  })
  const units = useQuery({
    queryKey: ['figure units', id, year],
    queryFn: () =>
      get<{
        readonly units: readonly {
          readonly unit: string
          readonly unitName: string
          readonly value?: number | string
          readonly rows: number
        }[]
      }>(`/indicators/${id}/units?year=${year}`),
    enabled: year !== undefined,
  })
  if (figure.error) return <ProblemBox error={figure.error} />
  if (!figure.data) return <Skeleton active />
  const found = figure.data
  return (
    <>
      <header className="head">
        <h1>{l(found.label as Pair)}</h1>
        <YearInput
          year={year}
          onChange={(now) => {
            setChosen(now)
            setYear(now)
            setAfter([])
          }}
        />
      </header>
      <Descriptions
        bordered
        size="small"
        column={1}
        styles={{ label: { width: 100 } }}
        items={[
          {
            key: 'value',
            label: t('value'),
            children: (
              <strong className="big">
                {found.printed}
                {found.denominator !== undefined && `（${found.numerator} / ${found.denominator}）`}
              </strong>
            ),
          },
          { key: 'definition', label: t('definition'), children: found.definition },
          {
            key: 'rows',
            label: t('rows'),
            children:
              found.open < found.rows
                ? `${found.rows}，${found.rows - found.open} ${t('closedToYou')}`
                : String(found.rows),
          },
        ]}
      />
      <Tabs
        items={[
          {
            key: 'rows',
            label: t('rows'),
            children: (
              <>
                <Table<FigureRow>
                  size="small"
                  rowKey={(row) => `${row.case}/${row.version}/${row.part ?? ''}`}
                  loading={rows.isFetching && !rows.data}
                  dataSource={[...(rows.data?.rows ?? [])]}
                  pagination={false}
                  columns={[
                    { title: t('on'), width: 140, render: (_, row) => sayDay(row.on, language) },
                    {
                      title: t('matter'),
                      render: (_, row) => (
                        <Link to="/$mechanism/$id" params={{ mechanism: row.mechanism, id: row.case }}>
                          {row.title || row.case}
                        </Link>
                      ),
                    },
                    { title: t('units'), render: (_, row) => row.units.map(unitName).join('、') },
                    ...(found.denominator === undefined
                      ? []
                      : [
                          {
                            title: language === 'zh' ? '计入分子' : 'Counts',
                            width: 100,
                            render: (_: unknown, row: FigureRow) =>
                              row.counts ? <Tag color="blue">{t('yes')}</Tag> : <Tag>{t('no')}</Tag>,
                          },
                        ]),
                  ]}
                />
                <footer className="foot">
                  <Export path={`/indicators/${id}/rows`} query={`year=${year}`} />
                  <Space>
                    {after.length > 0 && <Button onClick={() => setAfter([])}>{t('first')}</Button>}
                    {rows.data?.next && (
                      <Button onClick={() => setAfter([...after, rows.data.next!])}>{t('next')}</Button>
                    )}
                  </Space>
                </footer>
              </>
            ),
          },
          {
            key: 'units',
            label: t('byUnit'),
            children: (
              <>
                {units.data && units.data.units.length > 0 && (
                  <Suspense fallback={<Skeleton active />}>
                    <UnitBars units={units.data.units} unit={found.unit} />
                  </Suspense>
                )}
                <Table
                  size="small"
                  rowKey="unit"
                  pagination={false}
                  dataSource={[...(units.data?.units ?? [])]}
                  columns={[
                    { title: t('units'), dataIndex: 'unitName' },
                    {
                      title: found.unit ? `${t('value')}（${found.unit}）` : t('value'),
                      align: 'right',
                      dataIndex: 'value',
                    },
                    { title: t('rows'), align: 'right', dataIndex: 'rows' },
                  ]}
                />
              </>
            ),
          },
          {
            key: 'years',
            label: language === 'zh' ? '历年' : 'Years',
            children: year !== undefined && (
              <Suspense fallback={<Skeleton active />}>
                <Series id={id} year={year} />
              </Suspense>
            ),
          },
        ]}
      />
    </>
  )
}
