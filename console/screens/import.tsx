/** 导入: template, upload, columns, check, commit, receipt, undo. The server keeps the state: a reload goes on where it was. */
import { Link, useNavigate } from '@tanstack/react-router'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Progress, Skeleton, Space, Steps, Tag } from 'antd'
import { useState } from 'react'
import { get, request } from '../api.ts'
import { ImportBegin } from '../kit/import-begin.tsx'
import { ImportMapping } from '../kit/import-mapping.tsx'
import { ImportReceipt } from '../kit/import-receipt.tsx'
import { ImportReport } from '../kit/import-report.tsx'
import { busy, href, stateNames, type Told } from '../kit/importing.ts'
import { ProblemBox } from '../kit/problem.tsx'
import { useShape } from '../session.tsx'
import { useWords } from '../words.ts'

export const Import = ({ mechanism, job: id }: { readonly mechanism: string; readonly job?: string }) => {
  const { l } = useWords()
  const { data: shape } = useShape(mechanism)
  const go = useNavigate()
  const told = useQuery({
    queryKey: ['import', mechanism, id],
    queryFn: () => get<Told>(`/${mechanism}/imports/${id}`),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data && busy(state.data.import.state) ? 600 : false),
  })
  const job = told.data?.import
  const step = !job
    ? 0
    : job.state === 'done' || job.state === 'undone'
      ? 3
      : job.state === 'reading'
        ? 1
        : job.state === 'committing'
          ? 3
          : 2
  return (
    <>
      <header className="head">
        <h1>
          <Link to="/$mechanism" params={{ mechanism }}>
            {shape ? l(shape.name) : ''}
          </Link>{' '}
          · {l(['导入', 'Import'])}
        </h1>
        {id && (
          <Button onClick={() => go({ to: '/$mechanism/import', params: { mechanism }, search: {} })}>
            {l(['另导一份', 'Another file'])}
          </Button>
        )}
      </header>
      <Steps
        size="small"
        current={step}
        className="gap-below"
        items={[
          { title: l(['下载模板，填写', 'Template']) },
          { title: l(['上传', 'Upload']) },
          { title: l(['核对栏目和错误', 'Check']) },
          { title: l(['写入，取得回执', 'Commit']) },
        ]}
      />
      {told.error && <ProblemBox error={told.error} />}
      {!id && <ImportBegin mechanism={mechanism} />}
      {id && !told.data && !told.error && <Skeleton active />}
      {told.data && <Going mechanism={mechanism} told={told.data} />}
    </>
  )
}

const Going = ({ mechanism, told }: { readonly mechanism: string; readonly told: Told }) => {
  const { l } = useWords()
  const { import: job, columns } = told
  const go = useNavigate()
  const { modal } = App.useApp()
  const client = useQueryClient()
  const [again, setAgain] = useState(false)
  const path = `/${mechanism}/imports/${job.id}`
  const ask = useMutation({
    mutationFn: ({ to, body }: { readonly to: string; readonly body: object }) =>
      request<Told>('POST', `${path}/${to}`, body),
    onSuccess: (next) => client.setQueryData(['import', mechanism, job.id], next),
  })
  const drop = useMutation({
    mutationFn: () => request('DELETE', path),
    onSuccess: () => go({ to: '/$mechanism/import', params: { mechanism }, search: {} }),
  })
  const waiting = busy(job.state)
  const { report } = job
  const commit = (mode: 'all' | 'good') => ask.mutate({ to: 'commit', body: { mode, again } })
  return (
    <>
      <p>
        <b>{job.name}</b> <Tag>{l(stateNames[job.state])}</Tag>
        {job.acting !== undefined && (
          <Tag color="blue">{`${l(['已有案卷', 'On cases'])}：${job.acts.map(({ label }) => label).join('')}`}</Tag>
        )}
        <span className="none">
          {(job.size / 1024).toFixed(0)} KB
          {job.sheet ? ` · ${l(['工作表', 'Sheet'])}“${job.sheet}”` : ''}
        </span>
      </p>
      {job.warning && <Alert type="warning" showIcon title={job.warning} />}
      {job.words && job.state !== 'done' && (
        <Alert type={job.state === 'refused' ? 'error' : 'warning'} showIcon title={job.words} />
      )}
      {ask.error && <ProblemBox error={ask.error} />}
      {drop.error && <ProblemBox error={drop.error} />}
      {waiting && (
        <div role="status" className="import-busy">
          <Progress
            percent={report && report.rows > 0 ? Math.min(99, Math.round((job.done * 100) / report.rows)) : 0}
            status="active"
            showInfo={Boolean(report && report.rows > 0)}
          />
          {l(stateNames[job.state])}
          {job.done > 0 && `：${job.done}${l(['行', ' rows'])}`}
          {l(['。可以离开这一页，回来时从导入记录中打开。', '. You may leave; find it again among the imports.'])}
        </div>
      )}
      {(job.state === 'done' || job.state === 'undone') && (
        <ImportReceipt mechanism={mechanism} job={job} ask={ask.mutate} pending={ask.isPending} />
      )}
      {job.state === 'checked' && report && (
        <div className="import-decide">
          <Space wrap>
            <Button
              type="primary"
              disabled={report.wrong > 0 || (report.good === 0 && !(again && report.again > 0)) || ask.isPending}
              onClick={() => commit('all')}
            >
              {l([`写入全部${report.good}行`, `Write all ${report.good} rows`])}
            </Button>
            {report.wrong > 0 && report.good > 0 && (
              <Button
                disabled={ask.isPending}
                onClick={() =>
                  modal.confirm({
                    title: l([`只写入正确的${report.good}行？`, `Write the ${report.good} right rows only?`]),
                    content: l([
                      `有误的${report.wrong}行不写入。改正带校验结果的文件后再次上传，已写入的行不会重复。`,
                      `${report.wrong} wrong rows are left out. Correct the marked file and send it again: rows are not doubled.`,
                    ]),
                    onOk: () => commit('good'),
                  })
                }
              >
                {l([`只写入正确的${report.good}行`, `Write the ${report.good} right rows`])}
              </Button>
            )}
            {report.wrong > 0 && job.kept && (
              <Button href={href(`${path}/marked`)} download>
                {l(['下载带校验结果的文件', 'Download the marked file'])}
              </Button>
            )}
            {report.again > 0 && (
              <Checkbox checked={again} onChange={({ target }) => setAgain(target.checked)}>
                {l(['已登记过的行也再登记一次', 'Record rows again that were recorded before'])}
              </Checkbox>
            )}
            <Button danger onClick={() => drop.mutate()}>
              {l(['放弃', 'Give up'])}
            </Button>
          </Space>
        </div>
      )}
      {job.mapping && job.guesses && (job.state === 'checked' || job.state === 'checking') && job.kept && (
        <ImportMapping
          key={`${job.sheet}/${job.header}/${JSON.stringify(job.mapping)}`}
          job={job}
          columns={columns}
          waiting={waiting || ask.isPending}
          ask={(body) => ask.mutate({ to: 'mapping', body })}
        />
      )}
      {report && job.state !== 'committing' && <ImportReport job={job} report={report} />}
    </>
  )
}
