/** 工作台: my duties, nearest due date first, each with its light, the law behind it and the one next act. */
import { Link } from '@tanstack/react-router'
import { Button, Empty, Segmented, Skeleton, Table } from 'antd'
import { useState } from 'react'
import type { Duty } from '../api.ts'
import { Export } from '../kit/export.tsx'
import { LightTag } from '../kit/light.tsx'
import { ProblemBox } from '../kit/problem.tsx'
import { sayDay } from '../kit/value.tsx'
import { useDirectory, useDuties, useOwed, type Owed } from '../session.tsx'
import { useWords } from '../words.ts'

export const Workbench = () => {
  const { t, l, language } = useWords()
  const { unitName } = useDirectory()
  const { data, error, isPending, hasNextPage, fetchNextPage } = useDuties()
  const { data: owed } = useOwed()
  const [only, setOnly] = useState<'all' | 'red' | 'yellow' | 'green'>('all')
  if (error) return <ProblemBox error={error} />
  if (isPending) return <Skeleton active />
  const all = data.pages.flatMap(({ duties }) => duties)
  const shown = all.filter(({ light }) => only === 'all' || light === only)
  const sum = (of: (one: Owed) => number) => (owed ?? []).reduce((total, one) => total + of(one), 0)
  const count = { red: sum(({ red }) => red), yellow: sum(({ yellow }) => yellow), green: sum(({ green }) => green) }
  return (
    <>
      <header className="head">
        <h1>{t('mine')}</h1>
        <Segmented
          value={only}
          onChange={setOnly}
          options={[
            { value: 'all', label: `${language === 'zh' ? '全部' : 'All'} ${count.red + count.yellow + count.green}` },
            { value: 'red', label: `${language === 'zh' ? '超期' : 'Overdue'} ${count.red}` },
            { value: 'yellow', label: `${language === 'zh' ? '临期' : 'Near'} ${count.yellow}` },
            { value: 'green', label: `${language === 'zh' ? '正常' : 'On time'} ${count.green}` },
          ]}
        />
        <Export path="/duties" />
      </header>
      <Table<Duty>
        size="small"
        rowKey={(duty) => `${duty.case}/${duty.part ?? ''}/${duty.label[0]}`}
        dataSource={[...shown]}
        pagination={false}
        tableLayout="fixed"
        locale={{ emptyText: <Empty description={t('noDuties')} /> }}
        columns={[
          { title: t('light'), width: 72, render: (_, { light }) => <LightTag light={light} /> },
          {
            title: t('due'),
            width: 168,
            render: (_, duty) => (
              <>
                {sayDay(duty.due, language)}
                {duty.provisional && <span className="mark">{t('provisional')}</span>}
                {duty.unverified && <span className="mark">{t('unverified')}</span>}
              </>
            ),
          },
          {
            title: t('matter'),
            render: (_, duty) => (
              <>
                <Link to="/$mechanism/$id" params={{ mechanism: duty.mechanism, id: duty.case }}>
                  {duty.title || l(duty.mechanismName)}
                </Link>
                <div className="none">{l(duty.mechanismName)}</div>
              </>
            ),
          },
          {
            title: `${t('clocks')}（${t('article')}）`,
            render: (_, { label, article }) => (
              <>
                {l(label)}
                {article && (
                  <div className="article" title={article.says}>
                    {article.cite}
                  </div>
                )}
              </>
            ),
          },
          { title: t('units'), width: 170, render: (_, { units }) => units.map(unitName).join('、') },
          {
            title: t('acts'),
            width: 200,
            render: (_, { acts }) => acts.map((act) => l(act.label)).join(language === 'zh' ? '、' : ', '),
          },
        ]}
      />
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{t('next')}</Button>}
    </>
  )
}
