/** What the check found: how many rows are right, what is wrong in which cell, and how the first rows read. */
import { Alert, Table, Tabs, Tag } from 'antd'
import { useWords } from '../words.ts'
import type { Report, RowFault } from '../../exchange/imports/told.ts'
import { letters, type Job } from './importing.ts'

const colours = { good: 'green', wrong: 'red', again: 'blue', skipped: 'default' } as const

export const ImportReport = ({ job, report }: { readonly job: Job; readonly report: Report }) => {
  const { l } = useWords()
  const words = {
    good: l(['正确', 'Right']),
    wrong: l(['有误', 'Wrong']),
    again: l(['已登记', 'Recorded before']),
    skipped: l(['未读入', 'Not read']),
  }
  const wrongAt = new Set(report.faults.flatMap(({ at }) => (at ? [at] : [])))
  const acts = Object.entries(report.acts).map(
    ([act, rows]) => `${[...job.acts, ...job.later].find(({ id }) => id === act)?.label ?? act}${rows}${l(['行', ''])}`,
  )
  return (
    <section>
      <h2>{l(['检查结果', 'What the check found'])}</h2>
      <p className="import-sums">
        {l(['共', ''])}
        <b>{report.rows}</b>
        {l(['行', ' rows'])}：<Tag color="green">{`${words.good} ${report.good}`}</Tag>
        {report.wrong > 0 && <Tag color="red">{`${words.wrong} ${report.wrong}`}</Tag>}
        {report.again > 0 && <Tag color="blue">{`${words.again} ${report.again}`}</Tag>}
        {report.skipped.length > 0 && <Tag>{`${words.skipped} ${report.skipped.length}`}</Tag>}
        {acts.length > 0 && <span className="none">{acts.join('，')}</span>}
      </p>
      {report.missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`${l(['缺少必填的栏目', 'Needed columns are missing'])}：${report.missing.join('、')}`}
        />
      )}
      {report.breached > 0 && (
        <Alert
          type="warning"
          showIcon
          title={l([
            `有${report.breached}行可以记录，但会记为违法，见预览中的说明`,
            `${report.breached} rows will be recorded as breaches, see the preview`,
          ])}
        />
      )}
      <Tabs
        defaultActiveKey={report.faults.length ? 'faults' : 'preview'}
        items={[
          ...(report.faults.length
            ? [
                {
                  key: 'faults',
                  label: `${l(['错误', 'Errors'])} ${report.wrong}`,
                  children: (
                    <Table<RowFault>
                      size="small"
                      rowKey={({ row, at, field, words: said }) => `${row}/${at ?? ''}/${field}/${said}`}
                      dataSource={[...report.faults]}
                      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
                      footer={() =>
                        report.faults.length >= 500
                          ? l(['只列出前500处，全部错误见带校验结果的文件', 'The first 500; the marked file has all'])
                          : null
                      }
                      columns={[
                        { title: l(['行', 'Row']), dataIndex: 'row', width: 80, align: 'right' },
                        { title: l(['单元格', 'Cell']), width: 90, render: (_, { at }) => at ?? '—' },
                        {
                          title: l(['现在填的', 'As it is']),
                          width: 220,
                          render: (_, { cell }) =>
                            cell || (
                              <span className="none">
                                {job.state === 'checked' ? l(['（空）', '(empty)']) : l(['（不再保留）', '(not kept)'])}
                              </span>
                            ),
                        },
                        {
                          title: l(['哪里不对，应当怎样', 'What is wrong, and what would be right']),
                          dataIndex: 'words',
                        },
                      ]}
                    />
                  ),
                },
              ]
            : []),
          ...(report.preview.length === 0
            ? []
            : [
                {
                  key: 'preview',
                  label: `${l(['预览前', 'Preview of'])} ${report.preview.length} ${l(['行', 'rows'])}`,
                  children: (
                    <Table<Report['preview'][number]>
                      size="small"
                      rowKey="row"
                      className="import-preview"
                      dataSource={[...report.preview]}
                      pagination={false}
                      scroll={{ x: 'max-content', y: 420 }}
                      columns={[
                        { title: l(['行', 'Row']), dataIndex: 'row', width: 70, fixed: 'left', align: 'right' },
                        {
                          title: l(['结果', 'Result']),
                          width: 100,
                          fixed: 'left',
                          render: (_, { is }) => <Tag color={colours[is]}>{words[is]}</Tag>,
                        },
                        ...(job.guesses ?? []).map(({ column, heading }) => ({
                          title: heading || letters(column),
                          key: column,
                          onCell: ({ row }: Report['preview'][number]) =>
                            wrongAt.has(`${letters(column)}${row}`) ? { className: 'import-wrong' } : {},
                          render: (_: unknown, { cells }: Report['preview'][number]) => cells[column],
                        })),
                        {
                          title: l(['说明', 'Notes']),
                          key: 'notes',
                          render: (_, { notes }) => notes.join('；'),
                        },
                      ]}
                    />
                  ),
                },
              ]),
          ...(report.skipped.length
            ? [
                {
                  key: 'skipped',
                  label: `${words.skipped} ${report.skipped.length}`,
                  children: (
                    <ul>
                      {report.skipped.map(({ row, why }) => (
                        <li key={row}>{l([`第${row}行：${why}`, `Row ${row}: ${why}`])}</li>
                      ))}
                    </ul>
                  ),
                },
              ]
            : []),
        ]}
      />
    </section>
  )
}
