/**
 * Free text in the report, written between its sentences and kept in the ledger with its versions. Of two people who
 * write the same passage the second sees the first one's words beside his own, and neither is lost.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Space } from 'antd'
import { useState } from 'react'
import { get, request, type Case, type Figure, type Shape } from '../api.ts'
import { useWords } from '../words.ts'
import { checkText } from './check.ts'
import { ProblemBox, problemOf } from './problem.tsx'

/** Where passages are kept: the report's case, the kind of part, and the fields of it. */
export interface Desk {
  readonly mechanism: string
  readonly id: string
  readonly part: string
  readonly words: string
  readonly place: string
  readonly after: string
  readonly shape: Shape
  /** Whether this person may write now. */
  readonly open: boolean
}
const actsOf = ({ shape, words }: Desk) => {
  const acts = Object.entries(shape.acts)
  return {
    write: acts.find(([, act]) => act.from === undefined)?.[0],
    rewrite: acts.find(([, act]) => act.from !== undefined && act.fields.some(({ name }) => name === words))?.[0],
    strike: acts.find(([, act]) => act.to !== undefined && shape.ends.includes(act.to))?.[0],
  }
}
const Remarks = ({ text, figures }: { readonly text: string; readonly figures: readonly Figure[] }) =>
  checkText(text, figures).map(({ words }, n) => (
    <div key={n} className="remark" role="status">
      {words}
    </div>
  ))

const Editor = ({
  desk,
  place,
  after,
  part,
  figures,
  onClose,
}: {
  readonly desk: Desk
  readonly place: string
  readonly after: number
  readonly part: string | undefined
  readonly figures: readonly Figure[]
  readonly onClose: () => void
}) => {
  const { t, language } = useWords()
  const client = useQueryClient()
  const base = `/${desk.mechanism}/${desk.id}/parts/${desk.part}`
  const key = `passage:${desk.id}:${part ?? `${place}:${after}`}`
  const { data: found } = useQuery({
    queryKey: ['passage', base, part],
    queryFn: () => get<Case>(`${base}/${part}`),
    enabled: part !== undefined,
    // The version on which this text is based must not move under the writer.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  const [typed, setTyped] = useState<string | undefined>(() => localStorage.getItem(key) ?? undefined)
  const [wrong, setWrong] = useState<unknown>()
  const [theirs, setTheirs] = useState<Case>()
  const [sending, setSending] = useState(false)
  if (part !== undefined && !found) return null
  const text = typed ?? String(found?.fields[desk.words] ?? '')
  const type = (words: string) => {
    setTyped(words)
    localStorage.setItem(key, words)
  }
  const done = () => {
    localStorage.removeItem(key)
    onClose()
    void client.invalidateQueries({ queryKey: ['report'] })
  }
  const send = async (act: string | undefined, body: object, version?: number) => {
    if (!act) return
    setSending(true)
    setWrong(undefined)
    try {
      if (part === undefined) await request('POST', base, { act, body })
      else await request('POST', `${base}/${part}/${act}`, { body, version: version ?? found!.version })
      done()
    } catch (error) {
      setWrong(error)
      if (problemOf(error).kind === 'conflict' && part) setTheirs(await get<Case>(`${base}/${part}`))
    } finally {
      setSending(false)
    }
  }
  const acts = actsOf(desk)
  const body = { [desk.words]: text, [desk.after]: after, ...(part === undefined && { [desk.place]: place }) }
  return (
    <div className="editor">
      {wrong !== undefined && !theirs && <ProblemBox error={wrong} />}
      {theirs && (
        <Alert
          type="warning"
          showIcon
          title={
            language === 'zh'
              ? '您写的时候，有人先改了这一段。两边的文字都在，请合并后再存。'
              : 'Somebody changed this meanwhile. Both texts are here.'
          }
          description={
            <>
              <strong>{language === 'zh' ? '他人已存：' : 'Theirs:'}</strong>
              <p className="theirs">{String(theirs.fields[desk.words] ?? '')}</p>
              <Space>
                <Button size="small" onClick={() => type(`${String(theirs.fields[desk.words] ?? '')}\n${text}`)}>
                  {language === 'zh' ? '两段接在一起' : 'Join both'}
                </Button>
                <Button
                  size="small"
                  onClick={() => {
                    type(String(theirs.fields[desk.words] ?? ''))
                  }}
                >
                  {language === 'zh' ? '用他人的' : 'Take theirs'}
                </Button>
              </Space>
            </>
          }
        />
      )}
      <Input.TextArea
        autoFocus
        aria-label={language === 'zh' ? '补充文字' : 'Passage'}
        autoSize={{ minRows: 2 }}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={({ key: pressed }) => pressed === 'Escape' && onClose()}
      />
      <Remarks text={text} figures={figures} />
      <Space className="buttons">
        <Button
          type="primary"
          size="small"
          loading={sending}
          disabled={!text.trim()}
          onClick={() => void send(part === undefined ? acts.write : acts.rewrite, body, theirs?.version)}
        >
          {t('save')}
        </Button>
        <Button size="small" onClick={onClose}>
          {t('cancel')}
        </Button>
        {part !== undefined && (
          <Button size="small" danger onClick={() => void send(acts.strike, {}, theirs?.version)}>
            {language === 'zh' ? '删去这一段' : 'Strike it'}
          </Button>
        )}
      </Space>
    </div>
  )
}
/** A passage as it stands; a click opens it. */
export const Passage = ({
  desk,
  part,
  text,
  place,
  after,
  figures,
}: {
  readonly desk: Desk | undefined
  readonly part: string
  readonly text: string
  readonly place: string
  readonly after: number
  readonly figures: readonly Figure[]
}) => {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  if (open && desk)
    return (
      <Editor desk={desk} part={part} place={place} after={after} figures={figures} onClose={() => setOpen(false)} />
    )
  return (
    <div className="passage">
      <p>
        {text}
        {desk?.open && (
          <Button type="link" size="small" onClick={() => setOpen(true)}>
            {t('edit')}
          </Button>
        )}
      </p>
      <Remarks text={text} figures={figures} />
    </div>
  )
}
/** A place between two sentences where text may be put. */
export const Gap = ({
  desk,
  place,
  after,
  figures,
}: {
  readonly desk: Desk | undefined
  readonly place: string
  readonly after: number
  readonly figures: readonly Figure[]
}) => {
  const { language } = useWords()
  const [open, setOpen] = useState(false)
  if (!desk?.open) return null
  if (open)
    return (
      <Editor
        desk={desk}
        part={undefined}
        place={place}
        after={after}
        figures={figures}
        onClose={() => setOpen(false)}
      />
    )
  return (
    <button
      type="button"
      className="gap-here"
      title={language === 'zh' ? '在此处写文字' : 'Write here'}
      onClick={() => setOpen(true)}
    >
      {language === 'zh' ? '＋写' : '+'}
    </button>
  )
}
