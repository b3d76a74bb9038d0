/** 账号: who may sign in; roles come from posts, which another person grants. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Select, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { get, request } from '../api.ts'
import { ProblemBox } from '../kit/problem.tsx'
import { useDirectory } from '../session.tsx'
import { useWords } from '../words.ts'

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
export const Accounts = () => {
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
                <Tag color={active ? 'green' : 'default'}>
                  {active ? (language === 'zh' ? '启用' : 'Active') : language === 'zh' ? '停用' : 'Stopped'}
                </Tag>
                {locked && <Tag color="red">{language === 'zh' ? '锁定' : 'Locked'}</Tag>}
                {mustChange && <Tag>{language === 'zh' ? '待改口令' : 'Must change'}</Tag>}
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
