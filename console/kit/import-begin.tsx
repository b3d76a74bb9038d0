/** The beginning of an import: the template, the upload, and the imports there were. */
import { Link, useNavigate } from '@tanstack/react-router'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Empty, Progress, Table, Tag, Upload } from 'antd'
import { useState } from 'react'
import { get, send } from '../api.ts'
import { useDirectory } from '../session.tsx'
import { useWords } from '../words.ts'
import { ImportWhat } from './import-what.tsx'
import { stateNames, type Imports, type Job, type Told } from './importing.ts'
import { ProblemBox } from './problem.tsx'

export const ImportBegin = ({ mechanism }: { readonly mechanism: string }) => {
  const { l } = useWords()
  const go = useNavigate()
  const [gone, setGone] = useState<number>()
  const [act, setAct] = useState<string>()
  const sending = useMutation({
    mutationFn: (file: File) =>
      send<Told>(`/${mechanism}/imports${act === undefined ? '' : `?act=${encodeURIComponent(act)}`}`, file, setGone),
    onSuccess: ({ import: { id } }) => go({ to: '/$mechanism/import', params: { mechanism }, search: { job: id } }),
    onSettled: () => setGone(undefined),
  })
  const past = useQuery({
    queryKey: ['imports', mechanism],
    queryFn: () => get<Imports>(`/${mechanism}/imports`),
  })
  const { personName } = useDirectory()
  if (past.error) return <ProblemBox error={past.error} />
  return (
    <>
      {past.data && <ImportWhat mechanism={mechanism} may={past.data} act={act} choose={setAct} />}
      <Upload.Dragger
        accept=".xlsx,.ods,.csv,.txt,.tsv"
        multiple={false}
        showUploadList={false}
        height={132}
        disabled={sending.isPending}
        beforeUpload={(file) => {
          sending.mutate(file)
          return false
        }}
      >
        <p className="import-drop">
          {l(['把表格拖到这里，或者点击选择文件', 'Drop a table here, or click to choose one'])}
        </p>
        <p className="none">
          {l(['xlsx、ods、csv；上传后先检查，确认以后才写入', 'xlsx, ods, csv; nothing is written before you say so'])}
        </p>
      </Upload.Dragger>
      {gone !== undefined && <Progress percent={Math.round(gone * 100)} />}
      {sending.error && <ProblemBox error={sending.error} />}
      <h2>{l(['导入记录', 'Imports'])}</h2>
      <Table<Job>
        size="small"
        rowKey="id"
        loading={past.isPending}
        dataSource={[...(past.data?.imports ?? [])]}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Empty description={l(['还没有导入过', 'Nothing yet'])} /> }}
        columns={[
          {
            title: l(['文件', 'File']),
            render: (_, { id, name }) => (
              <Link to="/$mechanism/import" params={{ mechanism }} search={{ job: id }}>
                {name}
              </Link>
            ),
          },
          { title: l(['状态', 'State']), width: 110, render: (_, { state }) => <Tag>{l(stateNames[state])}</Tag> },
          { title: l(['写入', 'Written']), width: 90, align: 'right', render: (_, { result }) => result?.rows ?? '' },
          { title: l(['经办人', 'By']), width: 120, render: (_, { person }) => personName(person) },
          {
            title: l(['上传时间', 'Uploaded']),
            width: 170,
            render: (_, { entered }) => new Date(entered).toLocaleString('zh-CN'),
          },
        ]}
      />
    </>
  )
}
