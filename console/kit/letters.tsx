/** The documents of a case: whatever its declaration can issue, as Word and PDF, with what the reader may see. */
import { useQuery } from '@tanstack/react-query'
import { Dropdown, Button } from 'antd'
import { actingUnit, get, type Pair } from '../api.ts'
import { useWords } from '../words.ts'

interface Letter {
  readonly id: string
  readonly label: Pair
  readonly draft: boolean
  readonly part?: string
  readonly about?: string
}
/** What a menu still takes; of a case with more, the rest are drafts. */
const most = 300
export const Letters = ({ path }: { readonly path: string }) => {
  const { l, t, language } = useWords()
  const { data } = useQuery({
    queryKey: ['letters', path],
    queryFn: () => get<{ readonly letters: readonly Letter[] }>(`${path}/letters`),
  })
  const letters = data?.letters ?? []
  if (!letters.length) return null
  const unit = actingUnit()
  const href = ({ id, part }: Letter, format: string): string =>
    `/api${path}/letters/${id}?${new URLSearchParams({ format, ...(part && { part }), ...(unit && { as: unit }) }).toString()}`
  const name = ({ label, about, draft }: Letter): string =>
    [l(label), about, draft ? (language === 'zh' ? '（草稿）' : '(draft)') : ''].filter(Boolean).join(' ')
  // What has been issued stands before what is only a draft.
  const sorted = [...letters].sort((a, b) => Number(a.draft) - Number(b.draft))
  const shown = sorted.slice(0, most)
  const rest = sorted.length - shown.length
  return (
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
  )
}
