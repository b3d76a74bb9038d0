/** The parts of one kind under a case: a table, each row opening to its acts, fields and clocks. */
import { useQuery } from '@tanstack/react-query'
import { Descriptions, Empty, Skeleton, Space, Table, Tag } from 'antd'
import { get, type Acts, type Case, type Offer, type Page, type Row, type Shape } from '../api.ts'
import { useWords } from '../words.ts'
import type { Doing } from './act-form.tsx'
import { Export } from './export.tsx'
import { Offers, useStart } from './offers.tsx'
import { Clocks } from './past.tsx'
import { sayDay, useSayValue, Value, type Titles } from './value.tsx'

const unshown = ['file', 'document', 'snapshot', 'frame']
const longest = 50
export const Parts = ({
  shape,
  kind,
  caseOf,
  offers,
  onDoing,
}: {
  readonly shape: Shape
  readonly kind: string
  readonly caseOf: { readonly mechanism: string; readonly id: string }
  readonly offers: readonly Offer[]
  readonly onDoing: (doing: Doing) => void
}) => {
  const { t, l, language } = useWords()
  const base = `/${caseOf.mechanism}/${caseOf.id}/parts/${kind}`
  const { data } = useQuery({ queryKey: ['parts', base], queryFn: () => get<Page>(`${base}?limit=200&sort=opened`) })
  const titles = data?.linked ?? {}
  const say = useSayValue(titles)
  const start = useStart({ shape, path: base, version: undefined }, onDoing)
  const shown = shape.fields.filter(({ kind }) => !unshown.includes(kind)).slice(0, 5)
  return (
    <>
      <Offers
        offers={offers}
        shape={shape}
        state={undefined}
        onStart={(offer) => start(offer, { path: base, shape })}
      />
      {(data?.rows.length ?? 0) > 0 && <Export path={base} query="sort=opened" />}
      <Table<Row>
        size="small"
        rowKey="id"
        className="parts"
        pagination={false}
        dataSource={[...(data?.rows ?? [])]}
        locale={{ emptyText: <Empty description={t('noParts')} /> }}
        scroll={{ x: 'max-content' }}
        expandable={{
          expandedRowRender: (row) => (
            <PartDetail shape={shape} path={`${base}/${row.id}`} titles={titles} onDoing={onDoing} />
          ),
        }}
        columns={[
          {
            title: t('state'),
            width: 120,
            render: (_, row) => (
              <>
                <Tag color={shape.ends.includes(row.state) ? 'default' : 'blue'}>{l(shape.states[row.state]!)}</Tag>
                {row.breaches > 0 && <Tag color="red">{`${t('breaches')} ${row.breaches}`}</Tag>}
              </>
            ),
          },
          { title: language === 'zh' ? '起' : 'Since', width: 130, render: (_, row) => sayDay(row.opened, language) },
          ...shown.map((field) => ({
            key: field.name,
            title: l(field.label),
            render: (_: unknown, row: Row) => {
              const words = say(field, row.fields[field.name])
              return words.length > longest ? <span title={words}>{words.slice(0, longest)}……</span> : words
            },
          })),
        ]}
      />
    </>
  )
}
const PartDetail = ({
  shape,
  path,
  titles,
  onDoing,
}: {
  readonly shape: Shape
  readonly path: string
  readonly titles: Titles
  readonly onDoing: (doing: Doing) => void
}) => {
  const { l } = useWords()
  const part = useQuery({ queryKey: ['case', path], queryFn: () => get<Case>(path) })
  const acts = useQuery({ queryKey: ['acts', path], queryFn: () => get<Acts>(`${path}/acts`) })
  const start = useStart({ shape, path, version: part.data?.version }, onDoing)
  if (!part.data || !acts.data) return <Skeleton active />
  const { fields, state } = part.data
  return (
    <Space orientation="vertical" className="wide">
      <Offers offers={acts.data.acts} shape={shape} state={state} onStart={start} />
      <Descriptions
        bordered
        size="small"
        column={2}
        styles={{ label: { width: 180 } }}
        items={shape.fields
          .filter(({ name }) => fields[name] !== undefined)
          .map((field) => ({
            key: field.name,
            label: l(field.label),
            span: field.kind === 'prose' ? 2 : 1,
            children: <Value field={field} given={fields[field.name]} titles={titles} />,
          }))}
      />
      {Object.keys(shape.terms).length > 0 && <Clocks path={path} />}
    </Space>
  )
}
