/** Substitutions as a list: who for whom, from when until when, and how each stands today. */
import { Link } from '@tanstack/react-router'
import { Empty, Table, Tag } from 'antd'
import type { Pair, Row } from '../api.ts'
import { useDirectory, useMe } from '../session.tsx'
import { useWords } from '../words.ts'
import { sayDay } from './value.tsx'

/** Of a window as it stands on that day: not granted yet, to come, running, or over. */
const windowState = ({ state, fields }: Row, today: string): readonly [words: Pair, colour: string] =>
  state === 'left' || String(fields.expires) < today
    ? [['已结束', 'Over'], 'default']
    : state === 'assigned'
      ? [['待授权', 'To be granted'], 'gold']
      : String(fields.starts ?? '') > today
        ? [['尚未开始', 'To come'], 'blue']
        : [['代理中', 'Running'], 'green']

/** Nothing while they are fetched. */
export const Windows = ({ windows }: { readonly windows: readonly Row[] | undefined }) => {
  const { t, l, language } = useWords()
  const zh = language === 'zh'
  const { data: me } = useMe()
  const { unitName, personName } = useDirectory()
  return (
    <Table<Row>
      size="small"
      rowKey="id"
      loading={!windows}
      dataSource={[...(windows ?? [])]}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: <Empty description={zh ? '没有登记过代理。' : 'No substitutions.'} /> }}
      columns={[
        {
          title: zh ? '代理人' : 'Substitute',
          render: (_, row) => (
            <Link to="/$mechanism/$id" params={{ mechanism: 'posts', id: row.id }}>
              {String(row.fields.name)}
            </Link>
          ),
        },
        {
          title: zh ? '岗位' : 'Post',
          render: (_, { fields }) => `${unitName(String(fields.place))} ${String(fields.title)}`,
        },
        {
          title: zh ? '请假人' : 'Absent',
          render: (_, { fields }) => (fields.absent ? personName(String(fields.absent)) : '—'),
        },
        {
          title: zh ? '自' : 'From',
          render: (_, { opened, fields }) => sayDay(String(fields.starts ?? opened), language),
        },
        { title: zh ? '至' : 'Until', render: (_, { fields }) => sayDay(String(fields.expires), language) },
        {
          title: t('state'),
          render: (_, row) => {
            const [words, colour] = windowState(row, me?.today ?? '')
            return <Tag color={colour}>{l(words)}</Tag>
          },
        },
      ]}
    />
  )
}
