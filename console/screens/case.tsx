/** 案卷: where the case stands, what may be done now and why not the rest, its parts, clocks, history and receipts. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Collapse, Descriptions, Skeleton, Space, Table, Tabs, Tag, Tooltip } from 'antd'
import { useState } from 'react'
import { get, type Acts, type Case, type Lived, type Offer, type Page, type Row, type Shape } from '../api.ts'
import { ActForm, type Doing } from '../kit/act-form.tsx'
import { Flow } from '../kit/flow.tsx'
import { Clocks, History } from '../kit/past.tsx'
import { ProblemBox, ReasonLine } from '../kit/problem.tsx'
import { sayDay, useSayValue, Value } from '../kit/value.tsx'
import { useDirectory, useShape } from '../session.tsx'
import { useWords } from '../words.ts'

interface Place {
  readonly shape: Shape
  /** `/litigation/<id>` or `/litigation/<id>/parts/hearing/<part>`. */
  readonly path: string
  readonly version: number | undefined
}
const useStart =
  (place: Place, setDoing: (doing: Doing) => void) => (offer: Offer, opensPart?: { path: string; shape: Shape }) => {
    const { shape, path } = opensPart ?? place
    setDoing({
      path: opensPart ? path : `${path}/${offer.act}`,
      offer,
      fields: shape.acts[offer.act]!.fields,
      opens: opensPart !== undefined,
      ...(opensPart === undefined && place.version !== undefined && { version: place.version }),
    })
  }
