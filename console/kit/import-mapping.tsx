/** Which column of the file is what: guessed by the server with how sure it is, put right by the user. */
import { Alert, Button, Input, InputNumber, Select, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { useWords } from '../words.ts'
import type { Guess, Mapping, MoneyUnit } from '../../exchange/imports/told.ts'
import { letters, type ImportColumn, type Job } from './importing.ts'

interface Asked {
  readonly mapping?: Mapping
  readonly sheet?: string
  readonly header?: number
}
const units: readonly MoneyUnit[] = ['元', '万元', '亿元']

export const ImportMapping = ({
  job,
  columns,
  waiting,
  ask,
}: {
  readonly job: Job
  readonly columns: readonly ImportColumn[]
  readonly waiting: boolean
  readonly ask: (asked: Asked) => void
}) => {
  const { l } = useWords()
  const [mapping, setMapping] = useState(job.mapping!)
  const byId = new Map(columns.map((column) => [column.id, column]))
  const put = (at: number, id: string | null): void =>
    setMapping({
      ...mapping,
      // A column is one thing, and each thing one column.
      columns: mapping.columns.map((one, n) => (n === at ? id : one === id && id !== '#' ? null : one)),
    })
  const used = new Set(mapping.columns)
  const acts = job.acts
  const meant = used.has('act') || !mapping.act ? acts.map(({ id }) => id) : [mapping.act]
  const needed = ({ id, needed: by, of }: ImportColumn): boolean =>
    of ? false : id === 'act' ? !mapping.act : meant.length > 0 && meant.every((act) => by.includes(act))
  const missing = columns.filter(
    (column) => needed(column) && !used.has(column.id) && !mapping.fixed[column.id] && !column.id.endsWith('.title'),
  )
  const changed = JSON.stringify(mapping) !== JSON.stringify(job.mapping)
  const how = ({ why, sure, id }: Guess, at: number) =>
    mapping.columns[at] !== id ? (
      <Tag color="blue">{l(['您选的', 'Yours'])}</Tag>
    ) : why === 'exact' || why === 'remembered' ? (
      <Tag color="green">{why === 'exact' ? l(['表头相符', 'Same heading']) : l(['与上次相同', 'As last time'])}</Tag>
    ) : why === 'none' ? (
      <Tag>{l(['未识别', 'Not known'])}</Tag>
    ) : (
      <Tag color="orange">
        {why === 'content' ? l(['由内容推测', 'By its cells']) : l(['由表头推测', 'By its words'])}{' '}
        {Math.round(sure * 100)}%
      </Tag>
    )
  return (
    <section>
      <h2>{l(['栏目对应', 'Columns'])}</h2>
      <Space wrap className="gap-below">
        {(job.outline?.sheets.length ?? 0) > 1 && (
          <label>
            {l(['工作表', 'Sheet'])}{' '}
            <Select
              aria-label={l(['工作表', 'Sheet'])}
              value={job.sheet ?? ''}
              disabled={waiting}
              options={job.outline!.sheets.map((value) => ({ value, label: value }))}
              onChange={(sheet) => ask({ sheet })}
              className="w-sheet"
            />
          </label>
        )}
        <label>
          {l(['表头在第', 'Headings in row'])}{' '}
          <InputNumber
            aria-label={l(['表头所在的行', 'Row of headings'])}
            min={1}
            max={60}
            value={job.header ?? 1}
            disabled={waiting}
            onChange={(header) =>
              header && header !== job.header && ask({ header, ...(job.sheet && { sheet: job.sheet }) })
            }
          />{' '}
          {l(['行', ''])}
        </label>
        {acts.length > 1 && !used.has('act') && (
          <label>
            {l(['这些行都是', 'These rows are'])}{' '}
            <Select
              aria-label={l(['办理事项', 'Act'])}
              value={mapping.act ?? null}
              options={acts.map(({ id, label }) => ({ value: id, label }))}
              onChange={(act) => setMapping({ ...mapping, ...(act && { act }) })}
              className="w-sheet"
            />
          </label>
        )}
      </Space>
      <Table<Guess>
        size="small"
        pagination={false}
        rowKey="column"
        dataSource={[...job.guesses!]}
        scroll={{ y: 330 }}
        columns={[
          { title: l(['列', 'Column']), width: 60, render: (_, { column }) => letters(column) },
          {
            title: l(['文件中的表头', 'Heading in the file']),
            render: (_, { heading }) => heading || <span className="none">{l(['（空）', '(empty)'])}</span>,
          },
          {
            title: l(['对应的栏目', 'Is']),
            width: 350,
            render: (_, { column }) => (
              <Space.Compact>
                <Select
                  aria-label={`${letters(column)} ${l(['对应的栏目', 'is'])}`}
                  className="w-column"
                  showSearch={{ optionFilterProp: 'label' }}
                  value={mapping.columns[column] ?? ''}
                  onChange={(id) => put(column, id || null)}
                  options={[
                    { value: '', label: l(['不导入', 'Leave out']) },
                    { value: '#', label: l(['序号（不导入）', 'Serial number (left out)']) },
                    ...columns.map(({ id, label }) => ({ value: id, label })),
                  ]}
                />
                {byId.get(mapping.columns[column] ?? '')?.kind === 'money' && (
                  <Select
                    aria-label={l(['金额单位', 'Unit'])}
                    value={mapping.units[mapping.columns[column]!] ?? '元'}
                    options={units.map((value) => ({ value, label: value }))}
                    onChange={(unit) =>
                      setMapping({ ...mapping, units: { ...mapping.units, [mapping.columns[column]!]: unit } })
                    }
                  />
                )}
              </Space.Compact>
            ),
          },
          { title: l(['把握', 'How sure']), width: 150, render: (_, guess) => how(guess, guess.column) },
          {
            title: l(['内容举例', 'Cells']),
            render: (_, { samples }) => <span className="none">{samples.filter(Boolean).join('｜')}</span>,
          },
        ]}
      />
      {(missing.length > 0 || Object.keys(mapping.fixed).length > 0) && (
        <div className="gap-above">
          {missing.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={`${l(['文件里没有对应的必填栏目', 'Needed, but not in the file'])}：${missing.map(({ label }) => label).join('、')}`}
              description={l([
                '请在上面把某一列对应过去；如果每一行都一样，可以在这里填一个固定的值。',
                'Choose a column above; if it is the same in every row, give it here.',
              ])}
            />
          )}
          <Space wrap className="gap-above">
            {columns
              .filter(({ id }) => missing.some((one) => one.id === id) || mapping.fixed[id] !== undefined)
              .filter(({ id }) => id !== 'act')
              .map(({ id, label, options }) => (
                <label key={id}>
                  {label}{' '}
                  {options ? (
                    <Select
                      aria-label={label}
                      className="w-sheet"
                      allowClear
                      value={mapping.fixed[id] ?? null}
                      options={options.map((one) => ({ value: one.label, label: one.label }))}
                      onChange={(value) => setMapping({ ...mapping, fixed: { ...mapping.fixed, [id]: value ?? '' } })}
                    />
                  ) : (
                    <Input
                      aria-label={label}
                      className="w-sheet"
                      value={mapping.fixed[id] ?? ''}
                      onChange={({ target }) =>
                        setMapping({ ...mapping, fixed: { ...mapping.fixed, [id]: target.value } })
                      }
                    />
                  )}
                </label>
              ))}
          </Space>
        </div>
      )}
      <Button
        className="gap-above"
        type={changed ? 'primary' : 'default'}
        disabled={waiting || !changed}
        onClick={() =>
          ask({
            mapping: {
              ...mapping,
              fixed: Object.fromEntries(Object.entries(mapping.fixed).filter(([, value]) => value.trim())),
            },
          })
        }
      >
        {l(['按此重新检查', 'Check again'])}
      </Button>
    </section>
  )
}
