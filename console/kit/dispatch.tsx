/** 发文登记 of one letter: what went out, what waits for its signature, and putting it forward. */
import { Link } from '@tanstack/react-router'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, AutoComplete, Button, Form, Input, Modal, Select, Skeleton, Space, Table } from 'antd'
import { useState } from 'react'
import { get, request, type Pair } from '../api.ts'
import { useDirectory, useMe } from '../session.tsx'
import { useWords } from '../words.ts'
import { problemOf, ProblemBox } from './problem.tsx'
import { sayDay } from './value.tsx'

interface Dispatch {
  readonly id: string
  readonly state: string
  readonly stateName: Pair
  readonly number?: string
  readonly signer?: string
  readonly day?: string
  readonly sent?: string
  readonly printed?: string
  /** About the letter as it stands now, and not about an earlier round. */
  readonly now: boolean
}
interface Read {
  readonly title: string
  readonly draft: boolean
  readonly issuer: string
  readonly recipients: string
  readonly words: readonly string[]
  readonly dispatches: readonly Dispatch[]
}
interface Given {
  readonly issuer: string
  readonly word: string
  readonly recipients: string
  readonly copies: string
  readonly urgency: string
  readonly printer: string
}

const Propose = ({ at, read }: { readonly at: string; readonly read: Read }) => {
  const { l, language } = useWords()
  const zh = language === 'zh'
  const client = useQueryClient()
  const { units } = useDirectory()
  const { data: me } = useMe()
  const [given, setGiven] = useState<Given>({
    issuer: read.issuer,
    word: read.words[0] ?? '',
    recipients: read.recipients,
    copies: '',
    urgency: '',
    printer: '',
  })
  const put = (name: keyof Given) => (value: string) => setGiven((before) => ({ ...before, [name]: value }))
  const propose = useMutation({
    mutationFn: () =>
      request('POST', at, Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== ''))),
    onSuccess: () => client.invalidateQueries(),
  })
  const wrong = propose.error ? (problemOf(propose.error).fields ?? {}) : {}
  const item = (name: keyof Given, label: Pair, required = false) => ({
    label: l(label),
    required,
    htmlFor: `dispatch-${name}`,
    ...(wrong[name] && { help: wrong[name], validateStatus: 'error' as const }),
  })
  const line = (name: 'recipients' | 'copies' | 'printer', label: Pair, hint: string) => (
    <Form.Item {...item(name, label)}>
      <Input
        id={`dispatch-${name}`}
        value={given[name]}
        placeholder={hint}
        onChange={(event) => put(name)(event.target.value)}
      />
    </Form.Item>
  )
  const standing = units.filter(({ until }) => until === undefined || (me && until > me.today))
  return (
    <>
      {propose.error && Object.keys(wrong).length === 0 && <ProblemBox error={propose.error} />}
      <Form layout="horizontal" labelCol={{ flex: '110px' }}>
        <Form.Item {...item('issuer', ['发文机关', 'Issued by'], true)}>
          <Select
            id="dispatch-issuer"
            showSearch={{ optionFilterProp: 'label' }}
            value={given.issuer}
            onChange={put('issuer')}
            options={standing.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item {...item('word', ['机关代字', 'Document word'], true)}>
          <AutoComplete
            id="dispatch-word"
            value={given.word}
            onChange={(value) => put('word')(value ?? '')}
            options={read.words.map((value) => ({ value }))}
            placeholder={zh ? '如某司函；序号在签发时由系统编定' : 'The number is given with the signature'}
          />
        </Form.Item>
        {line('recipients', ['主送机关', 'Addressed to'], '')}
        {line('copies', ['抄送机关', 'Copies to'], zh ? '全称，以逗号分开；没有的不填' : '')}
        <Form.Item {...item('urgency', ['紧急程度', 'Urgency'])}>
          <Select
            id="dispatch-urgency"
            value={given.urgency}
            onChange={put('urgency')}
            options={[
              { value: '', label: zh ? '平件' : 'None' },
              { value: 'urgent', label: zh ? '加急' : 'Urgent' },
              { value: 'most', label: zh ? '特急' : 'Most urgent' },
            ]}
          />
        </Form.Item>
        {line('printer', ['印发机关', 'Printed by'], zh ? '不填时同发文机关' : '')}
      </Form>
      <Button type="primary" loading={propose.isPending} onClick={() => propose.mutate()}>
        {zh ? '送签' : 'Put forward'}
      </Button>
    </>
  )
}

