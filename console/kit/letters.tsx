/** The documents of a case: whatever its declaration can issue, as Word and PDF, with what the reader may see, and on their way out. */
import { useQuery } from '@tanstack/react-query'
import { Dropdown, Button } from 'antd'
import { useState } from 'react'
import { actingUnit, get, type Pair } from '../api.ts'
import { useWords } from '../words.ts'
import { DispatchWindow } from './dispatch.tsx'

interface Letter {
  readonly id: string
  readonly label: Pair
  readonly kind: string
  readonly draft: boolean
  readonly part?: string
  readonly about?: string
  /** Its number, or how far it is on its way out. */
  readonly sent?: { readonly number?: string; readonly stateName: Pair }
}
/** What a menu still takes; of a case with more, the rest are drafts. */
const most = 300
export const Letters = ({ path }: { readonly path: string }) => {
  const { l, t, language } = useWords()
  const { data } = useQuery({
    queryKey: ['letters', path],
    queryFn: () => get<{ readonly sends: boolean; readonly letters: readonly Letter[] }>(`${path}/letters`),
  })
  const [sending, setSending] = useState<Letter>()
  const letters = data?.letters ?? []
  if (!letters.length) return null
  const unit = actingUnit()
  const href = ({ id, part }: Letter, format: string): string =>
    `/api${path}/letters/${id}?${new URLSearchParams({ format, ...(part && { part }), ...(unit && { as: unit }) }).toString()}`
  const name = ({ label, about, draft, sent }: Letter): string =>
    [
      l(label),
      about,
      sent && (sent.number ?? `（${l(sent.stateName)}）`),
      draft ? (language === 'zh' ? '（草稿）' : '(draft)') : '',
    ]
      .filter(Boolean)
      .join(' ')
  // What has been issued stands before what is only a draft.
  const sorted = [...letters].sort((a, b) => Number(a.draft) - Number(b.draft))
  const shown = sorted.slice(0, most)
  const rest = sorted.length - shown.length
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          style: { maxHeight: 480, overflowY: 'auto' },
          items: [
            ...shown.map((letter) => ({
              key: `${letter.id}/${letter.part ?? ''}`,
              label: (
                <span className="letter">
                  <span className="letter-name" title={name(letter)}>
                    {name(letter)}
                  </span>
                  <a href={href(letter, 'docx')} download aria-label={`${name(letter)} Word`}>
                    Word
                  </a>
                  <a href={href(letter, 'pdf')} download aria-label={`${name(letter)} PDF`}>
                    PDF
                  </a>
                  {data?.sends && letter.kind !== 'paper' && (
                    <Button type="link" size="small" onClick={() => setSending(letter)}>
                      {language === 'zh' ? '发文登记' : 'Send'}
                    </Button>
                  )}
                </span>
              ),
            })),
            ...(rest > 0
              ? [{ key: 'rest', disabled: true, label: language === 'zh' ? `另有${rest}件没有列出` : `${rest} more` }]
              : []),
          ],
        }}
      >
        <Button>{t('letters')}</Button>
      </Dropdown>
      {sending && (
        <DispatchWindow
          at={`${path}/letters/${sending.id}/dispatches${sending.part ? `?part=${sending.part}` : ''}`}
          name={[l(sending.label), sending.about].filter(Boolean).join(' ')}
          onClose={() => setSending(undefined)}
        />
      )}
    </>
  )
}
