/** A citation that opens the imported text: the edition that was in force on the day of the act, and the law around it. */
import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Empty, Select, Skeleton, Space, Tag } from 'antd'
import { useState } from 'react'
import { get, type Cited } from '../api.ts'
import { useMe } from '../session.tsx'
import { useWords, type Language } from '../words.ts'
import { ProblemBox } from './problem.tsx'
import { sayDay } from './value.tsx'

interface Edition {
  readonly edition: string
  readonly since: string
  readonly sinceFrom: 'text' | 'edition' | 'declared'
}
interface Passage {
  readonly no: string
  readonly headings: readonly string[]
  readonly paragraphs: readonly string[]
}
type Told =
  | { readonly is: 'no text'; readonly words: string; readonly howTo: string }
  | {
      readonly is: 'found' | 'no article'
      readonly title: string
      readonly edition: Edition
      readonly later: boolean
      readonly editions: readonly Edition[]
      readonly passages: readonly Passage[]
      readonly on: string
    }

/** 67 → 第六十七条 as the text itself has it. */
const sayNo = (no: string): string => `第${no.replace(/^(\d+)/, '$1条')}`
const Passages = ({ passages }: { readonly passages: readonly Passage[] }) => {
  let shown: readonly string[] = []
  return (
    <div className="law-text">
      {passages.map(({ no, headings, paragraphs }) => {
        const fresh = headings.filter((heading, at) => heading !== shown[at])
        shown = headings
        return (
          <section key={no} id={`article-${no}`}>
            {fresh.map((heading) => (
              <h3 key={heading}>{heading}</h3>
            ))}
            <h4>{sayNo(no)}</h4>
            {paragraphs.map((words, at) => (
              <p key={at}>{words}</p>
            ))}
          </section>
        )
      })}
    </div>
  )
}
const sayEdition = ({ edition, since, sinceFrom }: Edition, language: Language): string =>
  language === 'zh'
    ? `${sayDay(edition, language)}公布，${sinceFrom === 'edition' ? '文本未写明施行日，按公布日' : `${sayDay(since, language)}起施行`}`
    : `of ${edition}, in force since ${since}${sinceFrom === 'edition' ? ' (by its date)' : ''}`

const Text = ({ law, no, on }: { readonly law: string; readonly no: string | undefined; readonly on: string }) => {
  const { language } = useWords()
  const zh = language === 'zh'
  const [edition, choose] = useState<string>()
  const [whole, setWhole] = useState(no === undefined)
  const query = new URLSearchParams({ law, on, ...(!whole && no && { no }), ...(edition && { edition }) }).toString()
  const { data, error } = useQuery({
    queryKey: ['law text', query],
    queryFn: () => get<Told>(`/laws/text?${query}`),
    staleTime: 600_000,
    placeholderData: (before) => before,
  })
  if (error) return <ProblemBox error={error} />
  if (!data) return <Skeleton active />
  if (data.is === 'no text')
    return (
      <Empty
        description={
          <>
            <p>{data.words}</p>
            <p className="none">{data.howTo}</p>
          </>
        }
      />
    )
  const options = data.editions.map((one) => ({ value: one.edition, label: sayEdition(one, language) }))
  return (
    <>
      <Space orientation="vertical" className="wide gap">
        <Select
          className="wide"
          aria-label={zh ? '版本' : 'Edition'}
          value={data.edition.edition}
          options={options}
          onChange={choose}
        />
        {data.later && (
          <Tag color="orange">
            {zh
              ? `库中没有${sayDay(data.on, language)}施行的版本，这是较晚的`
              : `No edition in force on ${data.on}: this is a later one`}
          </Tag>
        )}
        {no !== undefined && (
          <Button size="small" onClick={() => setWhole(!whole)}>
            {whole
              ? zh
                ? `只看${/^\d/.test(no) ? sayNo(no) : no}`
                : 'Only this article'
              : zh
                ? '看全文'
                : 'The whole text'}
          </Button>
        )}
      </Space>
      {data.is === 'no article' ? (
        <Empty
          description={zh ? '这一版本里没有这一条，请核对条号或者换一个版本。' : 'This edition has no such article.'}
        />
      ) : (
        <Passages passages={data.passages} />
      )}
    </>
  )
}
/** `on`: the day by which the edition is chosen; today where it is left out. */
export const LawDrawer = ({
  law,
  no,
  on,
  onClose,
}: {
  readonly law: string
  readonly no?: string | undefined
  readonly on?: string | undefined
  readonly onClose: () => void
}) => {
  const { data: me } = useMe()
  return (
    <Drawer open size={620} title={`《${law}》`} onClose={onClose}>
      <Text law={law} no={no} on={on ?? me?.today ?? ''} />
    </Drawer>
  )
}
export const Cite = ({ article, on }: { readonly article: Cited; readonly on?: string | undefined }) => {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="link" size="small" className="cite" title={article.says} onClick={() => setOpen(true)}>
        {article.cite}
      </Button>
      {open && <LawDrawer law={article.law} no={String(article.no)} on={on} onClose={() => setOpen(false)} />}
    </>
  )
}
