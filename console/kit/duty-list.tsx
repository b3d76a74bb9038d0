/** Duties as a table, nearest day first. Equal ones stand together: three of them, and the rest behind a line that counts them. */
import { Link } from '@tanstack/react-router'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button, Empty, Segmented, Skeleton, Space, Table } from 'antd'
import { Cite } from './cite.tsx'
import { useState } from 'react'
import { get, type Cited, type Duty, type Light, type Pair } from '../api.ts'
import { useDirectory } from '../session.tsx'
import { useWords } from '../words.ts'
import { NextAct, useActing } from './acting.tsx'
import { Export } from './export.tsx'
import { LightTag } from './light.tsx'
import { ProblemBox } from './problem.tsx'
import { sayDay } from './value.tsx'

interface Group {
  readonly mechanism: string
  readonly mechanismName: Pair
  readonly kind?: string
  readonly term: string
  readonly label: Pair
  readonly article?: Cited
  readonly light: Light
  readonly count: number
  readonly due: string
  readonly last: string
  readonly duties: readonly Duty[]
}
interface Groups {
  readonly counts: Readonly<Record<'red' | 'yellow' | 'green', number>>
  readonly groups: readonly Group[]
}
export type Whose = 'mine' | 'unit'
export const useGroups = (of: Whose) =>
  useQuery({ queryKey: ['duty groups', of], queryFn: () => get<Groups>(`/duties/groups?of=${of}`) })

type Line =
  | { readonly is: 'duty'; readonly key: string; readonly duty: Duty }
  | { readonly is: 'rest'; readonly key: string; readonly group: Group; readonly open: boolean; readonly left: number }
const keyOf = ({ mechanism, kind, term, light }: Group): string => `${mechanism}/${kind ?? ''}/${term}/${light}`
const dutyKey = (duty: Duty): string => `${duty.case}/${duty.part ?? ''}/${duty.term}`

/** The group that is opened, fifty at a time; at most one, so that a page stays a page. */
const useOpened = (of: Whose, group: Group | undefined) =>
  useInfiniteQuery({
    queryKey: ['duties', of, group && keyOf(group), group?.count],
    queryFn: ({ pageParam }) =>
      get<{ readonly duties: readonly Duty[]; readonly next?: string }>(
        `/duties?of=${of}&limit=50&mechanism=${group!.mechanism}&kind=${group!.kind ?? ''}&term=${group!.term}&from=${group!.due}&to=${group!.last}${pageParam ? `&after=${pageParam}` : ''}`,
      ),
    enabled: group !== undefined,
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })

