/** The law as the declarations cite it, each article with where it is used; and the numbers that no law settles. */
import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Button, Collapse, Input, Skeleton, Table, Tag } from 'antd'
import { useState } from 'react'
import { get, type Cited, type Pair } from '../api.ts'
import { Cite, LawDrawer } from '../kit/cite.tsx'
import { sayDay } from '../kit/value.tsx'
import { useWords } from '../words.ts'

interface Use {
  readonly no: string | number
  readonly mechanism: string
  readonly mechanismName: string
  readonly words: string
}
interface Instrument {
  readonly title: string
  readonly number: string
  readonly status: string
  readonly articles: Readonly<Record<string, string>>
  readonly uses?: readonly Use[]
}
export interface Reckoning {
  readonly count: number
  readonly unit: string
}
export interface Unsettled {
  readonly id: string
  readonly label: Pair
  readonly article?: Cited
  readonly fallback?: Reckoning
  readonly note?: string
  readonly values: readonly (Reckoning & {
    readonly validFrom: string
    readonly knownFrom: string
    readonly setByName?: string
    readonly basis: string
  })[]
}
interface Laws {
  readonly instruments: readonly Instrument[]
  readonly rules: readonly Unsettled[]
}
export const useLaws = () => useQuery({ queryKey: ['laws'], queryFn: () => get<Laws>('/laws'), staleTime: 600_000 })

const sayNo = (no: string): string => (/^\d+$/.test(no) ? `第${no}条` : no)
const Articles = ({ title, articles }: Instrument) => {
  const { data } = useQuery({
    queryKey: ['law', title],
    queryFn: () => get<Laws>(`/laws?law=${encodeURIComponent(title)}`),
    staleTime: 600_000,
  })
  const uses = data?.instruments.find((one) => one.title === title)?.uses ?? []
  return (
    <dl className="law">
      {Object.entries(articles).map(([no, says]) => (
        <div key={no}>
          <dt>
            <Cite article={{ law: title, no: /^\d+$/.test(no) ? Number(no) : no, cite: sayNo(no), says }} />
          </dt>
          <dd>
            {says}
            <ul>
              {uses
                .filter((use) => String(use.no) === no)
                .map((use, n) => (
                  <li key={n}>
                    <Link to="/$mechanism" params={{ mechanism: use.mechanism }}>
                      {use.mechanismName}
                    </Link>{' '}
                    {use.words}
                  </li>
                ))}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  )
}
interface Imported {
  readonly name: string
  readonly title: string
  readonly edition: string
  readonly since: string
  readonly articles: number
}
/** The texts that were imported, to be read whole; citations open them at their article. */
const Library = () => {
  const { language } = useWords()
  const [open, setOpen] = useState<Imported>()
  const { data } = useQuery({
    queryKey: ['law library'],
    queryFn: () => get<{ readonly howTo: string; readonly laws: readonly Imported[] }>('/laws/library'),
  })
  if (!data) return null
  const words = language === 'zh' ? `法律文本库 ${data.laws.length}` : `Library of texts ${data.laws.length}`
  return (
    <Collapse
      size="small"
      className="gap"
      items={[
        {
          key: 'library',
          label: words,
          children: (
            <>
              <p className="none">{data.howTo}</p>
              <Table<Imported>
                size="small"
                rowKey={({ name, edition }) => `${name}${edition}`}
                pagination={false}
                dataSource={[...data.laws]}
                columns={[
                  {
                    title: language === 'zh' ? '名称' : 'Name',
                    render: (_, law) => (
                      <Button type="link" size="small" className="cite" onClick={() => setOpen(law)}>
                        {law.title}
                      </Button>
                    ),
                  },
                  {
                    title: language === 'zh' ? '公布' : 'Published',
                    width: 140,
                    render: (_, { edition }) => sayDay(edition, language),
                  },
                  {
                    title: language === 'zh' ? '施行' : 'In force',
                    width: 140,
                    render: (_, { since }) => sayDay(since, language),
                  },
                  {
                    title: language === 'zh' ? '条数' : 'Articles',
                    width: 90,
                    align: 'right',
                    dataIndex: 'articles',
                  },
                ]}
              />
              {open && <LawDrawer law={open.name} on={open.since} onClose={() => setOpen(undefined)} />}
            </>
          ),
        },
      ]}
    />
  )
}
export const Law = () => {
  const { t } = useWords()
  const { data } = useLaws()
  const [typed, setTyped] = useState('')
  if (!data) return <Skeleton active />
  const shown = data.instruments.filter(
    ({ title, number, articles }) => !typed || `${title}${number}${Object.values(articles).join('')}`.includes(typed),
  )
  return (
    <>
      <Library />
      <Input.Search allowClear className="unit gap" placeholder={t('search')} onSearch={setTyped} />
      <Collapse
        size="small"
        items={shown.map((one) => ({
          key: one.title,
          label: (
            <>
              《{one.title}》 {one.number} {one.status === 'unverified' && <Tag color="orange">{t('unverified')}</Tag>}
            </>
          ),
          children: <Articles {...one} />,
        }))}
      />
    </>
  )
}
