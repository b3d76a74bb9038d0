/** 放假通知: the years whose holidays are known, and loading the notice of another year from its file, looked at first. */
import { Link } from '@tanstack/react-router'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Space, Table, Tag, Upload } from 'antd'
import { useState } from 'react'
import { get, request, type Page, type Row } from '../api.ts'
import { ProblemBox } from '../kit/problem.tsx'
import { sayDay } from '../kit/value.tsx'
import { useChapters, useMe } from '../session.tsx'
import { useWords } from '../words.ts'

type Days = Readonly<Record<string, string>>
interface Notice {
  readonly id: string
  readonly year: number
  readonly issued: string
  readonly source: string
  readonly off: Days
  readonly work: Days
}
/** Day after day of one occasion: 春节 2月15日、16日…… */
const grouped = (days: Days): string => {
  const found = new Map<string, string[]>()
  for (const [day, name] of Object.entries(days)) found.set(name, [...(found.get(name) ?? []), day.slice(5)])
  return [...found].map(([name, all]) => `${name} ${all.join('、')}`).join('；')
}
const daysOf = (value: unknown): Days => {
  try {
    return JSON.parse(String(value)) as Days
  } catch {
    return {}
  }
}

export const Notices = () => {
  const { l, language } = useWords()
  const { data: me } = useMe()
  const { data: chapters } = useChapters()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [read, setRead] = useState<readonly Notice[]>()
  const [wrong, setWrong] = useState<unknown>()
  const { data, error } = useQuery({
    queryKey: ['list', 'notices', 'administration'],
    queryFn: () => get<Page>('/notices?limit=200&sort=-opened'),
  })
  if (error) return <ProblemBox error={error} />
  const loads = chapters?.flatMap(({ mechanisms }) => mechanisms).find(({ id }) => id === 'notices')?.opens.length ?? 0
  const look = async (file: File) => {
    setWrong(undefined)
    setRead(undefined)
    try {
      const { notices } = await request<{ readonly notices: readonly Notice[] }>('POST', '/calendar/notices', {
        text: await file.text(),
      })
      setRead(notices)
    } catch (reason) {
      setWrong(reason)
    }
  }
  const load = async () => {
    setWrong(undefined)
    try {
      for (const { id, year, issued, source, off, work } of read ?? [])
        await request('POST', '/notices', {
          act: 'load',
          on: issued,
          body: { year, issued, number: id, source, off: JSON.stringify(off), work: JSON.stringify(work) },
        })
      void message.success(l(['已载入，各案期限正在重新计算', 'Loaded; the deadlines are computed anew']))
      setRead(undefined)
      await client.invalidateQueries()
    } catch (reason) {
      setWrong(reason)
    }
  }
  const rows = data?.rows ?? []
  const years = new Set(rows.map(({ fields }) => Number(fields.year)))
  const next = Number(me?.today.slice(0, 4) ?? 0) + 1
  return (
    <>
      {me && !years.has(next - 1) && (
        <Alert
          type="warning"
          showIcon
          className="gap"
          title={l([
            `${next - 1}年的放假通知还没有载入，该年的期限按周末推算，是暂定的。`,
            `The notice of ${next - 1} is not loaded; its deadlines are provisional.`,
          ])}
        />
      )}
      <p>
        {l([
          '工作日按国务院的放假通知计算。新的一年发布以后，在这里载入通知文件（JSON），各案的期限随即重新计算。',
          'Working days are counted by these notices. Load the file of a new year here, and the deadlines are computed anew.',
        ])}
      </p>
      {loads > 0 && (
        <Space className="tools gap">
          <Upload
            accept=".json"
            showUploadList={false}
            beforeUpload={(file) => {
              void look(file)
              return false
            }}
          >
            <Button type={read ? 'default' : 'primary'}>{l(['选择通知文件', 'Choose a file'])}</Button>
          </Upload>
        </Space>
      )}
      {wrong !== undefined && <ProblemBox error={wrong} />}
      {read && (
        <Alert
          type="info"
          className="gap"
          title={l([`文件里有${read.length}份通知，请对照原文核对`, `${read.length} notices in the file`])}
          description={
            <>
              {read.map((one) => (
                <p key={one.id}>
                  <strong>
                    {one.year} · {one.id} · {sayDay(one.issued, language)}
                  </strong>
                  <br />
                  {l(['放假：', 'Off: '])}
                  {grouped(one.off)}
                  <br />
                  {l(['上班：', 'Worked: '])}
                  {grouped(one.work)}
                </p>
              ))}
              <Space>
                <Button type="primary" onClick={() => void load()}>
                  {l(['载入', 'Load'])}
                </Button>
                <Button onClick={() => setRead(undefined)}>{l(['取消', 'Cancel'])}</Button>
              </Space>
            </>
          }
        />
      )}
      <Table<Row>
        size="small"
        rowKey="id"
        loading={!data}
        pagination={false}
        dataSource={[...rows]}
        columns={[
          {
            title: l(['年度', 'Year']),
            width: 90,
            render: (_, { id, fields }) => (
              <Link to="/$mechanism/$id" params={{ mechanism: 'notices', id }}>
                {String(fields.year ?? '')}
              </Link>
            ),
          },
          { title: l(['文号', 'Number']), width: 180, render: (_, { fields }) => String(fields.number ?? '') },
          { title: l(['发布日', 'Issued']), width: 130, render: (_, { opened }) => sayDay(opened, language) },
          {
            title: l(['放假', 'Off']),
            render: (_, { fields }) => <Tag>{Object.keys(daysOf(fields.off)).length}</Tag>,
            width: 80,
          },
          { title: l(['节日', 'Holidays']), render: (_, { fields }) => grouped(daysOf(fields.off)) },
          { title: l(['调休上班', 'Worked']), width: 260, render: (_, { fields }) => grouped(daysOf(fields.work)) },
        ]}
      />
    </>
  )
}
