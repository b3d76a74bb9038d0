/** What a case has behind it and before it: its clocks and its history. */
import { useQuery } from '@tanstack/react-query'
import { Empty, Skeleton, Table, Tag, Timeline } from 'antd'
import { get, type Lived, type MechanismShape, type Term } from '../api.ts'
import { useWords } from '../words.ts'
import { LightTag } from './light.tsx'
import { Receipt } from './receipt.tsx'
import { sayDay, useSayValue } from './value.tsx'

/** The clocks of a case or a part, each with why its day is that day. */
export const Clocks = ({ path }: { readonly path: string }) => {
  const { t, l, language } = useWords()
  const { data } = useQuery({
    queryKey: ['terms', path],
    queryFn: () => get<{ readonly terms: readonly Term[] }>(`${path}/terms`),
  })
  if (!data) return <Skeleton active />
  return (
    <Table<Term>
      size="small"
      rowKey="term"
      pagination={false}
      dataSource={[...data.terms]}
      locale={{ emptyText: <Empty description={language === 'zh' ? '没有正在计算的期限。' : 'No clock runs.'} /> }}
      expandable={{
        rowExpandable: ({ why }) => why !== undefined,
        expandedRowRender: ({ why }) =>
          why && (
            <div className="why">
              <p>
                {language === 'zh'
                  ? `自${sayDay(why.start, language)}的次日起算，计${why.counted}日，放假安排版本：${why.calendar}。`
                  : `Counted from the day after ${why.start}: ${why.counted} days; calendar ${why.calendar}.`}
              </p>
              <ul>
                {why.excluded.map(({ day, reason }) => (
                  <li key={day}>
                    {sayDay(day, language)} {reason}
                  </li>
                ))}
              </ul>
            </div>
          ),
      }}
      columns={[
        { title: t('light'), width: 90, render: (_, { light }) => <LightTag light={light} /> },
        { title: t('clocks'), render: (_, { label }) => l(label) },
        { title: t('started'), render: (_, { started }) => sayDay(started, language) },
        {
          title: t('due'),
          render: (_, term) => (
            <>
              {term.due ? sayDay(term.due, language) : '—'}
              {term.nominal && term.nominal !== term.due && (
                <span className="none">（{sayDay(term.nominal, language)}）</span>
              )}
              {term.provisional && <Tag>{t('provisional')}</Tag>}
              {term.unverified && <Tag color="orange">{t('unverified')}</Tag>}
            </>
          ),
        },
        { title: language === 'zh' ? '办理日' : 'Met', render: (_, { metOn }) => metOn && sayDay(metOn, language) },
        {
          title: t('article'),
          render: (_, { article }) => article && <span title={article.says}>{article.cite}</span>,
        },
      ]}
    />
  )
}
/** What happened, newest first: when, by whom, with which breach; each act with its receipt. */
export const History = ({
  shape,
  path,
  caseId,
}: {
  readonly shape: MechanismShape
  readonly path: string
  readonly caseId: string
}) => {
  const { l, language } = useWords()
  const say = useSayValue()
  const { data } = useQuery({
    queryKey: ['history', path],
    queryFn: () => get<{ readonly events: readonly Lived[] }>(`${path}/history`),
  })
  if (!data) return <Skeleton active />
  return (
    <Timeline
      items={data.events.toReversed().map((event) => {
        const of = event.part ? shape.parts[event.part.kind] : shape
        const fields = of?.acts[event.act]?.fields ?? []
        return {
          key: event.version,
          color: event.voided ? 'gray' : event.breaches.length ? 'red' : 'blue',
          children: (
            <div className={event.voided ? 'voided' : ''}>
              <strong>
                {event.part && of ? `${l(of.name)}·` : ''}
                {l(event.label ?? [event.act, event.act])}
              </strong>{' '}
              {sayDay(event.on, language)}
              {event.recorded.slice(0, 10) !== event.on && (
                <span className="none">
                  {language === 'zh'
                    ? `（${sayDay(event.recorded, language)}登记）`
                    : ` (entered ${event.recorded.slice(0, 10)})`}
                </span>
              )}{' '}
              {event.unitName} {event.actorName}
              {event.voided && <Tag>{language === 'zh' ? '已作废' : 'Void'}</Tag>}
              {event.correctedBy.length > 0 && !event.voided && (
                <Tag color="orange">{language === 'zh' ? '已更正' : 'Corrected'}</Tag>
              )}
              {event.breaches.map(({ words, law, no }) => (
                <div key={words} className="breach">
                  {words}
                  {law && `（《${law}》${typeof no === 'number' ? `第${no}条` : no}）`}
                </div>
              ))}
              <div className="said">
                {fields
                  .filter(({ name }) => event.body[name] !== undefined)
                  .map((field) => `${l(field.label)}：${say(field, event.body[field.name])}`)
                  .join('；')}
                {event.corrects !== undefined && String((event.body as { reason?: string }).reason ?? '')}
              </div>
              {!event.part && <Receipt mechanism={shape.id} id={caseId} version={event.version} />}
            </div>
          ),
        }
      })}
    />
  )
}
