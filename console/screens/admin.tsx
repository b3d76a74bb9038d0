/** 管理: what the house stands on: its registers, units and people, accounts, law and parameters, ledger, log and powers. */
import { useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { useMe } from '../session.tsx'
import { useWords } from '../words.ts'
import { Accounts } from './accounts.tsx'
import { Audit } from './audit.tsx'
import { BackupScreen } from './backups.tsx'
import { Foundation, People } from './foundation.tsx'
import { Law } from './law.tsx'
import { Ledger } from './ledger.tsx'
import { LetterForms } from './letter-forms.tsx'
import { Notices } from './notices.tsx'
import { Parameters } from './parameters.tsx'
import { Powers } from './powers.tsx'
import { Substitutions } from './substitutions.tsx'
import { Wordings } from './wordings.tsx'

const administrators = new Set(['system-admin', 'security-admin', 'audit-admin'])
/** What only an administrator may open is not asked for by others: a refusal would stand in the audit trail. */
export const Admin = () => {
  const { t, l, language } = useWords()
  const { data: me } = useMe()
  const { tab } = useSearch({ strict: false }) as { tab?: string }
  const official = me?.roles.some((role) => !administrators.has(role)) ?? false
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
          { key: 'leave', label: language === 'zh' ? '请假代理' : 'Substitutions', children: <Substitutions /> },
          { key: 'notices', label: t('notices'), children: <Notices /> },
          { key: 'parameters', label: t('parameters'), children: <Parameters /> },
          ...(official
            ? [
                { key: 'letters', label: t('letters'), children: <LetterForms /> },
                { key: 'wordings', label: l(['报告措辞', 'Wording']), children: <Wordings /> },
              ]
            : []),
          { key: 'law', label: t('law'), children: <Law /> },
          { key: 'ledger', label: t('ledger'), children: <Ledger /> },
          { key: 'access', label: t('accessTable'), children: <Powers /> },
          ...(has('system-admin')
            ? [
                { key: 'accounts', label: t('account'), children: <Accounts /> },
                { key: 'backups', label: l(['备份', 'Backup']), children: <BackupScreen /> },
              ]
            : []),
          ...(has('audit-admin') ? [{ key: 'audit', label: t('audit'), children: <Audit /> }] : []),
        ]}
      />
    </>
  )
}
