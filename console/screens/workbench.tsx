/** 工作台: my duties, nearest due date first, each with its light, the law behind it and the one next act. */
import { Link } from '@tanstack/react-router'
import { Button, Empty, Segmented, Skeleton, Table } from 'antd'
import { useState } from 'react'
import type { Duty } from '../api.ts'
import { LightTag } from '../kit/light.tsx'
import { ProblemBox } from '../kit/problem.tsx'
import { sayDay } from '../kit/value.tsx'
import { useDirectory, useDuties } from '../session.tsx'
import { useWords } from '../words.ts'

export const Workbench = () => {
  const { t, l, language } = useWords()
  const { unitName } = useDirectory()
  const { data, error, isPending, hasNextPage, fetchNextPage } = useDuties()
  const [only, setOnly] = useState<'all' | 'red' | 'yellow' | 'green'>('all')
  if (error) return <ProblemBox error={error} />
  if (isPending) return <Skeleton active />
  const all = data.pages.flatMap(({ duties }) => duties)
  const shown = all.filter(({ light }) => only === 'all' || light === only)
  const count = (light: string) => all.filter((duty) => duty.light === light).length
  const more = hasNextPage ? '+' : ''
  return (
    <>
      <header className="head">
        <h1>{t('mine')}</h1>
        <Segmented
          value={only}
          onChange={setOnly}
          options={[
            { value: 'all', label: `${language === 'zh' ? '全部' : 'All'} ${all.length}${more}` },
            { value: 'red', label: `${language === 'zh' ? '超期' : 'Overdue'} ${count('red')}` },
            { value: 'yellow', label: `${language === 'zh' ? '临期' : 'Near'} ${count('yellow')}` },
            { value: 'green', label: `${language === 'zh' ? '正常' : 'On time'} ${count('green')}` },
          ]}
        />
      </header>
      <Table<Duty>
        size="small"
        rowKey={(duty) => `${duty.case}/${duty.part ?? ''}/${duty.label[0]}`}
        dataSource={[...shown]}
        pagination={false}
        locale={{ emptyText: <Empty description={t('noDuties')} /> }}
        columns={[
          { title: t('light'), width: 80, render: (_, { light }) => <LightTag light={light} /> },
          {
            title: t('due'),
            width: 150,
            render: (_, duty) => (
              <>
                {sayDay(duty.due, language)}
                {duty.provisional && <em> {t('provisional')}</em>}
                {duty.unverified && <em> {t('unverified')}</em>}
              </>
            ),
          },
          {
            title: t('matter'),
            render: (_, duty) => (
              <Link to="/$mechanism/$id" params={{ mechanism: duty.mechanism, id: duty.case }}>
                {duty.title || l(duty.mechanismName)}
              </Link>
            ),
          },
          { title: t('clocks'), render: (_, { label }) => l(label) },
          { title: t('register'), render: (_, { mechanismName }) => l(mechanismName) },
          { title: t('units'), render: (_, { units }) => units.map(unitName).join('、') },
          {
            title: t('acts'),
            render: (_, { acts }) => acts.map((act) => l(act.label)).join(language === 'zh' ? '、' : ', '),
          },
          {
            title: t('article'),
            render: (_, { article }) => article && <span title={article.says}>{article.cite}</span>,
          },
        ]}
      />
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{t('next')}</Button>}
    </>
  )
}