export const DispatchWindow = ({
  at,
  name,
  onClose,
}: {
  /** The letter's address under `/letters/`, with its part in the query. */
  readonly at: string
  readonly name: string
  readonly onClose: () => void
}) => {
  const { l, language } = useWords()
  const zh = language === 'zh'
  const client = useQueryClient()
  const { data, error } = useQuery({ queryKey: ['dispatches', at], queryFn: () => get<Read>(at), retry: false })
  const send = useMutation({
    mutationFn: (id: string) => request('POST', at.replace('/dispatches', `/dispatches/${id}/send`), {}),
    onSuccess: () => client.invalidateQueries(),
  })
  const underway = data?.dispatches.some(({ now, state }) => now && (state === 'proposed' || state === 'signed'))
  const out = data?.dispatches.some(({ now, state }) => now && state === 'sent')
  return (
    <Modal open width={860} title={`${zh ? '发文登记' : 'Sending'}：${name}`} footer={null} onCancel={onClose}>
      {error && <ProblemBox error={error} />}
      {send.error && <ProblemBox error={send.error} />}
      {!data && !error && <Skeleton active />}
      {data && data.dispatches.length > 0 && (
        <Table<Dispatch>
          className="gap"
          size="small"
          rowKey="id"
          pagination={false}
          dataSource={[...data.dispatches]}
          columns={[
            { title: zh ? '发文字号' : 'Number', render: (_, { number }) => number ?? '—' },
            {
              title: zh ? '状态' : 'State',
              render: (_, { stateName, now }) => `${l(stateName)}${now ? '' : zh ? '（以前一轮）' : ' (earlier)'}`,
            },
            { title: zh ? '签发人' : 'Signed by', dataIndex: 'signer' },
            { title: zh ? '成文日期' : 'Date', render: (_, { day }) => day && sayDay(day, language) },
            {
              title: '',
              render: (_, { id, state, now, printed }) => (
                <Space>
                  <Link to="/$mechanism/$id" params={{ mechanism: 'dispatches', id }}>
                    {zh ? '登记' : 'Entry'}
                  </Link>
                  {printed && (
                    <a href={`/api/files/${printed}`} download>
                      {zh ? '印发的文件' : 'As sent'}
                    </a>
                  )}
                  {state === 'signed' && now && (
                    <Button size="small" type="primary" loading={send.isPending} onClick={() => send.mutate(id)}>
                      {zh ? '印发' : 'Send'}
                    </Button>
                  )}
                </Space>
              ),
            },
          ]}
        />
      )}
      {data?.draft && (
        <Alert
          type="info"
          title={zh ? '文书还是草稿，所依据的事项办理后才能送签。' : 'Still a draft: not yet to be put forward.'}
        />
      )}
      {underway && (
        <p className="none">
          {zh
            ? '签发人在“登记”里签发，或者由经办人登记纸质签发；签发时编号，然后印发。印发的文件由系统留存，以后可以核对。'
            : 'It is signed in its entry, numbered, and then sent; the file is kept.'}
        </p>
      )}
      {data && (
        <p className="none">
          <Link to="/$mechanism" params={{ mechanism: 'dispatches' }}>
            {zh ? '发文登记簿' : 'Register of letters sent'}
          </Link>
        </p>
      )}
      {data && !data.draft && !underway && !out && <Propose key={data.dispatches.length} at={at} read={data} />}
    </Modal>
  )
}
