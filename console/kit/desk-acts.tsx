/** 已办 and 我发起: what I did, and what I began, latest first, each with where it stands now. */
import { Link } from '@tanstack/react-router'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Empty, Table, Tag } from 'antd'
import { get, type Pair } from '../api.ts'
import { useWords } from '../words.ts'
import { ProblemBox } from './problem.tsx'
import { sayDay } from './value.tsx'

/** One act, as every list of the workbench tells it; without a title where the case may no longer be read. */
export interface Told {
  readonly mechanism: string
  readonly mechanismName: Pair
  readonly case: string
  readonly version: number
  readonly act: string
  readonly label: Pair
  readonly on: string
  readonly recorded: string
  readonly rows?: number
  readonly title?: string
  readonly stateName?: Pair
  readonly ended?: string
  readonly units?: readonly string[]
}
/** The case of an act, with its register below. */
export const Matter = ({ one }: { readonly one: Told }) => {
  const { l, language } = useWords()
  return (
    <>
      {one.rows !== undefined ? (
        <Link to="/$mechanism" params={{ mechanism: one.mechanism }}>
          {language === 'zh' ? `成批登记${one.rows}件` : `A batch of ${one.rows}`}
        </Link>
      ) : one.stateName ? (
        <Link to="/$mechanism/$id" params={{ mechanism: one.mechanism, id: one.case }}>
          {one.title || l(one.mechanismName)}
        </Link>
      ) : (
        <span className="none">{language === 'zh' ? '您现在无权查看这一案卷' : 'Not open to you any more'}</span>
      )}
      <div className="none">{l(one.mechanismName)}</div>
    </>
  )
}
export const StateTag = ({ one }: { readonly one: Told }) => {
  const { l } = useWords()
  return one.stateName ? <Tag color={one.ended ? 'default' : 'blue'}>{l(one.stateName)}</Tag> : null
}
const ActList = ({ path, empty }: { readonly path: 'done' | 'begun'; readonly empty: string }) => {
  const { t, l, language } = useWords()
  const { data, error, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['desk', path],
    queryFn: ({ pageParam }) =>
      get<{ readonly acts: readonly Told[]; readonly next?: string }>(
        `/desk/${path}?limit=50${pageParam ? `&after=${pageParam}` : ''}`,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  if (error) return <ProblemBox error={error} />
  return (
    <>
      <Table<Told>
        size="small"
        rowKey={(one) => `${one.case}/${one.version}`}
        loading={!data}
        dataSource={data?.pages.flatMap(({ acts }) => acts) ?? []}
        pagination={false}
        locale={{ emptyText: <Empty description={empty} /> }}
        columns={[
          { title: language === 'zh' ? '办理日' : 'On', width: 140, render: (_, { on }) => sayDay(on, language) },
          { title: language === 'zh' ? '办理' : 'Act', width: 220, render: (_, { label }) => l(label) },
          { title: t('matter'), render: (_, one) => <Matter one={one} /> },
          {
            title: language === 'zh' ? '现在的状态' : 'State now',
            width: 180,
            render: (_, one) => <StateTag one={one} />,
          },
        ]}
      />
      {hasNextPage && (
        <Button className="more" loading={isFetching} onClick={() => void fetchNextPage()}>
          {language === 'zh' ? '再看50条' : '50 more'}
        </Button>
      )}
    </>
  )
}
export const Done = () => {
  const { language } = useWords()
  return <ActList path="done" empty={language === 'zh' ? '您还没有办理过事项。' : 'You did nothing yet.'} />
}
export const Begun = () => {
  const { language } = useWords()
  return (
    <ActList
      path="begun"
      empty={
        language === 'zh' ? '您还没有发起过案卷。从左边的台账进入，用右上角的按钮新建。' : 'You began nothing yet.'
      }
    />
  )
}
