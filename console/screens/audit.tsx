/** 审计记录: who did what at the door and with the records, newest first; for the audit administrator alone. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, DatePicker, Empty, Input, Space, Table } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { get } from '../api.ts'
import { Export } from '../kit/export.tsx'
import { ProblemBox } from '../kit/problem.tsx'
import { useWords } from '../words.ts'

interface Entry {
  readonly id: string
  readonly at: string
  readonly login: string
  readonly address: string
  readonly what: string
  readonly result: string
}
const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
})
export const Audit = () => {
  const { language, t } = useWords()
  const zh = language === 'zh'
  const [login, setLogin] = useState('')
  const [day, setDay] = useState<string>()
  const { data, error, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['audit', login, day],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: '100', ...(login && { login }), ...(day && { day }) })
      if (pageParam) query.set('after', pageParam)
      return get<{ readonly entries: readonly Entry[]; readonly next?: string }>(`/audit?${query.toString()}`)
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    retry: false,
  })
  if (error) return <ProblemBox error={error} />
  return (
    <>
      <Space className="tools gap">
        <Input.Search
          allowClear
          aria-label={t('login')}
          placeholder={t('login')}
          onSearch={(typed) => setLogin(typed.trim())}
        />
        <DatePicker
          value={day ? dayjs(day) : null}
          onChange={(chosen) => setDay(chosen?.format('YYYY-MM-DD'))}
          placeholder={zh ? '哪一天' : 'Day'}
        />
        <Export path="/audit" {...(login && { query: new URLSearchParams({ login }).toString() })} />
      </Space>
      <Table<Entry>
        size="small"
        rowKey="id"
        loading={!data}
        dataSource={data?.pages.flatMap(({ entries }) => entries) ?? []}
        pagination={false}
        locale={{ emptyText: <Empty description={t('emptyFound')} /> }}
        columns={[
          {
            title: zh ? '时间（北京）' : 'At (Beijing)',
            width: 180,
            render: (_, { at }) => clock.format(new Date(at)),
          },
          { title: zh ? '账号' : 'Login', width: 160, dataIndex: 'login' },
          { title: zh ? '来源' : 'From', width: 140, dataIndex: 'address' },
          { title: zh ? '操作' : 'What', dataIndex: 'what' },
          { title: t('result'), width: 160, dataIndex: 'result' },
        ]}
      />
      {hasNextPage && (
        <Button className="more" loading={isFetching} onClick={() => void fetchNextPage()}>
          {zh ? '再看100条' : '100 more'}
        </Button>
      )}
    </>
  )
}
