/** What an import wrote, its proof, and its undoing. */
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Input, Modal, Space } from 'antd'
import { useState } from 'react'
import { useDirectory } from '../session.tsx'
import { useWords } from '../words.ts'
import { href, when, type Job } from './importing.ts'

export const ImportReceipt = ({
  mechanism,
  job,
  ask,
  pending,
}: {
  readonly mechanism: string
  readonly job: Job
  readonly ask: (asked: { readonly to: string; readonly body: object }) => void
  readonly pending: boolean
}) => {
  const { l } = useWords()
  const go = useNavigate()
  const [undoing, setUndoing] = useState(false)
  const [reason, setReason] = useState('')
  const { personName } = useDirectory()
  const { result, undone } = job
  return (
    <section className="import-receipt">
      <h2>{l(['导入回执', 'Receipt'])}</h2>
      {undone && (
        <Alert
          type="info"
          showIcon
          title={l([
            `${when(undone.on)} ${personName(undone.person)}撤销了这一批（${undone.cases}件）：${undone.reason}`,
            `Undone ${when(undone.on)} by ${personName(undone.person)} (${undone.cases} cases): ${undone.reason}`,
          ])}
        />
      )}
      <dl>
        <dt>{l(['写入', 'Written'])}</dt>
        <dd>
          {result?.rows} {l(['行', 'rows'])}，{when(result?.on ?? '')}，{personName(job.person)}
        </dd>
        <dt>{l(['文件', 'File'])}</dt>
        <dd>
          {job.name} <code>{job.file}</code>
        </dd>
        {result?.batches.map(({ id, rows, root }) => (
          <div key={root ?? 'single'}>
            <dt>{root ? l(['批次', 'Batch']) : l(['逐件登记', 'One by one'])}</dt>
            <dd>
              <code>{id}</code>，{rows}
              {l(['行', ' rows'])}
              {root && (
                <>
                  ，{l(['默克尔根', 'Merkle root'])} <code>{root}</code>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <Space wrap>
        <Button type="primary" onClick={() => go({ to: '/$mechanism', params: { mechanism } })}>
          {l(['查看台账', 'Open the register'])}
        </Button>
        <Button href={href(`/${mechanism}/imports/${job.id}/receipt`)} download={`导入回执-${job.id}.json`}>
          {l(['下载回执', 'Download the receipt'])}
        </Button>
        {job.mode === 'good' && job.kept && (job.report?.wrong ?? 0) > 0 && (
          <Button href={href(`/${mechanism}/imports/${job.id}/marked`)} download>
            {l(['下载带校验结果的文件', 'Download the marked file'])}
          </Button>
        )}
        {!undone && (
          <Button danger disabled={pending} onClick={() => setUndoing(true)}>
            {l(['撤销这一批', 'Undo this import'])}
          </Button>
        )}
      </Space>
      <Modal
        open={undoing}
        title={l(['撤销这一批', 'Undo this import'])}
        okText={l(['撤销', 'Undo'])}
        okButtonProps={{ disabled: !reason.trim() }}
        onCancel={() => setUndoing(false)}
        onOk={() => {
          setUndoing(false)
          ask({ to: 'undo', body: { reason } })
        }}
      >
        <p>
          {l([
            '整批作废，在账本中留下记录。其后已有办理的，不能撤销。',
            'All its records are voided, which the ledger keeps. Not possible once something stands on them.',
          ])}
        </p>
        <Input
          aria-label={l(['理由', 'Reason'])}
          placeholder={l(['理由', 'Reason'])}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
          maxLength={200}
        />
      </Modal>
    </section>
  )
}
