/** The rows of a register: title, state, units and day, then the chosen fields; rows are chosen for bulk acts across pages. */
import { Link } from '@tanstack/react-router'
import { Empty, Table, Tag } from 'antd'
import type { FieldShape, MechanismShape, Row } from '../api.ts'
import { useDirectory } from '../session.tsx'
import { useWords } from '../words.ts'
import { sayDay, useSayValue } from './value.tsx'

/** Rows that may be chosen at once. */
export const mostChosen = 200
/** Those chosen, and these of a page besides, as far as there is room. */
export const chosenWith = (chosen: ReadonlyMap<string, Row>, rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map([...chosen, ...rows.map((row) => [row.id, row] as const)].slice(0, mostChosen))

/** Without `onChoose`, as on paper, there are no boxes. `sort` is as the list's address has it: `-opened`. */
export const RegisterTable = ({
  shape,
  fields,
  rows,
  linked,
  sort,
  waiting,
  empty,
  chosen,
  onSort,
  onChoose,
}: {
  readonly shape: MechanismShape
  readonly fields: readonly FieldShape[]
  readonly rows: readonly Row[]
  readonly linked: Readonly<Record<string, string>>
  readonly sort: string | undefined
  readonly waiting: boolean
  readonly empty: string
  readonly chosen: ReadonlyMap<string, Row>
  readonly onSort: (sort: string) => void
  readonly onChoose?: (chosen: ReadonlyMap<string, Row>) => void
}) => {
  const { t, l, language } = useWords()
  const zh = language === 'zh'
  const { unitName } = useDirectory()
  const say = useSayValue(linked)
  const sortable = (column: string) => ({
    sorter: true,
    sortOrder: sort === column ? ('ascend' as const) : sort === `-${column}` ? ('descend' as const) : null,
  })
  return (
    <Table<Row>
      size="small"
      rowKey="id"
      loading={waiting}
      dataSource={[...rows]}
      pagination={false}
      scroll={{ x: 'max-content' }}
      {...(onChoose && {
        rowSelection: {
          columnWidth: 40,
          // The box for all would stand twice, once where only the screen reader finds it.
          hideSelectAll: true,
          fixed: true,
          selectedRowKeys: [...chosen.keys()],
          preserveSelectedRowKeys: true,
          getCheckboxProps: (row: Row) => ({
            'aria-label': `${zh ? '选择' : 'Choose'} ${row.title}`,
            disabled: chosen.size >= mostChosen && !chosen.has(row.id),
          }),
          onChange: (keys: React.Key[], found: Row[]) => {
            const known = new Map([...chosen, ...found.filter(Boolean).map((row) => [row.id, row] as const)])
            onChoose(
              chosenWith(
                new Map(),
                keys.flatMap((key) => known.get(String(key)) ?? []),
              ),
            )
          },
        },
      })}
      locale={{ emptyText: <Empty description={empty} /> }}
      onChange={(_, __, sorter) => {
        const { columnKey, order } = Array.isArray(sorter) ? sorter[0]! : sorter
        onSort(order ? `${order === 'descend' ? '-' : ''}${String(columnKey)}` : '-opened')
      }}
      columns={[
        {
          key: 'title',
          title: t('title'),
          fixed: 'left',
          width: 280,
          ...sortable('title'),
          render: (_, row) => (
            <Link to="/$mechanism/$id" params={{ mechanism: shape.id, id: row.id }}>
              {row.title || l(shape.name)}
            </Link>
          ),
        },
        {
          title: t('state'),
          width: 140,
          render: (_, row) => (
            <>
              <Tag color={shape.ends.includes(row.state) ? 'default' : 'blue'}>
                {l(shape.states[row.state] ?? [row.stateName, row.state])}
              </Tag>
              {row.partly && <Tag color="orange">{l(row.partly)}</Tag>}
              {row.breaches > 0 && <Tag color="red">{`${t('breaches')} ${row.breaches}`}</Tag>}
            </>
          ),
        },
        {
          title: t('units'),
          width: 160,
          render: (_, row) => {
            const names = (row.units ?? []).map(unitName)
            return names.length > 3 ? `${names.slice(0, 3).join('、')}……` : names.join('、')
          },
        },
        {
          key: 'opened',
          title: t('opened'),
          width: 130,
          ...sortable('opened'),
          render: (_, row) => sayDay(row.opened, language),
        },
        ...fields.map((field) => ({
          key: field.name,
          title: field.kind === 'money' ? l([`${field.label[0]}（元）`, `${field.label[1]} (yuan)`]) : l(field.label),
          align: field.kind === 'count' || field.kind === 'money' ? ('right' as const) : ('left' as const),
          render: (_: unknown, row: Row) => {
            const words = say(field, row.fields[field.name])
            return words.length > 60 ? <span title={words}>{words.slice(0, 60)}……</span> : words
          },
        })),
      ]}
    />
  )
}
