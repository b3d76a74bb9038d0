/** The letters of a case: what went out by e-mail, what became of it, and a new one. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Empty, Form, Input, Modal, Table, Tag } from 'antd'
import { useState } from 'react'
import { get, request } from '../api.ts'
import { useWords } from '../words.ts'
import { FieldInput } from './input.tsx'
import { problemOf, ProblemBox } from './problem.tsx'

interface Sent {
  readonly id: string
  readonly state: 'waiting' | 'sent' | 'failed'
  readonly recipient: string
  readonly subject: string
  readonly tries: number
  readonly created: string
  readonly next?: string
  readonly settled?: string
  readonly answer?: string
}
interface Letters {
  readonly sends: boolean
  readonly letters: readonly Sent[]
}
const states = {
  waiting: ['blue', '等候发送', 'Waiting'],
  sent: ['green', '已发送', 'Sent'],
  failed: ['red', '未成功', 'Failed'],
} as const
const file = { name: 'file', kind: 'file', label: ['附件', 'Enclosure'], optional: true, personal: false } as const
const atMinute = (at: string): string =>
  new Date(at).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })

const Compose = ({ path, onClose }: { readonly path: string; readonly onClose: () => void }) => {
  const { t, language } = useWords()
  const zh = language === 'zh'
  const client = useQueryClient()
  const [to, setTo] = useState('')
  const [subject, setSubject] = useState('')
  const [words, setWords] = useState('')
  const [enclosed, setEnclosed] = useState<string>()
  // Sent again after a lost answer, it is the same letter.
  const [key] = useState(() => crypto.getRandomValues(new Uint32Array(4)).join('-'))
  const send = useMutation({
    mutationFn: () =>
      request('POST', `${path}/mail`, { to: to.trim(), subject, words, files: enclosed ? [enclosed] : [] }, key),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['mail', path] })
      onClose()
    },
  })
  const wrong = send.error ? (problemOf(send.error).fields ?? {}) : {}
  const help = (name: string) => wrong[name] && { help: wrong[name], validateStatus: 'error' as const }
  return (
    <Modal
      open
      width={720}
      title={zh ? '发送信件' : 'Write a letter'}
      okText={t('submit')}
      cancelText={t('cancel')}
      confirmLoading={send.isPending}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      {send.error && Object.keys(wrong).length === 0 && <ProblemBox error={send.error} />}
      <Form layout="vertical">
        <Form.Item label={zh ? '收件地址' : 'To'} required htmlFor="mail-to" {...help('to')}>
          <Input id="mail-to" type="email" value={to} onChange={(event) => setTo(event.target.value)} />
        </Form.Item>
        <Form.Item label={t('title')} required htmlFor="mail-subject" {...help('subject')}>
          <Input
            id="mail-subject"
            maxLength={200}
            value={subject}
            onChange={(event) => setSubject(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={zh ? '正文' : 'Words'} required htmlFor="mail-words" {...help('words')}>
          <Input.TextArea id="mail-words" rows={8} value={words} onChange={(event) => setWords(event.target.value)} />
        </Form.Item>
        <Form.Item label={zh ? '附件' : 'Enclosure'} {...help('files')}>
          <FieldInput field={file} value={enclosed} onChange={(hash) => setEnclosed(hash as string | undefined)} />
        </Form.Item>
      </Form>
      <p className="none">
        {zh
          ? '发送的结果会记入本案历史，地址在其中隐去。请核对收件地址，内容不得涉及国家秘密。'
          : 'What becomes of it is noted in the case, without the address.'}
      </p>
    </Modal>
  )
}
export const Mail = ({ path }: { readonly path: string }) => {
  const { t, language } = useWords()
  const zh = language === 'zh'
  const [writing, setWriting] = useState(false)
  const { data, error } = useQuery({
    queryKey: ['mail', path],
    queryFn: () => get<Letters>(`${path}/mail`),
    refetchInterval: ({ state }) => (state.data?.letters.some((one) => one.state === 'waiting') ? 10_000 : false),
    retry: false,
  })
  if (error) return <ProblemBox error={error} />
  return (
    <>
      {data && !data.sends && (
        <Alert
          type="info"
          title={
            zh
              ? '本系统没有设置邮件服务器，不能发送信件；由系统管理员设置 SMTP_URL 和 MAIL_FROM。'
              : 'No mail server is set.'
          }
        />
      )}
      {data?.sends && (
        <Button className="gap" onClick={() => setWriting(true)}>
          {zh ? '发送信件' : 'Write a letter'}
        </Button>
      )}
      <Table<Sent>
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={[...(data?.letters ?? [])]}
        locale={{ emptyText: <Empty description={zh ? '还没有从本案发出信件。' : 'No letters yet.'} /> }}
        columns={[
          {
            title: t('state'),
            width: 100,
            render: (_, { state }) => <Tag color={states[state][0]}>{states[state][zh ? 1 : 2]}</Tag>,
          },
          { title: t('title'), dataIndex: 'subject' },
          { title: zh ? '收件人' : 'To', width: 200, dataIndex: 'recipient' },
          { title: zh ? '时间' : 'At', width: 160, render: (_, one) => atMinute(one.settled ?? one.created) },
          {
            title: t('result'),
            render: (_, { answer, tries, next }) => (
              <>
                {answer}
                {next && tries > 0 && (
                  <span className="none">
                    {zh ? ` 已试${tries}次，${atMinute(next)}再试` : ` tried ${tries} times, again ${atMinute(next)}`}
                  </span>
                )}
              </>
            ),
          },
        ]}
      />
      {writing && <Compose path={path} onClose={() => setWriting(false)} />}
    </>
  )
}
