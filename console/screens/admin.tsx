/** 管理: what the house stands on (units, posts, notices, parameters are registers like others), its law, its log, its ledger. */
import { Link } from '@tanstack/react-router'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Collapse, Descriptions, Input, Select, Space, Table, Tabs, Tag } from 'antd'
import { useState } from 'react'
import { get, request, type Pair } from '../api.ts'
import { ProblemBox } from '../kit/problem.tsx'
import { useChapters, useDirectory } from '../session.tsx'
import { useWords } from '../words.ts'

interface Head {
  readonly head: {
    readonly size: number
    readonly root: string
    readonly at: string
    readonly algorithm: string
    readonly key: string
  } | null
}
const Ledger = () => {
  const { language } = useWords()
  const { data, error } = useQuery({ queryKey: ['head'], queryFn: () => get<Head>('/ledger/head') })
  if (error) return <ProblemBox error={error} />
  const head = data?.head
  return (
    <>
      <Descriptions
        bordered
        size="small"
        column={1}
        items={
          head
            ? [
                { key: 'size', label: language === 'zh' ? '封存的记录' : 'Sealed events', children: head.size },
                { key: 'root', label: language === 'zh' ? '树根' : 'Root', children: <code>{head.root}</code> },
                { key: 'at', label: language === 'zh' ? '时间' : 'At', children: head.at.replace('T', ' ') },
                {
                  key: 'key',
                  label: language === 'zh' ? '签名公钥' : 'Key',
                  children: `${head.algorithm} · ${head.key}`,
                },
              ]
            : []
        }
      />
      <p>
        <Button href="/api/ledger/export">{language === 'zh' ? '导出账本' : 'Export the ledger'}</Button>
      </p>
    </>
  )
}
const Audit = () => {
  const { language } = useWords()
  const { data, error } = useQuery({
    queryKey: ['audit'],
    queryFn: () =>
      get<{
        readonly entries: readonly {
          readonly at: string
          readonly login: string
          readonly address: string
          readonly what: string
          readonly result: string
        }[]
      }>('/audit?limit=200'),
    retry: false,
  })
  if (error) return <ProblemBox error={error} />
  return (
    <Table
      size="small"
      rowKey={(entry) => `${entry.at}${entry.login}${entry.what}`}
      dataSource={[...(data?.entries ?? [])]}
      pagination={false}
      columns={[
        { title: language === 'zh' ? '时间' : 'At', dataIndex: 'at' },
        { title: language === 'zh' ? '账号' : 'Login', dataIndex: 'login' },
        { title: language === 'zh' ? '来源' : 'From', dataIndex: 'address' },
        { title: language === 'zh' ? '操作' : 'What', dataIndex: 'what' },
        { title: language === 'zh' ? '结果' : 'Result', dataIndex: 'result' },
      ]}
    />
  )
}
interface Instrument {
  readonly title: string
  readonly number: string
  readonly status: string
  readonly articles: Readonly<Record<string, string>>
}
const Law = () => {
  const { t } = useWords()
  const { data } = useQuery({
    queryKey: ['laws'],
    queryFn: () => get<{ readonly instruments: readonly Instrument[] }>('/laws'),
    staleTime: Infinity,
  })
  return (
    <Collapse
      items={(data?.instruments ?? []).map(({ title, number, status, articles }) => ({
        key: title,
        label: (
          <>
            《{title}》 {number} {status === 'unverified' && <Tag color="orange">{t('unverified')}</Tag>}
          </>
        ),
        children: (
          <dl className="law">
            {Object.entries(articles).map(([no, says]) => (
              <div key={no}>
                <dt>{/^\d+$/.test(no) ? `第${no}条` : no}</dt>
                <dd>{says}</dd>
              </div>
            ))}
          </dl>
        ),
      }))}
    />
  )
}
interface Account {
  readonly login: string
  readonly person: string
  readonly name: string
  readonly active: boolean
  readonly locked: boolean
  readonly mustChange: boolean
  readonly seen: string | null
}
/** A one-time password is shown once, to whoever hands it over. */
const Accounts = () => {
  const { t, language } = useWords()
  const { people } = useDirectory()
  const client = useQueryClient()
  const { modal } = App.useApp()
  const [wrong, setWrong] = useState<unknown>()
  const [login, setLogin] = useState('')
  const [person, setPerson] = useState<string>()
  const { data, error } = useQuery({
    queryKey: ['accounts'],
    queryFn: () => get<{ readonly accounts: readonly Account[] }>('/accounts'),
    retry: false,
  })
  if (error) return <ProblemBox error={error} />
  const run = (path: string, body: object = {}) => {
    setWrong(undefined)
    return request<{ readonly login: string; readonly password?: string }>('POST', path, body)
      .then(({ login: of, password }) => {
        if (password)
          void modal.info({
            title: language === 'zh' ? `${of}的一次性口令` : `One-time password of ${of}`,
            content: <code className="big">{password}</code>,
          })
        return client.invalidateQueries({ queryKey: ['accounts'] })
      })
      .catch(setWrong)
  }
  const at = (account: Account, act: string) => `/accounts/${encodeURIComponent(account.login)}/${act}`
  return (
    <>
      {wrong !== undefined && <ProblemBox error={wrong} />}
      <Space className="tools">
        <Input
          aria-label={t('login')}
          placeholder={t('login')}
          value={login}
          onChange={(event) => setLogin(event.target.value)}
        />
        <Select
          className="unit"
          aria-label={t('account')}
          showSearch={{ filterOption: (typed, option) => String(option?.label).includes(typed) }}
          value={person}
          onChange={setPerson}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Button type="primary" disabled={!login || !person} onClick={() => void run('/accounts', { login, person })}>
          {t('create')}
        </Button>
      </Space>
      <Table<Account>
        size="small"
        rowKey="login"
        pagination={false}
        dataSource={[...(data?.accounts ?? [])]}
        columns={[
          { title: t('login'), dataIndex: 'login' },
          { title: language === 'zh' ? '姓名' : 'Name', dataIndex: 'name' },
          {
            title: t('state'),
            render: (_, { active, locked, mustChange }) => (
              <>
                <Tag color={active ? 'green' : 'default'}>{active ? '启用' : '停用'}</Tag>
                {locked && <Tag color="red">锁定</Tag>}
                {mustChange && <Tag>待改口令</Tag>}
              </>
            ),
          },
          {
            title: t('acts'),
            render: (_, account) => (
              <Space>
                <Button size="small" onClick={() => void run(at(account, 'reset'))}>
                  {language === 'zh' ? '重置口令' : 'Reset'}
                </Button>
                <Button size="small" onClick={() => void run(at(account, account.active ? 'stop' : 'restore'))}>
                  {account.active ? (language === 'zh' ? '停用' : 'Stop') : language === 'zh' ? '启用' : 'Restore'}
                </Button>
              </Space>
            ),
          },
        ]}
      />
    </>
  )
}
interface Table1 {
  readonly [role: string]: unknown
}
export const Admin = () => {
  const { t, l, language } = useWords()
  const { data: chapters } = useChapters()
  const access = useQuery({ queryKey: ['access'], queryFn: () => get<Table1 | readonly Table1[]>('/access') })
  const foundation = chapters?.at(-1)?.mechanisms ?? []
  return (
    <>
      <header className="head">
        <h1>{t('admin')}</h1>
      </header>
      <Tabs
        items={[
          {
            key: 'foundation',
            label: language === 'zh' ? '基础登记' : 'Foundation',
            children: (
              <ul className="links">
                {foundation.map(({ id, name }) => (
                  <li key={id}>
                    <Link to="/$mechanism" params={{ mechanism: id }}>
                      {l(name as Pair)}
                    </Link>
                  </li>
                ))}
              </ul>
            ),
          },
          { key: 'accounts', label: t('account'), children: <Accounts /> },
          { key: 'law', label: t('law'), children: <Law /> },
          { key: 'ledger', label: t('ledger'), children: <Ledger /> },
          { key: 'audit', label: t('audit'), children: <Audit /> },
          {
            key: 'access',
            label: t('accessTable'),
            children: <pre className="access">{JSON.stringify(access.data, undefined, 1)}</pre>,
          },
        ]}
      />
    </>
  )
}
