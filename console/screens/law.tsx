/** The law as the declarations cite it, each article with where it is used; and the numbers that no law settles. */
import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Button, Collapse, Empty, Input, Skeleton, Table, Tag } from 'antd'
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
interface Reckoning {
  readonly count: number
  readonly unit: string
}
interface Unsettled {
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
const useLaws = () => useQuery({ queryKey: ['laws'], queryFn: () => get<Laws>('/laws'), staleTime: 600_000 })

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

const units: Readonly<Record<string, Pair>> = {
  'working days': ['个工作日', 'working days'],
  'calendar days': ['日', 'days'],
  months: ['个月', 'months'],
  hours: ['小时', 'hours'],
  yuan: ['元', 'yuan'],
}
export const Parameters = () => {
  const { t, l, language } = useWords()
  const { data } = useLaws()
  if (!data) return <Skeleton active />
  const say = ({ count, unit }: Reckoning) => {
    const [zh, en] = units[unit] ?? [unit, unit]
    return l([`${count}${zh}`, `${count} ${en}`])
  }
  return (
    <>
      <p>
        {language === 'zh'
          ? '下列数字没有可查的法律文本定下，按默认值计算并标“待核”；在“本区参数”中登记并由第二人确认后，按登记的数值计算。'
          : 'No text settles these numbers: the default counts, marked as to be verified, until the district sets its own.'}
      </p>
      <Table<Unsettled>
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={[...data.rules]}
        locale={{ emptyText: <Empty description={t('emptyList')} /> }}
        columns={[
          {
            title: language === 'zh' ? '期限、数额' : 'Limit',
            width: 260,
            render: (_, { label, id }) => (
              <>
                {l(label)} <code className="none">{id}</code>
              </>
            ),
          },
          {
            title: language === 'zh' ? '默认值' : 'Default',
            width: 130,
            render: (_, { fallback }) => fallback && say(fallback),
          },
          {
            title: language === 'zh' ? '本区所定' : 'Set by the district',
            render: (_, { values }) =>
              values.length ? (
                <ol className="values">
                  {values.map((value) => (
                    <li key={`${value.validFrom}${value.knownFrom}`}>
                      {l(['自', 'From '])}
                      {sayDay(value.validFrom, language)}
                      {l(['起 ', ': '])}
                      <strong>{say(value)}</strong>
                      {l([
                        `，${sayDay(value.knownFrom, 'zh')}${value.setByName}确认，依据：`,
                        `, confirmed on ${value.knownFrom} by ${value.setByName}; basis: `,
                      ])}
                      {value.basis}
                    </li>
                  ))}
                </ol>
              ) : (
                <Tag color="orange">{t('unverified')}</Tag>
              ),
          },
          {
            title: language === 'zh' ? '为何待核' : 'Why',
            render: (_, { note, article }) => (
              <span className="article">
                {note} {article && <Cite article={article} />}
              </span>
            ),
          },
        ]}
      />
    </>
  )
}
