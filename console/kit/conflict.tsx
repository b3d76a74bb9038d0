/** Somebody acted first: what they did since this form was opened, and what they say where I say something else. */
import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { get, type FieldShape, type Lived, type Problem, type Shape, type Values } from '../api.ts'
import { useWords } from '../words.ts'
import { sayDay, useSayValue } from './value.tsx'

export const ConflictBox = ({
  problem,
  past,
  fields,
  typed,
}: {
  readonly problem: Problem
  readonly past: { readonly path: string; readonly shape: Shape } | undefined
  readonly fields: readonly FieldShape[]
  readonly typed: Values
}) => {
  const { t, l, language } = useWords()
  const say = useSayValue()
  const since = new Set(problem.since?.map(({ version }) => version))
  const { data } = useQuery({
    queryKey: ['history', past?.path, problem.version],
    queryFn: () => get<{ readonly events: readonly Lived[] }>(`${past!.path}/history`),
    enabled: past !== undefined,
  })
  const events = (data?.events ?? []).filter(({ version }) => since.has(version))
  const all = past ? Object.values(past.shape.acts).flatMap((act) => act.fields) : []
  const theirs = Object.assign({}, ...events.map(({ body }) => body)) as Values
  const both = fields.filter(
    ({ name }) =>
      typed[name] !== undefined &&
      theirs[name] !== undefined &&
      JSON.stringify(typed[name]) !== JSON.stringify(theirs[name]),
  )
  return (
    <Alert
      type="warning"
      showIcon
      className="conflict"
      title={`${t('conflict')}：${problem.words}`}
      description={
        <>
          {events.map((event) => (
            <div key={event.version}>
              <strong>{l(event.label)}</strong> {sayDay(event.on, language)} {event.unitName} {event.actorName}
              <div className="said">
                {Object.entries(event.body)
                  .flatMap(([name, value]) => {
                    const field = all.find((one) => one.name === name)
                    return field ? [`${l(field.label)}：${say(field, value)}`] : []
                  })
                  .join('；')}
              </div>
            </div>
          ))}
          {both.map((field) => (
            <dl key={field.name} className="both">
              <dt>{l(field.label)}</dt>
              <dd>
                {language === 'zh' ? '他人已写：' : 'Theirs: '}
                {say(field, theirs[field.name])}
              </dd>
              <dd>
                {language === 'zh' ? '您所填（保留在下方）：' : 'Yours (kept below): '}
                {say(field, typed[field.name])}
              </dd>
            </dl>
          ))}
        </>
      }
    />
  )
}
