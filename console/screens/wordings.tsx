/** 报告措辞: each sentence of the annual report as it is declared, and the district's own words for it around the same figures. */
import { useQuery } from '@tanstack/react-query'
import { Empty, Input, Select, Skeleton, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { get } from '../api.ts'
import { Braced, WordingForm, type WordingRow } from '../kit/wording-form.tsx'
import { ProblemBox } from '../kit/problem.tsx'
import { useWords } from '../words.ts'

export const Wordings = () => {
  const { t, l } = useWords()
  const [chosen, setChosen] = useState<string>()
  const [typed, setTyped] = useState('')
  const [register, setRegister] = useState<string>()
  const { data, error } = useQuery({
    queryKey: ['wordings'],
    queryFn: () => get<{ readonly sentences: readonly WordingRow[] }>('/report/wordings'),
    retry: false,
  })
  if (error) return <ProblemBox error={error} />
  if (!data) return <Skeleton active />
  const registers = new Map(data.sentences.map(({ mechanism }) => [mechanism[0], mechanism]))
  const shown = data.sentences.filter(
    ({ mechanism, declared, history }) =>
      (register === undefined || mechanism[0] === register) &&
      [declared, ...history.map(({ words }) => words)].some((words) => words.includes(typed)),
  )
  const open = data.sentences.find(({ id }) => id === chosen)
  return (
    <>
      <p>
        {l([
          '报告的每一句都由系统自带；本区可以换成自己的写法。数字不能手写，写作{{指标名称}}，由台账得出。提出后由另一人确认，已冻结的报告不受影响。',
          'Every sentence is declared; the district may say it in its own words around the same figures. A second person confirms them; frozen reports keep theirs.',
        ])}
      </p>
      <Space className="tools gap">
        <Select
          allowClear
          className="wide-select"
          aria-label={t('register')}
          placeholder={t('register')}
          value={register ?? null}
          onChange={(picked: string | null) => setRegister(picked ?? undefined)}
          options={[...registers].map(([value, name]) => ({ value, label: l(name) }))}
        />
        <Input.Search
          allowClear
          aria-label={t('search')}
          placeholder={t('search')}
          onSearch={(words) => setTyped(words.trim())}
        />
      </Space>
      <Table<WordingRow>
        size="small"
        rowKey="id"
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={shown}
        locale={{ emptyText: <Empty description={t('emptyFound')} /> }}
        columns={[
          {
            title: l(['部分', 'Part']),
            width: 200,
            render: (_, { section, chapter, mechanism }) => (
              <>
                {l(mechanism)}
                <div className="none">{`${l(section)} · ${l(chapter)}`}</div>
              </>
            ),
          },
          {
            title: l(['现在的写法', 'As it is said']),
            render: (_, { declared, history }) => (
              <Braced words={history.findLast(({ state }) => state === 'inForce')?.words ?? declared} />
            ),
          },
          {
            title: t('state'),
            width: 130,
            render: (_, { history }) => (
              <>
                {history.some(({ state }) => state === 'inForce') ? (
                  <Tag color="blue">{l(['本区写法', 'Own words'])}</Tag>
                ) : (
                  <Tag>{l(['系统自带', 'Declared'])}</Tag>
                )}
                {history.some(({ state }) => state === 'proposed') && (
                  <Tag color="gold">{l(['待确认', 'Proposed'])}</Tag>
                )}
              </>
            ),
          },
          {
            title: '',
            width: 90,
            render: (_, { id }) => (
              <button type="button" className="as-link" onClick={() => setChosen(id)}>
                {t('edit')}
              </button>
            ),
          },
        ]}
      />
      {open && <WordingForm key={open.id} row={open} onClose={() => setChosen(undefined)} />}
    </>
  )
}
