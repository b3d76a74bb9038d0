/** How a run of many acts stands, case by case: in its own window, and as a line at the foot of every screen. */
import { Link } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal, Progress, Space, Table, Tag } from 'antd'
import { useEffect, useState } from 'react'
import type { Pair } from '../api.ts'
import { useWords } from '../words.ts'
import { putAway, resumeRun, stopRun, useRun, type Outcome, type Run } from './bulk-run.ts'
import { ReasonLine } from './problem.tsx'

const shown: Readonly<Record<Outcome['is'], readonly [colour: string, words: Pair]>> = {
  waiting: ['default', ['等待', 'Waiting']],
  done: ['green', ['已办', 'Done']],
  breach: ['volcano', ['已记录，记为违法', 'Recorded as a breach']],
  refused: ['red', ['不能办理', 'Refused']],
  failed: ['gold', ['未送达', 'Not sent']],
}
export const Outcomes = ({ mechanism, items }: { readonly mechanism: string; readonly items: readonly Outcome[] }) => {
  const { t, l, language } = useWords()
  return (
    <Table<Outcome>
      size="small"
      rowKey="id"
      className="outcomes"
      dataSource={[...items]}
      pagination={false}
      columns={[
        {
          title: t('matter'),
          width: 260,
          render: (_, { id, title }) => (
            <Link to="/$mechanism/$id" params={{ mechanism, id }}>
              {title || id.slice(-8)}
            </Link>
          ),
        },
        {
          title: t('result'),
          width: 150,
          render: (_, { is }) => <Tag color={shown[is][0]}>{l(shown[is][1])}</Tag>,
        },
        {
          title: language === 'zh' ? '说明' : 'Why',
          render: (_, { reasons }) =>
            reasons.map((reason) => (
              <div key={reason.words}>
                <ReasonLine reason={reason} />
              </div>
            )),
        },
      ]}
    />
  )
}
const count = (run: Run, ...of: readonly Outcome['is'][]): number =>
  run.items.filter(({ is }) => of.includes(is)).length
export const sayRun = (run: Run, language: 'zh' | 'en'): string => {
  const [done, breach, refused, failed, left] = [
    count(run, 'done'),
    count(run, 'breach'),
    count(run, 'refused'),
    count(run, 'failed'),
    count(run, 'waiting'),
  ]
  return language === 'zh'
    ? [
        `共${run.items.length}件，已办${done + breach}件`,
        breach && `其中${breach}件记为违法`,
        refused && `不能办理${refused}件`,
        failed && `未送达${failed}件`,
        left && `还有${left}件`,
      ]
        .filter(Boolean)
        .join('，')
    : `${done + breach} of ${run.items.length} done, ${breach} as breaches, ${refused} refused, ${failed} not sent, ${left} left`
}
const RunButtons = ({ run }: { readonly run: Run }) => {
  const { language } = useWords()
  const zh = language === 'zh'
  if (run.state === 'running')
    return (
      <Button size="small" onClick={stopRun}>
        {zh ? '停下' : 'Stop'}
      </Button>
    )
  return (
    <Space>
      {count(run, 'waiting', 'failed') > 0 && (
        <Button size="small" onClick={resumeRun}>
          {zh ? '继续办理其余的' : 'Go on with the rest'}
        </Button>
      )}
      <Button size="small" onClick={putAway}>
        {zh ? '收起' : 'Put away'}
      </Button>
    </Space>
  )
}
export const RunView = ({ run }: { readonly run: Run }) => {
  const { language } = useWords()
  const past = run.items.length - count(run, 'waiting')
  return (
    <>
      <Progress percent={Math.round((past * 100) / run.items.length)} />
      <p role="status">{sayRun(run, language)}</p>
      <Outcomes mechanism={run.mechanism} items={run.items} />
    </>
  )
}
/** The line at the foot, while a run is under way or not yet put away. */
export const RunLine = () => {
  const { l, language } = useWords()
  const client = useQueryClient()
  const run = useRun()
  const [open, setOpen] = useState(false)
  const ended = run?.state
  useEffect(() => {
    if (ended && ended !== 'running') void client.invalidateQueries()
  }, [client, ended])
  if (!run) return null
  return (
    <aside className="run-line" aria-label={language === 'zh' ? '成批办理' : 'Many at once'}>
      <strong>{l(run.label)}</strong> <span>{sayRun(run, language)}</span>
      <Button size="small" onClick={() => setOpen(true)}>
        {language === 'zh' ? '逐件结果' : 'Case by case'}
      </Button>
      <RunButtons run={run} />
      {open && (
        <Modal
          open
          width={900}
          title={`${language === 'zh' ? '成批办理' : 'Many at once'}：${l(run.label)}`}
          footer={<RunButtons run={run} />}
          onCancel={() => setOpen(false)}
        >
          <RunView run={run} />
        </Modal>
      )}
    </aside>
  )
}
