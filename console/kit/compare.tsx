/** Two versions of a text side by side, paragraph by paragraph; within a changed one, which characters came and went. */
import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Select, Skeleton, Space } from 'antd'
import { useState } from 'react'
import { get, type FieldShape, type Lived } from '../api.ts'
import { useWords } from '../words.ts'
import { ProblemBox } from './problem.tsx'
import { sayDay } from './value.tsx'

interface Version {
  readonly hash: string
  readonly label: string
}
const hashOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : (value as { hash?: string } | undefined)?.hash
/** Every text that stood in this field, oldest first, each with the act that brought it. */
export const useVersions = (field: FieldShape, events: readonly Lived[]): readonly Version[] => {
  const { l, language } = useWords()
  if (field.kind !== 'document' && field.kind !== 'file') return []
  const found = new Map<string, Version>()
  for (const event of events) {
    const fresh = event.body.new as Record<string, unknown> | undefined
    const hash = event.part ? undefined : (hashOf(event.body[field.name]) ?? hashOf(fresh?.[field.name]))
    if (hash) found.set(hash, { hash, label: `${sayDay(event.on, language)} ${l(event.label)}` })
  }
  return [...found.values()]
}
interface Paragraph {
  readonly is: 'same' | 'added' | 'removed' | 'changed'
  readonly old?: number
  readonly new?: number
  readonly pieces: readonly { readonly is: 'same' | 'added' | 'removed'; readonly text: string }[]
}
const Compared = ({ old, now }: { readonly old: string; readonly now: string }) => {
  const { language } = useWords()
  const { data, error } = useQuery({
    queryKey: ['compare', old, now],
    queryFn: () => get<{ readonly paragraphs: readonly Paragraph[] }>(`/files/compare?old=${old}&new=${now}`),
    retry: false,
  })
  if (error) return <ProblemBox error={error} />
  if (!data) return <Skeleton active />
  if (data.paragraphs.every(({ is }) => is === 'same'))
    return <p className="none">{language === 'zh' ? '两个版本的文字相同。' : 'The words are the same.'}</p>
  return (
    <div className="compared">
      {data.paragraphs.map(({ is, pieces }, n) => (
        <p key={n} className={is}>
          {pieces.map((piece, at) =>
            piece.is === 'added' ? (
              <ins key={at}>{piece.text}</ins>
            ) : piece.is === 'removed' ? (
              <del key={at}>{piece.text}</del>
            ) : (
              piece.text
            ),
          )}
        </p>
      ))}
    </div>
  )
}
export const Versions = ({ versions }: { readonly versions: readonly Version[] }) => {
  const { t, language } = useWords()
  const [open, setOpen] = useState(false)
  const [old, setOld] = useState(versions.at(-2)?.hash)
  const [now, setNow] = useState(versions.at(-1)?.hash)
  if (versions.length < 2) return null
  const options = versions.map(({ hash, label }) => ({ value: hash, label }))
  return (
    <>
      <Button size="small" type="link" onClick={() => setOpen(true)}>
        {t('compare')}
      </Button>
      {open && (
        <Modal open width={900} title={t('compare')} footer={null} onCancel={() => setOpen(false)}>
          <Space wrap className="versions">
            <Select
              aria-label={language === 'zh' ? '原版本' : 'Older'}
              value={old}
              onChange={setOld}
              options={options}
            />
            →
            <Select
              aria-label={language === 'zh' ? '新版本' : 'Newer'}
              value={now}
              onChange={setNow}
              options={options}
            />
          </Space>
          {old && now && <Compared old={old} now={now} />}
        </Modal>
      )}
    </>
  )
}
