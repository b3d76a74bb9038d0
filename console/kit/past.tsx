/** What a case has behind it and before it: its clocks and its history. */
import { useQuery } from '@tanstack/react-query'
import { Button, Empty, Skeleton, Space, Table, Tag, Timeline } from 'antd'
import { Cite } from './cite.tsx'
import { get, type Acts, type FieldShape, type Lived, type MechanismShape, type Term, type Values } from '../api.ts'
import { useWords } from '../words.ts'
import type { Doing } from './act-form.tsx'
import { builtInDoing, correcting, voiding } from './builtin.ts'
import { LightTag } from './light.tsx'
import { Receipt } from './receipt.tsx'
import { sayDay, Value } from './value.tsx'

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
              {why.pauses.map(({ from, to, cause }) => (
                <p key={from}>
                  {language === 'zh' ? '中止：' : 'Paused: '}
                  {sayDay(from, language)}—{to ? sayDay(to, language) : ''} {cause}
                </p>
              ))}
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
          render: (_, { article, started }) => article && <Cite article={article} on={started} />,
        },
      ]}
    />
  )
}
const Body = ({ fields, body }: { readonly fields: readonly FieldShape[]; readonly body: Values }) => {
  const { l } = useWords()
  return fields
    .filter(({ name }) => body[name] !== undefined && body[name] !== null)
    .map((field, n) => (
      <span key={field.name}>
        {n > 0 && '；'}
        {l(field.label)}：<Value field={field} given={body[field.name]} />
      </span>
    ))
}
/** What a correction changed, old and new; what else a built-in act says. */
const BuiltInBody = ({ event, fields }: { readonly event: Lived; readonly fields: readonly FieldShape[] }) => {
  const { l, language } = useWords()
  const body = event.body as Record<string, unknown> & { old?: Values; new?: Values }
  const changed = fields.filter(({ name }) => body.new && Object.hasOwn(body.new, name))
  return (
    <>
      {changed.map((field) => (
        <span key={field.name}>
          {l(field.label)}：<del>{<Value field={field} given={body.old?.[field.name]} />}</del> →{' '}
          <Value field={field} given={body.new?.[field.name]} />；
        </span>
      ))}
      {typeof body.on === 'string' && `${sayDay(String(body.oldOn), language)} → ${sayDay(body.on, language)}；`}
      {[body.words, body.title, body.reason].filter((one) => typeof one === 'string').join('；')}
      {typeof body.file === 'string' && (
        <>
          {' '}
          <a href={`/api/files/${body.file}`}>{language === 'zh' ? '附件' : 'File'}</a>
        </>
      )}
    </>
  )
}
/** What happened, newest first: when, by whom, with which breach; each act with its receipt, and how it may be put right. */
export const History = ({
  shape,
  path,
  caseId,
  builtIn,
  onDoing,
}: {
  readonly shape: MechanismShape
  readonly path: string
  readonly caseId: string
  readonly builtIn: Acts['builtIn']
  readonly onDoing: (doing: Doing) => void
}) => {
  const { t, l, language } = useWords()
  const { data } = useQuery({
    queryKey: ['history', path],
    queryFn: () => get<{ readonly events: readonly Lived[] }>(`${path}/history`),
  })
  if (!data) return <Skeleton active />
  const may = (act: string) => builtIn.some((one) => one.act === act)
  return (
    <>
      <Space wrap className="built-in">
        {builtIn.flatMap(({ act, label }) => {
          const doing = builtInDoing(act, label, path, shape)
          return doing ? (
            <Button key={act} onClick={() => onDoing(doing)}>
              {l(label)}
            </Button>
          ) : (
            []
          )
        })}
      </Space>
      <Timeline
        items={data.events.toReversed().map((event) => {
          const of = event.part ? shape.parts[event.part.kind] : shape
          const declared = of?.acts[event.act]
          const original = data.events.find(({ version }) => version === event.corrects)
          const fields = declared?.fields ?? of?.acts[original?.act ?? '']?.fields ?? of?.fields ?? []
          return {
            key: event.version,
            color: event.voided ? 'gray' : event.breaches.length ? 'red' : 'blue',
            content: (
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
                  {declared ? (
                    <Body fields={fields} body={event.body} />
                  ) : (
                    <BuiltInBody event={event} fields={fields} />
                  )}
                </div>
                <Space size={0} className="on-record">
                  {!event.part && <Receipt mechanism={shape.id} id={caseId} version={event.version} />}
                  {declared && of && !event.voided && may('correct') && (
                    <Button
                      type="link"
                      size="small"
                      onClick={() => onDoing(correcting(path, of, event, declared.fields, ['更正', 'Correct']))}
                    >
                      {t('correct')}
                    </Button>
                  )}
                  {declared && of && !event.voided && may('void') && (
                    <Button
                      type="link"
                      size="small"
                      onClick={() => onDoing(voiding(path, of, event, ['作废', 'Void']))}
                    >
                      {t('void')}
                    </Button>
                  )}
                </Space>
              </div>
            ),
          }
        })}
      />
    </>
  )
}