/** The acts as buttons; those refused are grey, with the reason and the article before anyone fills in a form. */
const Offers = ({
  offers,
  onStart,
}: {
  readonly offers: readonly Offer[]
  readonly onStart: (offer: Offer) => void
}) => {
  const { t, l } = useWords()
  const [can, cannot] = [offers.filter(({ allowed }) => allowed), offers.filter(({ allowed }) => !allowed)]
  // What belongs to another state or another person is told only when asked.
  return (
    <>
      <Space wrap>
        {can.map((offer, n) => (
          <Tooltip key={offer.act} title={offer.breaches.map(({ words }) => words).join('；')}>
            <Button
              type={n === 0 ? 'primary' : 'default'}
              danger={offer.breaches.length > 0}
              onClick={() => onStart(offer)}
            >
              {l(offer.label)}
            </Button>
          </Tooltip>
        ))}
      </Space>
      {cannot.length > 0 && (
        <Collapse
          ghost
          size="small"
          items={[
            {
              key: 'refused',
              label: `${t('refused')} ${cannot.length}`,
              children: (
                <ul className="refused">
                  {cannot.map((offer) => (
                    <li key={offer.act}>
                      <Button disabled size="small">
                        {l(offer.label)}
                      </Button>
                      {offer.refusals.map((reason) => (
                        <span key={reason.words} className="reason">
                          <ReasonLine reason={reason} />
                        </span>
                      ))}
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      )}
    </>
  )
}
const Fields = ({ shape, values }: { readonly shape: Shape; readonly values: Case['fields'] }) => {
  const { l } = useWords()
  const shown = shape.fields.filter(({ name }) => values[name] !== undefined)
  return (
    <Descriptions
      bordered
      size="small"
      column={2}
      items={shown.map((field) => ({
        key: field.name,
        label: l(field.label),
        span: field.kind === 'prose' ? 2 : 1,
        children: <Value field={field} given={values[field.name]} />,
      }))}
    />
  )
}
const Parts = ({
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
  const { l, language } = useWords()
  const base = `/${caseOf.mechanism}/${caseOf.id}/parts/${kind}`
  const { data } = useQuery({ queryKey: ['parts', base], queryFn: () => get<Page>(`${base}?limit=200&sort=opened`) })
  const say = useSayValue()
  const start = useStart({ shape, path: base, version: undefined }, onDoing)
  const shown = shape.fields.filter(({ kind }) => !['file', 'snapshot', 'frame'].includes(kind)).slice(0, 5)
  return (
    <>
      <Offers offers={offers} onStart={(offer) => start(offer, { path: base, shape })} />
      <Table<Row>
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={[...(data?.rows ?? [])]}
        scroll={{ x: 'max-content' }}
        expandable={{
          expandedRowRender: (row) => <PartDetail shape={shape} path={`${base}/${row.id}`} onDoing={onDoing} />,
        }}
        columns={[
          {
            title: '',
            width: 120,
            render: (_, row) => (
              <Tag color={shape.ends.includes(row.state) ? 'default' : 'blue'}>{l(shape.states[row.state]!)}</Tag>
            ),
          },
          { title: language === 'zh' ? '起' : 'Since', width: 130, render: (_, row) => sayDay(row.opened, language) },
          ...shown.map((field) => ({
            key: field.name,
            title: l(field.label),
            render: (_: unknown, row: Row) => {
              const words = say(field, row.fields[field.name])
              return words.length > 50 ? <span title={words}>{words.slice(0, 50)}……</span> : words
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
  onDoing,
}: {
  readonly shape: Shape
  readonly path: string
  readonly onDoing: (doing: Doing) => void
}) => {
  const part = useQuery({ queryKey: ['case', path], queryFn: () => get<Case>(path) })
  const acts = useQuery({ queryKey: ['acts', path], queryFn: () => get<Acts>(`${path}/acts`) })
  const start = useStart({ shape, path, version: part.data?.version }, onDoing)
  if (!part.data || !acts.data) return <Skeleton active />
  return (
    <Space orientation="vertical" className="wide">
      <Offers offers={acts.data.acts} onStart={start} />
      <Fields shape={shape} values={part.data.fields} />
      {Object.keys(shape.terms).length > 0 && <Clocks path={path} />}
    </Space>
  )
}

export const CaseScreen = ({ mechanism, id }: { readonly mechanism: string; readonly id: string }) => {
  const { t, l, language } = useWords()
  const client = useQueryClient()
  const { unitName } = useDirectory()
  const { data: shape, error: lost } = useShape(mechanism)
  const path = `/${mechanism}/${id}`
  const whole = useQuery({ queryKey: ['case', path], queryFn: () => get<Case>(path) })
  const acts = useQuery({ queryKey: ['acts', path], queryFn: () => get<Acts>(`${path}/acts`) })
  const lived = useQuery({
    queryKey: ['history', path],
    queryFn: () => get<{ readonly events: readonly Lived[] }>(`${path}/history`),
  })
  const [doing, setDoing] = useState<Doing>()
  const start = useStart({ shape: shape!, path, version: whole.data?.version }, setDoing)
  const error = lost ?? whole.error
  if (error) return <ProblemBox error={error} />
  if (!shape || !whole.data) return <Skeleton active />
  const found = whole.data
  const been = new Set((lived.data?.events ?? []).filter(({ part, voided }) => !part && !voided).map(({ to }) => to))
  const parts = Object.entries(shape.parts)
  return (
    <>
      <header className="head">
        <h1>{found.title || l(shape.name)}</h1>
        <Space wrap>
          <Tag color={found.ended ? 'default' : 'blue'}>
            {l(shape.states[found.state] ?? [found.stateName, found.state])}
          </Tag>
          {(found.units ?? [found.unit]).map(unitName).join('、')}
          <Button onClick={() => window.print()}>{t('print')}</Button>
        </Space>
      </header>
      <Flow shape={shape} state={found.state} been={been} />
      {found.breaches.length > 0 && (
        <Alert
          type="error"
          title={`${t('breaches')} ${found.breaches.length}`}
          description={found.breaches.map((breach, n) => (
            <div key={n}>
              {breach.words}
              {breach.law && `（《${breach.law}》${typeof breach.no === 'number' ? `第${breach.no}条` : breach.no}）`}
            </div>
          ))}
        />
      )}
      <section className="acts">{acts.data && <Offers offers={acts.data.acts} onStart={start} />}</section>
      <Tabs
        items={[
          { key: 'fields', label: t('fields'), children: <Fields shape={shape} values={found.fields} /> },
          ...parts.map(([kind, part]) => ({
            key: `part-${kind}`,
            label: `${l(part.name)}${found.parts?.[kind] ? ` ${found.parts[kind]}` : ''}`,
            children: (
              <Parts
                shape={part}
                kind={kind}
                caseOf={{ mechanism, id }}
                offers={acts.data?.parts?.[kind] ?? []}
                onDoing={setDoing}
              />
            ),
          })),
          { key: 'clocks', label: t('clocks'), children: <Clocks path={path} /> },
          { key: 'history', label: t('history'), children: <History shape={shape} path={path} caseId={id} /> },
        ]}
      />
      {doing && (
        <ActForm
          doing={doing}
          onClose={() => setDoing(undefined)}
          onDone={() => {
            setDoing(undefined)
            void client.invalidateQueries()
          }}
        />
      )}
      <p className="none">{language === 'zh' ? `案卷编号 ${id}` : `Case ${id}`}</p>
    </>
  )
}