export const DutyList = ({ of }: { readonly of: Whose }) => {
  const { t, l, language } = useWords()
  const { unitName } = useDirectory()
  const { data, error } = useGroups(of)
  const [only, setOnly] = useState<'all' | 'red' | 'yellow' | 'green'>('all')
  const [opened, setOpened] = useState<string>()
  const { start, element } = useActing()
  const group = data?.groups.find((one) => keyOf(one) === opened)
  const pages = useOpened(of, group)
  if (error) return <ProblemBox error={error} />
  if (!data) return <Skeleton active />
  const { counts, groups } = data
  const lines = groups
    .filter(({ light }) => only === 'all' || light === only)
    .flatMap((one): Line[] => {
      const key = keyOf(one)
      const open = key === opened
      const duties = open ? (pages.data?.pages.flatMap((page) => page.duties) ?? one.duties) : one.duties
      const left = one.count - duties.length
      return [
        ...duties.map((duty): Line => ({ is: 'duty', key: dutyKey(duty), duty })),
        ...(left > 0 || (open && one.count > one.duties.length)
          ? [{ is: 'rest' as const, key, group: one, open, left }]
          : []),
      ]
    })
  const zh = language === 'zh'
  const rest = ({ group: one, open, left }: Line & { is: 'rest' }) => (
    <span className="rest">
      {left > 0 && (
        <>
          {zh
            ? `“${l(one.label)}”另有${left}件，到期日至${sayDay(one.last, language)} `
            : `${left} more of “${l(one.label)}”, due until ${one.last} `}
          <Button
            type="link"
            size="small"
            loading={open && pages.isFetching}
            onClick={() => (open ? void pages.fetchNextPage() : setOpened(keyOf(one)))}
          >
            {open ? (zh ? '再看50件' : '50 more') : zh ? '展开' : 'Show'}
          </Button>
          <Link to="/$mechanism" params={{ mechanism: one.mechanism }}>
            {zh ? '到台账成批办理' : 'Act on many in the register'}
          </Link>{' '}
        </>
      )}
      {open && (
        <Button type="link" size="small" onClick={() => setOpened(undefined)}>
          {zh ? '收起' : 'Close'}
        </Button>
      )}
    </span>
  )
  const whole = (line: Line) => (line.is === 'rest' ? { colSpan: 0 } : {})
  return (
    <>
      <Space className="gap">
        <Segmented
          value={only}
          onChange={setOnly}
          options={[
            { value: 'all', label: `${zh ? '全部' : 'All'} ${counts.red + counts.yellow + counts.green}` },
            { value: 'red', label: `${zh ? '超期' : 'Overdue'} ${counts.red}` },
            { value: 'yellow', label: `${zh ? '临期' : 'Near'} ${counts.yellow}` },
            { value: 'green', label: `${zh ? '正常' : 'On time'} ${counts.green}` },
          ]}
        />
        {of === 'mine' && <Export path="/duties" />}
      </Space>
      <Table<Line>
        size="small"
        rowKey="key"
        dataSource={lines}
        pagination={false}
        tableLayout="fixed"
        className="duties"
        locale={{ emptyText: <Empty description={t('noDuties')} /> }}
        columns={[
          {
            title: t('light'),
            width: 72,
            onCell: (line) => (line.is === 'rest' ? { colSpan: 6 } : {}),
            render: (_, line) => (line.is === 'rest' ? rest(line) : <LightTag light={line.duty.light} />),
          },
          {
            title: t('due'),
            width: 128,
            onCell: whole,
            render: (_, line) =>
              line.is === 'duty' && (
                <>
                  <span className="number day">{sayDay(line.duty.due, language)}</span>
                  {(line.duty.provisional || line.duty.unverified) && (
                    <div className="marks">
                      {line.duty.provisional && <span title={t('provisionalWhy')}>{t('provisional')}</span>}
                      {line.duty.unverified && <span title={t('unverifiedWhy')}>{t('unverified')}</span>}
                    </div>
                  )}
                </>
              ),
          },
          {
            title: t('matter'),
            onCell: whole,
            render: (_, line) =>
              line.is === 'duty' && (
                <>
                  <Link to="/$mechanism/$id" params={{ mechanism: line.duty.mechanism, id: line.duty.case }}>
                    {line.duty.title || l(line.duty.mechanismName)}
                  </Link>
                  <div className="none">{l(line.duty.mechanismName)}</div>
                </>
              ),
          },
          {
            title: `${t('clocks')}（${t('article')}）`,
            onCell: whole,
            render: (_, line) =>
              line.is === 'duty' && (
                <>
                  {l(line.duty.label)}
                  {line.duty.article && (
                    <div>
                      <Cite article={line.duty.article} />
                    </div>
                  )}
                </>
              ),
          },
          {
            title: t('units'),
            width: 150,
            onCell: whole,
            render: (_, line) => line.is === 'duty' && line.duty.units.map(unitName).join('、'),
          },
          {
            title: t('nextAct'),
            width: 170,
            onCell: whole,
            render: (_, line) =>
              line.is === 'duty' && (
                <NextAct acts={line.duty.acts} onStart={(act, label) => start(line.duty, act, label)} />
              ),
          },
        ]}
      />
      {element}
    </>
  )
}
