/**
 * 成批办理: one act for the chosen cases. The server is asked for each what may be done; the form is filled in once and
 * tried for each; what is refused is listed with its reason, and the rest is done one by one.
 */
import { Alert, Button, DatePicker, Form, Modal, Progress, Select, Space } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useState } from 'react'
import { get, type Acts, type MechanismShape, type Offer, type Values } from '../api.ts'
import { useMe } from '../session.tsx'
import { useWords } from '../words.ts'
import { Outcomes, RunView } from './bulk-progress.tsx'
import { send, startRun, useRun, type Item, type Outcome, type Sent } from './bulk-run.ts'
import { FieldInput, isFilledIn } from './input.tsx'
import { ProblemBox } from './problem.tsx'

const atOnce = 4
/** Works through a list, a few at a time; tells how far it is. */
const each = async <T, R>(
  list: readonly T[],
  one: (item: T) => Promise<R>,
  told: (done: number) => void,
): Promise<R[]> => {
  const results: R[] = []
  let next = 0
  let done = 0
  await Promise.all(
    Array.from({ length: Math.min(atOnce, list.length) }, async () => {
      while (next < list.length) {
        const at = next++
        results[at] = await one(list[at]!)
        told(++done)
      }
    }),
  )
  return results
}
type Asked = ReadonlyMap<string, readonly Offer[]>

export const Bulk = ({
  shape,
  items,
  onClose,
}: {
  readonly shape: MechanismShape
  readonly items: readonly Item[]
  readonly onClose: () => void
}) => {
  const { t, l, language } = useWords()
  const zh = language === 'zh'
  const { data: me } = useMe()
  const run = useRun()
  const [form] = Form.useForm<Record<string, unknown>>()
  const [asked, setAsked] = useState<Asked>()
  const [done, setDone] = useState<number>()
  const [act, setAct] = useState<string>()
  const [tried, setTried] = useState<readonly Outcome[]>()
  const [started, setStarted] = useState(false)
  const [wrong, setWrong] = useState<unknown>()
  useEffect(() => {
    each(items, async ({ id }) => [id, (await get<Acts>(`/${shape.id}/${id}/acts`)).acts] as const, setDone)
      .then((found) => setAsked(new Map(found)))
      .catch(setWrong)
      .finally(() => setDone(undefined))
  }, [items, shape.id])

  const offerOf = (id: string, of: string): Offer | undefined => asked?.get(id)?.find((one) => one.act === of)
  const can = (of: string): Item[] => items.filter(({ id }) => offerOf(id, of)?.allowed)
  const options = Object.entries(shape.acts)
    .filter(([of]) => asked && items.some(({ id }) => offerOf(id, of)))
    .map(([of, { label }]) => ({ of, label, count: can(of).length }))
    .toSorted((a, b) => b.count - a.count)
  const declared = act === undefined ? undefined : shape.acts[act]
  const fields = declared?.fields.filter((field) => !isFilledIn(field)) ?? []
  const refused = (of: string): Outcome[] =>
    items
      .filter(({ id }) => !offerOf(id, of)?.allowed)
      .map((item) => ({ ...item, is: 'refused', reasons: offerOf(item.id, of)?.refusals ?? [] }))
  const sent = (): Sent => {
    const { _on: on, ...rest } = form.getFieldsValue(true)
    const body = Object.fromEntries(
      Object.entries(rest).filter(
        ([name, value]) => value !== undefined && fields.some((field) => field.name === name),
      ),
    ) as Values
    return { body, ...(on ? { on: (on as dayjs.Dayjs).format('YYYY-MM-DD') } : {}) }
  }
  const trial = async () => {
    if (act === undefined) return
    const given = sent()
    setTried(undefined)
    setDone(0)
    setTried(await each(can(act), (item) => send(shape.id, act, item, given, undefined), setDone))
    setDone(undefined)
  }
  const willing = tried?.filter(({ is }) => is === 'done' || is === 'breach') ?? []
  const breaches = willing.filter(({ is }) => is === 'breach').length
  const go = () => {
    if (act === undefined || !declared) return
    startRun({ mechanism: shape.id, act, label: declared.label, sent: sent() }, willing)
    setStarted(true)
  }
  const waiting = done !== undefined
  return (
    <Modal
      open
      width={900}
      title={zh ? `成批办理：所选${items.length}件` : `Act on ${items.length} cases`}
      onCancel={onClose}
      footer={
        <Space>
          <Button onClick={onClose}>{started ? t('close') : t('cancel')}</Button>
          {!started && act !== undefined && can(act).length > 0 && (
            <Button type={tried ? 'default' : 'primary'} loading={waiting} onClick={() => void trial()}>
              {zh ? '逐件试办' : 'Try each'}
            </Button>
          )}
          {!started && willing.length > 0 && (
            <Button type="primary" danger={breaches > 0} onClick={go}>
              {zh
                ? `办理${willing.length}件${breaches ? `（其中${breaches}件记为违法）` : ''}`
                : `Do ${willing.length}${breaches ? ` (${breaches} as breaches)` : ''}`}
            </Button>
          )}
        </Space>
      }
    >
      {wrong !== undefined && <ProblemBox error={wrong} />}
      {waiting && (
        <>
          <p role="status">{zh ? '正在逐件询问……' : 'Asking for each…'}</p>
          <Progress percent={Math.round(((done ?? 0) * 100) / items.length)} />
        </>
      )}
      {started && run ? (
        <RunView run={run} />
      ) : (
        asked && (
          <>
            <Select
              className="wide gap"
              aria-label={t('acts')}
              placeholder={zh ? '选择要办理的事项' : 'Choose the act'}
              value={act ?? null}
              onChange={(chosen: string) => {
                setAct(chosen)
                setTried(undefined)
                form.resetFields()
              }}
              options={options.map(({ of, label, count }) => ({
                value: of,
                disabled: count === 0,
                label: `${l(label)}（${zh ? `可办${count}件` : `${count} possible`}）`,
              }))}
            />
            {options.every(({ count }) => count === 0) && (
              <Alert
                type="info"
                title={zh ? '所选的案卷现在没有由您办理的事项。' : 'Nothing here is yours to do now.'}
              />
            )}
            {act !== undefined && declared && (
              <>
                <Form
                  form={form}
                  layout="vertical"
                  onValuesChange={() => setTried(undefined)}
                  key={act}
                  disabled={waiting}
                >
                  {fields.map((field) => (
                    <Form.Item key={field.name} name={field.name} label={l(field.label)} required={!field.optional}>
                      <FieldInput field={field} />
                    </Form.Item>
                  ))}
                  {declared.kind === 'fact' && (
                    <Form.Item name="_on" label={t('on')} initialValue={me && dayjs(me.today)}>
                      <DatePicker {...(me && { maxDate: dayjs(me.today) })} />
                    </Form.Item>
                  )}
                </Form>
                {tried && <Outcomes mechanism={shape.id} items={tried.filter(({ is }) => is !== 'done')} />}
                {refused(act).length > 0 && (
                  <>
                    <h2>{zh ? `不能办理的${refused(act).length}件` : `${refused(act).length} refused`}</h2>
                    <Outcomes mechanism={shape.id} items={refused(act)} />
                  </>
                )}
              </>
            )}
          </>
        )
      )}
    </Modal>
  )
}
