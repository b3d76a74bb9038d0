/** 案卷: where the case stands, what may be done now and why not the rest, its parts, clocks, history and receipts. */
import { useIsFetching, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Descriptions, Skeleton, Space, Tabs, Tag } from 'antd'
import { useEffect, useState } from 'react'
import { get, type Acts, type Case, type Lived, type Shape } from '../api.ts'
import { ActForm, type Doing } from '../kit/act-form.tsx'
import { Cite } from '../kit/cite.tsx'
import { CountedIn, RelatedCases, useRelated } from '../kit/around.tsx'
import { useVersions, Versions } from '../kit/compare.tsx'
import { Flow } from '../kit/flow.tsx'
import { Letters } from '../kit/letters.tsx'
import { Mail } from '../kit/mail.tsx'
import { Offers, useStart } from '../kit/offers.tsx'
import { Parts } from '../kit/parts.tsx'
import { Clocks, History } from '../kit/past.tsx'
import { ProblemBox } from '../kit/problem.tsx'
import { Value, type Titles } from '../kit/value.tsx'
import { useDirectory, useMe, useShape } from '../session.tsx'
import { useWords } from '../words.ts'

const Field = ({
  field,
  given,
  events,
  titles,
}: {
  readonly field: Shape['fields'][number]
  readonly given: unknown
  readonly events: readonly Lived[]
  readonly titles: Titles
}) => {
  const versions = useVersions(field, events)
  return (
    <>
      <Value field={field} given={given} titles={titles} /> <Versions key={versions.length} versions={versions} />
    </>
  )
}
const Fields = ({
  shape,
  values,
  events,
  titles,
}: {
  readonly shape: Shape
  readonly values: Case['fields']
  readonly events: readonly Lived[]
  readonly titles: Titles
}) => {
  const { l } = useWords()
  const shown = shape.fields.filter(({ name }) => values[name] !== undefined)
  return (
    <Descriptions
      bordered
      size="small"
      column={2}
      styles={{ label: { width: 180 } }}
      items={shown.map((field) => ({
        key: field.name,
        label: l(field.label),
        span: field.kind === 'prose' || field.kind === 'frame' ? 2 : 1,
        children: <Field field={field} given={values[field.name]} events={events} titles={titles} />,
      }))}
    />
  )
}
const Breaches = ({ breaches }: Pick<Case, 'breaches'>) => {
  const { t } = useWords()
  return (
    <Alert
      type="error"
      title={`${t('breaches')} ${breaches.length}`}
      description={
        <ul className="breaches">
          {breaches.map((breach, n) => (
            <li key={n}>
              {breach.words}
              {breach.law && breach.no !== undefined && (
                <>
                  （
                  <Cite
                    article={{
                      law: breach.law,
                      no: breach.no,
                      cite: `《${breach.law}》${typeof breach.no === 'number' ? `第${breach.no}条` : breach.no}`,
                      says: '',
                    }}
                  />
                  ）
                </>
              )}
            </li>
          ))}
        </ul>
      }
    />
  )
}
/** The whole file for the printer: every tab one after another, printed once all of it has come. */
const usePrinting = (): readonly [printing: boolean, print: () => void] => {
  const [printing, setPrinting] = useState(false)
  const fetching = useIsFetching()
  useEffect(() => {
    if (!printing || fetching) return undefined
    const wait = setTimeout(() => {
      window.print()
      setPrinting(false)
    }, 300)
    return () => clearTimeout(wait)
  }, [printing, fetching])
  return [printing, () => setPrinting(true)]
}

export const CaseScreen = ({ mechanism, id }: { readonly mechanism: string; readonly id: string }) => {
  const { t, l, language } = useWords()
  const client = useQueryClient()
  const { unitName } = useDirectory()
  const { data: me } = useMe()
  const { data: shape, error: lost } = useShape(mechanism)
  const path = `/${mechanism}/${id}`
  const whole = useQuery({ queryKey: ['case', path], queryFn: () => get<Case>(path) })
  const acts = useQuery({ queryKey: ['acts', path], queryFn: () => get<Acts>(`${path}/acts`) })
  const lived = useQuery({
    queryKey: ['history', path],
    queryFn: () => get<{ readonly events: readonly Lived[] }>(`${path}/history`),
  })
  const related = useRelated(path)
  const [doing, setDoing] = useState<Doing>()
  const [printing, print] = usePrinting()
  const start = useStart({ shape: shape!, path, version: whole.data?.version }, setDoing)
  const error = lost ?? whole.error
  if (error) return <ProblemBox error={error} />
  if (!shape || !whole.data) return <Skeleton active />
  const found = whole.data
  const events = lived.data?.events ?? []
  const been = new Set(events.filter(({ part, voided }) => !part && !voided).map(({ to }) => to))
  const titles = Object.fromEntries((related.data?.related ?? []).map((one) => [one.case, one.title]))
  const count = related.data?.related.length
  const sections = [
    {
      key: 'fields',
      label: t('fields'),
      children: <Fields shape={shape} values={found.fields} events={events} titles={titles} />,
    },
    ...Object.entries(shape.parts).map(([kind, part]) => ({
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
    {
      key: 'history',
      label: t('history'),
      children: (
        <History
          shape={shape}
          path={path}
          caseId={id}
          builtIn={printing ? [] : (acts.data?.builtIn ?? [])}
          onDoing={setDoing}
        />
      ),
    },
    ...(found.level === 'parties' && !printing
      ? [{ key: 'mail', label: t('mail'), children: <Mail path={path} /> }]
      : []),
    { key: 'related', label: `${t('related')}${count ? ` ${count}` : ''}`, children: <RelatedCases path={path} /> },
    { key: 'counted', label: t('countsIn'), children: <CountedIn path={path} /> },
  ]
  return (
    <>
      <header className="head">
        <h1>{found.title || l(shape.name)}</h1>
        <Space wrap>
          <Tag color={found.ended ? 'default' : 'blue'}>
            {l(shape.states[found.state] ?? [found.stateName, found.state])}
          </Tag>
          <span>{(found.units ?? [found.unit]).map(unitName).join('、')}</span>
          <Letters path={path} />
          <Button onClick={print} loading={printing}>
            {t('printAll')}
          </Button>
        </Space>
      </header>
      <Flow shape={shape} state={found.state} been={been} />
      {found.breaches.length > 0 && <Breaches breaches={found.breaches} />}
      <section className="acts">
        {acts.data && <Offers offers={acts.data.acts} shape={shape} state={found.state} onStart={start} />}
      </section>
      {printing ? (
        sections.map(({ key, label, children }) => (
          <section key={key} className="printed">
            <h2>{label}</h2>
            {children}
          </section>
        ))
      ) : (
        <Tabs items={sections} />
      )}
      {doing && (
        <ActForm
          doing={doing}
          onClose={() => {
            setDoing(undefined)
            // Whoever gave up after a conflict looks at the case as it now stands.
            void client.invalidateQueries()
          }}
          onDone={() => {
            setDoing(undefined)
            void client.invalidateQueries()
          }}
        />
      )}
      <p className="none">
        {language === 'zh' ? `案卷编号 ${id}` : `Case ${id}`}
        <span className="on-paper">
          {language === 'zh' ? `　打印人：${me?.name ?? ''}　审核人：　　　　　日期：${me?.today ?? ''}` : ''}
        </span>
      </p>
    </>
  )
}
