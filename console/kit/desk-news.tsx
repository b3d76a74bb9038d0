/** 退回 and 待阅: what others did since in the cases in which I had a hand. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Empty, Skeleton, Space, Table, Tag } from 'antd'
import { get, request } from '../api.ts'
import { useWords } from '../words.ts'
import { Matter, StateTag, type Told } from './desk-acts.tsx'
import { ProblemBox } from './problem.tsx'
import { sayDay } from './value.tsx'

interface NewsOf extends Told {
  readonly by?: string
  readonly unitName: string
  readonly words?: string
  /** It was moved back to an earlier step, and stands there. */
  readonly back: boolean
  readonly unread: number
}
export const useNews = () =>
  useQuery({
    queryKey: ['desk', 'news'],
    queryFn: () => get<{ readonly cases: readonly NewsOf[]; readonly more: boolean }>('/desk/news'),
  })
export const News = ({ which }: { readonly which: 'back' | 'unread' }) => {
  const { t, l, language } = useWords()
  const zh = language === 'zh'
  const client = useQueryClient()
  const { data, error } = useNews()
  if (error) return <ProblemBox error={error} />
  if (!data) return <Skeleton active />
  const shown = data.cases.filter((one) => (which === 'back' ? one.back : one.unread > 0))
  const read = (cases: readonly NewsOf[]) =>
    request('POST', '/desk/read', { cases: cases.map(({ case: id, version }) => ({ case: id, version })) }).then(() =>
      client.invalidateQueries({ queryKey: ['desk', 'news'] }),
    )
  const empty =
    which === 'back'
      ? zh
        ? '没有退回给您的案卷。'
        : 'Nothing came back to you.'
      : zh
        ? '没有待阅的事项。您办过的案卷中，他人近30日的办理会出现在这里。'
        : 'Nothing to read.'
  return (
    <>
      {which === 'unread' && shown.length > 0 && (
        <Space className="gap">
          <Button onClick={() => void read(shown)}>{zh ? '全部标为已阅' : 'Mark all as read'}</Button>
          <span className="none">
            {zh ? '您办过的案卷中，他人近30日的办理。' : 'What others did in your cases within 30 days.'}
          </span>
        </Space>
      )}
      <Table<NewsOf>
        size="small"
        rowKey="case"
        dataSource={shown}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Empty description={empty} /> }}
        columns={[
          { title: zh ? '办理日' : 'On', width: 130, render: (_, { on }) => sayDay(on, language) },
          {
            title: zh ? '他人的办理' : 'What was done',
            render: (_, one) => (
              <>
                <strong>{l(one.label)}</strong> {one.unitName} {one.by}
                {one.unread > 1 && <span className="none">{zh ? `，共${one.unread}次` : `, ${one.unread} acts`}</span>}
                {one.words && <div className="said">{one.words}</div>}
              </>
            ),
          },
          { title: t('matter'), render: (_, one) => <Matter one={one} /> },
          {
            title: t('state'),
            width: 170,
            render: (_, one) => (
              <>
                <StateTag one={one} />
                {one.back && <Tag color="red">{t('returned')}</Tag>}
              </>
            ),
          },
          ...(which === 'unread'
            ? [
                {
                  title: '',
                  width: 90,
                  render: (_: unknown, one: NewsOf) => (
                    <Button size="small" onClick={() => void read([one])}>
                      {zh ? '已阅' : 'Read'}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  )
}
