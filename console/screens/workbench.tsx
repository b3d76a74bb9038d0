/** 工作台: what I owe and what came back, what my unit owes, what others did in my cases, what I did, began, and what is urged on. */
import { Badge, Tabs } from 'antd'
import { useState, type ReactNode } from 'react'
import { Begun, Done } from '../kit/desk-acts.tsx'
import { News, useNews } from '../kit/desk-news.tsx'
import { Urged } from '../kit/desk-urged.tsx'
import { DutyList, useGroups } from '../kit/duty-list.tsx'
import { Outgoing } from '../kit/outgoing.tsx'
import { useWords } from '../words.ts'

const tabKept = 'fazhi:workbench'
export const Workbench = () => {
  const { t } = useWords()
  const { data: mine } = useGroups('mine')
  const { data: unit } = useGroups('unit')
  const { data: news } = useNews()
  const [tab, setTab] = useState(() => sessionStorage.getItem(tabKept) ?? 'mine')
  const sum = (counts: Readonly<Record<string, number>> | undefined) =>
    Object.values(counts ?? {}).reduce((total, one) => total + one, 0)
  const labelled = (words: string, count: number, late = false): ReactNode => (
    <>
      {words}{' '}
      {count > 0 && <Badge size="small" overflowCount={9999} count={count} color={late ? '#b3261e' : '#5f6670'} />}
    </>
  )
  const back = news?.cases.filter((one) => one.back).length ?? 0
  const unread = news?.cases.filter((one) => one.unread > 0).length ?? 0
  return (
    <>
      <h1>{t('workbench')}</h1>
      <Tabs
        activeKey={tab}
        onChange={(key) => {
          sessionStorage.setItem(tabKept, key)
          setTab(key)
        }}
        destroyOnHidden
        items={[
          {
            key: 'mine',
            label: labelled(t('toDo'), sum(mine?.counts), (mine?.counts.red ?? 0) > 0),
            children: <DutyList of="mine" />,
          },
          { key: 'returned', label: labelled(t('returned'), back, back > 0), children: <News which="back" /> },
          { key: 'read', label: labelled(t('toRead'), unread), children: <News which="unread" /> },
          {
            key: 'unit',
            label: labelled(t('ofUnit'), sum(unit?.counts), (unit?.counts.red ?? 0) > 0),
            children: <DutyList of="unit" />,
          },
          { key: 'done', label: t('done'), children: <Done /> },
          { key: 'begun', label: t('begun'), children: <Begun /> },
          { key: 'urged', label: t('urged'), children: <Urged /> },
          { key: 'outgoing', label: t('outgoing'), children: <Outgoing /> },
        ]}
      />
    </>
  )
}
