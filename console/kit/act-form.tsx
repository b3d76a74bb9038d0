/**
 * The form of an act. The server is asked before anyone fills it in (the offer), and again as a trial before it is sent;
 * what was typed is kept as a draft until it is done, also through a reload, a refusal or a conflict.
 */
import { Alert, App, Button, DatePicker, Form, Modal, Space } from 'antd'
import { Cite } from './cite.tsx'
import dayjs from 'dayjs'
import { useEffect, useRef, useState } from 'react'
import { Refused, request, type FieldShape, type Offer, type Shape, type Values } from '../api.ts'
import { useMe } from '../session.tsx'
import { useWords } from '../words.ts'
import { ConflictBox } from './conflict.tsx'
import { FieldInput, isFilledIn } from './input.tsx'
import { ProblemBox, problemOf, ReasonLine } from './problem.tsx'

export interface Doing {
  /** Where the act is sent: `/litigation`, `/litigation/<id>/answer`, … */
  readonly path: string
  readonly offer: Pick<Offer, 'act' | 'label' | 'kind'> & Partial<Pick<Offer, 'article' | 'breaches'>>
  readonly fields: readonly FieldShape[]
  /** An opening act is named in the body, for there may be several. */
  readonly opens: boolean
  readonly version?: number
  readonly initial?: Values
  /** The case or part acted on: where its past is read after a conflict. */
  readonly past?: { readonly path: string; readonly shape: Shape }
  /** What tells this draft from others of the same act. */
  readonly draft?: string
  /** What is sent, of what was filled in; left out: just that. */
  readonly toBody?: (given: Values) => Values
}
interface Answer {
  readonly case: { readonly id: string; readonly case: string }
  readonly event: { readonly breaches: readonly { readonly words: string }[] }
}
const draftKey = ({ path, offer, draft }: Doing): string => `draft:${path}:${offer.act}${draft ? `:${draft}` : ''}`
const kept = (key: string): Values | undefined => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Values | undefined
  } catch {
    return undefined
  }
}

export const ActForm = ({
  doing,
  onDone,
  onClose,
}: {
  readonly doing: Doing
  readonly onDone: (answer: Answer) => void
  readonly onClose: () => void
}) => {
  const { path, offer, fields, opens, version } = doing
  const { t, l } = useWords()
  const { message } = App.useApp()
  const { data: me } = useMe()
  const [form] = Form.useForm<Record<string, unknown>>()
  const [wrong, setWrong] = useState<unknown>()
  const [breaches, setBreaches] = useState<readonly { readonly words: string }[]>()
  const [sending, setSending] = useState(false)
  const key = draftKey(doing)
  const draft = useRef(kept(key))
  const requestKey = useRef(crypto.randomUUID?.() ?? String(Math.random()))
  const asked = fields.filter((field) => !isFilledIn(field))
  useEffect(() => {
    form.setFieldsValue({ ...doing.initial, ...draft.current })
  }, [form, doing.initial])

  const send = async (dry: boolean, since = version) => {
    const { _on: on, ...rest } = form.getFieldsValue(true)
    const body = Object.fromEntries(
      Object.entries(rest).filter(
        ([name, value]) => value !== undefined && value !== null && asked.some((field) => field.name === name),
      ),
    )
    const sent = {
      body: doing.toBody ? doing.toBody(body) : body,
      ...(on ? { on: (on as dayjs.Dayjs).format('YYYY-MM-DD') } : {}),
      ...(opens ? { act: offer.act } : since !== undefined ? { version: since } : {}),
    }
    return request<Answer>('POST', `${path}${dry ? '?dry=1' : ''}`, sent, dry ? undefined : requestKey.current)
  }
  const submit = async (sure: boolean, since = version) => {
    setSending(true)
    setWrong(undefined)
    try {
      if (!sure) {
        const trial = await send(true, since)
        if (trial.event.breaches.length) return setBreaches(trial.event.breaches)
      }
      const answer = await send(false, since)
      localStorage.removeItem(key)
      void message.success(l(offer.label))
      onDone(answer)
    } catch (error) {
      setWrong(error)
      // A request that was answered with a refusal may be sent anew under another number.
      if (error instanceof Refused && error.status !== 0)
        requestKey.current = crypto.randomUUID?.() ?? String(Math.random())
      const fields = problemOf(error).fields ?? {}
      const at = (name: string) => (asked.some((field) => field.name === `$${name}`) ? `$${name}` : name)
      form.setFields(Object.entries(fields).map(([name, words]) => ({ name: at(name), errors: [words] })))
    } finally {
      setSending(false)
    }
  }
  const problem = wrong === undefined ? undefined : problemOf(wrong)
  return (
    <Modal
      open
      width={720}
      title={
        <>
          {l(offer.label)}
          {offer.article && (
            <span className="article">
              （<Cite article={offer.article} />）
            </span>
          )}
        </>
      }
      onCancel={onClose}
      footer={
        <Space>
          <Button onClick={onClose}>{t('cancel')}</Button>
          {problem?.kind === 'conflict' && (
            <Button onClick={() => void submit(false, problem.version)}>{t('retry')}</Button>
          )}
          {breaches ? (
            <Button danger loading={sending} onClick={() => void submit(true)}>
              {t('recordAnyway')}
            </Button>
          ) : (
            <Button type="primary" loading={sending} onClick={() => void submit(false)}>
              {t('submit')}
            </Button>
          )}
        </Space>
      }
    >
      {draft.current && (
        <Alert
          type="info"
          title={t('draftKept')}
          action={
            <Button
              size="small"
              onClick={() => {
                localStorage.removeItem(key)
                draft.current = undefined
                form.resetFields()
                form.setFieldsValue({ ...doing.initial })
              }}
            >
              {t('discard')}
            </Button>
          }
        />
      )}
      {(breaches ?? offer.breaches)?.length ? (
        <Alert
          type="warning"
          showIcon
          title={t('wouldBreach')}
          description={(breaches ?? offer.breaches)!.map((reason) => (
            <div key={reason.words}>
              <ReasonLine reason={reason} />
            </div>
          ))}
        />
      ) : undefined}
      {problem?.kind === 'conflict' && (
        <ConflictBox problem={problem} past={doing.past} fields={asked} typed={form.getFieldsValue(true) as Values} />
      )}
      {wrong !== undefined && problem?.kind !== 'conflict' && <ProblemBox error={wrong} />}
      <Form
        form={form}
        layout="vertical"
        // Enter in a line of text sends the form; in a list or a calendar it chooses, and in an input method it ends a word.
        onKeyDown={({ key: pressed, target, nativeEvent }) => {
          const line = target instanceof HTMLInputElement && target.classList.contains('ant-input')
          if (pressed === 'Enter' && line && !nativeEvent.isComposing && !breaches && !sending) void submit(false)
        }}
        onValuesChange={(_, all: Record<string, unknown>) => {
          const { _on, ...rest } = all
          localStorage.setItem(key, JSON.stringify(rest))
          setBreaches(undefined)
        }}
      >
        {asked.map((field) => (
          <Form.Item key={field.name} name={field.name} label={l(field.label)} required={!field.optional}>
            <FieldInput field={field} />
          </Form.Item>
        ))}
        {offer.kind === 'fact' && (
          <Form.Item name="_on" label={t('on')} initialValue={me && dayjs(me.today)}>
            <DatePicker {...(me && { maxDate: dayjs(me.today) })} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}
