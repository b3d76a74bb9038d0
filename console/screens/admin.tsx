/** 管理: what the house stands on: its registers, units and people, accounts, law and parameters, ledger, log and powers. */
import { useSearch } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Table, Tabs } from 'antd'
import { get } from '../api.ts'
import { Export } from '../kit/export.tsx'
import { ProblemBox } from '../kit/problem.tsx'
import { useMe } from '../session.tsx'
import { useWords } from '../words.ts'
import { Accounts } from './accounts.tsx'
import { Foundation, People } from './foundation.tsx'
import { Law, Parameters } from './law.tsx'
import { Ledger } from './ledger.tsx'
import { LetterForms } from './letter-forms.tsx'
import { Powers } from './powers.tsx'

const Audit = () => {
  const { language, t } = useWords()
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
    <>
      <p className="gap">
        <Export path="/audit" />
      </p>
      <Table
        size="small"
        rowKey={(entry) => `${entry.at}${entry.login}${entry.what}`}
        dataSource={[...(data?.entries ?? [])]}
        pagination={false}
        columns={[
          {
            title: language === 'zh' ? '时间' : 'At',
            width: 200,
            render: (_, { at }) => at.replace('T', ' ').slice(0, 19),
          },
          { title: language === 'zh' ? '账号' : 'Login', width: 160, dataIndex: 'login' },
          { title: language === 'zh' ? '来源' : 'From', width: 160, dataIndex: 'address' },
          { title: language === 'zh' ? '操作' : 'What', dataIndex: 'what' },
          { title: t('result'), width: 100, dataIndex: 'result' },
        ]}
      />
    </>
  )
}
/** What only an administrator may open is not asked for by others: a refusal would stand in the audit trail. */
export const Admin = () => {
  const { t, language } = useWords()
  const { data: me } = useMe()
  const { tab } = useSearch({ strict: false }) as { tab?: string }
  const has = (role: string) => me?.roles.includes(role) ?? false
  return (
    <>
      <header className="head">
        <h1>{t('admin')}</h1>
      </header>
      <Tabs
        {...(tab && { defaultActiveKey: tab })}
        items={[
          { key: 'foundation', label: language === 'zh' ? '基础登记' : 'Foundation', children: <Foundation /> },
          { key: 'people', label: language === 'zh' ? '单位和人员' : 'Units and people', children: <People /> },
          { key: 'parameters', label: t('parameters'), children: <Parameters /> },
          { key: 'letters', label: t('letters'), children: <LetterForms /> },
          { key: 'law', label: t('law'), children: <Law /> },
          { key: 'ledger', label: t('ledger'), children: <Ledger /> },
          { key: 'access', label: t('accessTable'), children: <Powers /> },
          ...(has('system-admin') ? [{ key: 'accounts', label: t('account'), children: <Accounts /> }] : []),
          ...(has('audit-admin') ? [{ key: 'audit', label: t('audit'), children: <Audit /> }] : []),
        ]}
      />
    </>
  )
}
