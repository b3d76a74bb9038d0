/** 备份: which there are and how old the last one is, one more now, and whether one is whole; for the system administrator. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Empty, Skeleton, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { get, request } from '../api.ts'
import { ProblemBox } from '../kit/problem.tsx'
import { useWords } from '../words.ts'

interface Kept {
  readonly name: string
  readonly taken: string
  readonly rows: number
  readonly bytes: number
}
interface Backups {
  readonly folder: string
  readonly now: string
  readonly running?: string
  readonly failed?: string
  readonly backups: readonly Kept[]
}
const day = 86_400_000
/** Days after which somebody should be told that the last backup is old. */
const old = 1
const said = (moment: string): string => moment.slice(0, 16).replace('T', ' ')
const size = (bytes: number): string =>
  bytes < 2 ** 20 ? `${Math.ceil(bytes / 2 ** 10)} KB` : `${(bytes / 2 ** 20).toFixed(1)} MB`

/** How old the last one is, where that is something to be told. */
const Age = ({ now, last }: { readonly now: string; readonly last: Kept | undefined }) => {
  const { l } = useWords()
  const days = last ? Math.floor((Date.parse(now) - Date.parse(last.taken)) / day) : undefined
  if (days !== undefined && days < old)
    return (
      <Alert
        type="success"
        showIcon
        className="gap"
        title={l([`最近一次备份：${said(last!.taken)}`, `Last backup: ${said(last!.taken)}`])}
      />
    )
  return (
    <Alert
      type="warning"
      showIcon
      className="gap"
      title={
        days === undefined
          ? l(['还没有备份。数据库或者磁盘损坏时，全部记录将无法恢复。', 'No backup yet: nothing could be restored.'])
          : l([
              `最近一次备份已过去${days}天（${said(last!.taken)}），其后登记的内容没有备份。`,
              `The last backup is ${days} days old (${said(last!.taken)}).`,
            ])
      }
    />
  )
}

export const BackupScreen = () => {
  const { t, l } = useWords()
  const client = useQueryClient()
  const [wrong, setWrong] = useState<unknown>()
  const [checking, setChecking] = useState<string>()
  const [checked, setChecked] = useState<Readonly<Record<string, readonly string[]>>>({})
  const { data, error } = useQuery({
    queryKey: ['backups'],
    queryFn: () => get<Backups>('/backups'),
    retry: false,
    refetchInterval: ({ state }) => (state.data?.running ? 1000 : false),
  })
  if (error) return <ProblemBox error={error} />
  if (!data) return <Skeleton active />
  const make = async () => {
    setWrong(undefined)
    await request('POST', '/backups', {}).catch(setWrong)
    await client.invalidateQueries({ queryKey: ['backups'] })
  }
  const verify = async (name: string) => {
    setWrong(undefined)
    setChecking(name)
    try {
      const { wrong: found } = await request<{ readonly wrong: readonly string[] }>(
        'POST',
        `/backups/${encodeURIComponent(name)}/verify`,
        {},
      )
      setChecked({ ...checked, [name]: found })
    } catch (reason) {
      setWrong(reason)
    } finally {
      setChecking(undefined)
    }
  }
  return (
    <>
      {wrong !== undefined && <ProblemBox error={wrong} />}
      {data.failed && <Alert type="error" showIcon className="gap" title={data.failed} />}
      <Age now={data.now} last={data.backups[0]} />
      <Space className="tools gap">
        <Button type="primary" loading={data.running !== undefined} onClick={() => void make()}>
          {data.running ? l(['正在备份……可以离开本页', 'Backing up…']) : l(['现在备份', 'Back up now'])}
        </Button>
      </Space>
      <Table<Kept>
        size="small"
        rowKey="name"
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={[...data.backups]}
        locale={{ emptyText: <Empty description={l(['还没有备份，请按“现在备份”。', 'No backups yet.'])} /> }}
        columns={[
          { title: l(['时间', 'Taken']), width: 160, render: (_, { taken }) => said(taken) },
          { title: l(['名称', 'Name']), render: (_, { name }) => <code>{name}</code> },
          {
            title: l(['记录行数', 'Rows']),
            align: 'right',
            width: 120,
            render: (_, { rows }) => rows.toLocaleString(),
          },
          { title: l(['大小', 'Size']), align: 'right', width: 120, render: (_, { bytes }) => size(bytes) },
          {
            title: t('result'),
            width: 320,
            render: (_, { name }) => {
              const found = checked[name]
              return (
                <Space>
                  <Button size="small" loading={checking === name} onClick={() => void verify(name)}>
                    {l(['核对是否完整', 'Verify'])}
                  </Button>
                  {found && (
                    <Tag color={found.length ? 'red' : 'green'}>
                      {found.length ? found.join('；') : l(['完整', 'Whole'])}
                    </Tag>
                  )}
                </Space>
              )
            },
          },
        ]}
      />
      <h2>{l(['存放和恢复', 'Where they are, and how they are restored'])}</h2>
      <p>
        {l([
          '备份含有密钥和全部记录，不能从网页下载。它在服务器的这个文件夹里，请由系统管理员复制到另一台机器或者离线介质上：',
          'A backup holds the keys and is not handed out here. It lies on the server; copy it to another machine:',
        ])}
      </p>
      <p>
        <code>{data.folder}</code>
      </p>
      <p>
        {l(['恢复到空的数据目录，指标与备份时相同：', 'Restored into an empty data directory:'])}
        <br />
        <code>{`FAZHI_DATA=<空目录> npm run -s fazhi -- restore ${data.folder}/${data.backups[0]?.name ?? '<名称>'}`}</code>
      </p>
    </>
  )
}
