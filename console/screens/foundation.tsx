/** The registers that everything stands on, and the district as they make it today: its units and who holds which post. */
import { Link } from '@tanstack/react-router'
import { useQueries } from '@tanstack/react-query'
import { Empty, Input, Table, Tag, Tree } from 'antd'
import { useState } from 'react'
import { get, type Pair } from '../api.ts'
import { branchesOf } from '../kit/unit-tree.tsx'
import { sayDay } from '../kit/value.tsx'
import { useChapters, useDirectory, useMe } from '../session.tsx'
import { useWords } from '../words.ts'

export const Foundation = () => {
  const { l, language } = useWords()
  const { data: chapters } = useChapters()
  const registers = (chapters ?? []).filter(({ reported }) => !reported).flatMap(({ mechanisms }) => mechanisms)
  const counts = useQueries({
    queries: registers.map(({ id }) => ({
      queryKey: ['count', id, ''],
      queryFn: () => get<{ readonly count: number; readonly capped: boolean }>(`/${id}/count`),
    })),
  })
  return (
    <Table
      size="small"
      rowKey="id"
      pagination={false}
      dataSource={registers.map((one, at) => ({ ...one, count: counts[at]?.data }))}
      columns={[
        {
          title: language === 'zh' ? '登记' : 'Register',
          render: (_, { id, name }) => (
            <Link to="/$mechanism" params={{ mechanism: id }}>
              {l(name as Pair)}
            </Link>
          ),
        },
        {
          title: language === 'zh' ? '件数' : 'Rows',
          align: 'right',
          width: 120,
          render: (_, { count }) => count && `${count.count}${count.capped ? '+' : ''}`,
        },
        {
          title: language === 'zh' ? '您可以办理' : 'You may begin',
          render: (_, { opens }) => opens.map(({ label }) => l(label)).join('、') || '—',
        },
      ]}
    />
  )
}

export const People = () => {
  const { t, language } = useWords()
  const { data: me } = useMe()
  const { units, posts, unitName } = useDirectory()
  const [chosen, setChosen] = useState<string>()
  const [typed, setTyped] = useState('')
  const standing = units.filter(({ until }) => until === undefined || (me && until > me.today))
  const shown = posts.filter(
    ({ unit, name, title }) =>
      (chosen === undefined || unit === chosen) && (!typed || `${name}${title}${unitName(unit)}`.includes(typed)),
  )
  return (
    <div className="two">
      <nav className="tree" aria-label={t('units')} tabIndex={0}>
        <Tree
          treeData={branchesOf(standing)}
          selectedKeys={chosen ? [chosen] : []}
          onSelect={([key]) => setChosen(key === undefined ? undefined : String(key))}
        />
      </nav>
      <section>
        <p>
          {language === 'zh'
            ? '请假由他人代理的，在“请假代理”里由系统管理员登记起止日，安全保密管理员授权；只在这些日子里有效。代理人同样不得审批自己起草的事项。'
            : 'A substitute takes a post with a last day, granted by the security administrator; it lapses by itself. Nobody approves what he drafted.'}
        </p>
        <Input.Search allowClear className="unit" placeholder={t('search')} onSearch={setTyped} />
        <Table
          size="small"
          rowKey={({ person, unit, title, from }) => `${person}${unit}${title}${from}`}
          loading={units.length === 0}
          dataSource={shown}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          locale={{ emptyText: <Empty description={language === 'zh' ? '没有在任人员。' : 'Nobody.'} /> }}
          columns={[
            { title: language === 'zh' ? '姓名' : 'Name', dataIndex: 'name', width: 160 },
            { title: t('units'), width: 200, render: (_, { unit }) => unitName(unit) },
            { title: language === 'zh' ? '职务' : 'Title', dataIndex: 'title' },
            {
              title: language === 'zh' ? '任职日' : 'Since',
              width: 140,
              render: (_, { from }) => sayDay(from, language),
            },
            {
              title: language === 'zh' ? '代理' : 'Substitution',
              width: 190,
              render: (_, { expires }) =>
                expires && (
                  <Tag color="gold">
                    {language === 'zh' ? `代理至${sayDay(expires, language)}` : `until ${expires}`}
                  </Tag>
                ),
            },
          ]}
        />
      </section>
    </div>
  )
}
