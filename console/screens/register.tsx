/** 台账: one register as a list: units on the left, rows on the right, paged by key; columns and views kept per person. */
import { useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Skeleton, Space } from 'antd'
import { useState } from 'react'
import { get, type MechanismShape, type Page, type Row } from '../api.ts'
import { ActForm, type Doing } from '../kit/act-form.tsx'
import { Bulk } from '../kit/bulk.tsx'
import { usePrinting } from '../kit/printing.ts'
import { ProblemBox } from '../kit/problem.tsx'
import { RegisterFoot } from '../kit/register-foot.tsx'
import { chosenWith, RegisterTable } from '../kit/register-table.tsx'
import { RegisterTools } from '../kit/register-tools.tsx'
import { useSetting } from '../kit/settings.ts'
import { UnitTree } from '../kit/unit-tree.tsx'
import { sayDay } from '../kit/value.tsx'
import { listQuery, withWhere, type Arranged, type Asking } from '../kit/views.tsx'
import { useChapters, useMe, useShape } from '../session.tsx'
import { useWords } from '../words.ts'

const unshown = new Set(['file', 'document', 'subject', 'snapshot', 'frame', 'prose'])
const mostPrinted = 2000
const newest = '-opened'
const begin = [
  '还没有记录。请用右上方的按钮新建，或者导入表格。',
  'No records yet: begin one above, or import a table.',
] as const

export const Register = ({ mechanism }: { readonly mechanism: string }) => {
  const { data: shape, error } = useShape(mechanism)
  const [arranged, keep] = useSetting<Arranged>(`register.${mechanism}`)
  if (error) return <ProblemBox error={error} />
  if (!shape || !arranged) return <Skeleton active />
  return <List key={mechanism} shape={shape} arranged={arranged} keep={keep} />
}
/** Where one is: the marks of the pages turned so far, and where the first of them begins. */
interface Place {
  readonly at?: string
  readonly after: readonly string[]
}
const start: Place = { after: [] }

const List = ({
  shape,
  arranged,
  keep,
}: {
  readonly shape: MechanismShape
  readonly arranged: Arranged
  readonly keep: (next: Arranged) => Promise<void>
}) => {
  const { t, l, language } = useWords()
  const zh = language === 'zh'
  const { message } = App.useApp()
  const { data: me } = useMe()
  const { data: chapters } = useChapters()
  const navigate = useNavigate()
  const opening = arranged.first === undefined ? undefined : arranged.views?.[arranged.first]
  const [asking, setAsking] = useState<Asking>(opening?.asking ?? { sort: newest })
  const [own, setOwn] = useState(opening?.columns ?? arranged.columns)
  const [place, setPlace] = useState(start)
  const [doing, setDoing] = useState<Doing>()
  const [chosen, setChosen] = useState<ReadonlyMap<string, Row>>(new Map())
  const [many, setMany] = useState(false)
  const save = (next: Arranged) =>
    void keep(next).catch((error: Error) => message.error(zh ? `没有保存：${error.message}` : error.message))
  const ask = (next: Asking) => {
    setAsking(next)
    setPlace(start)
  }
  // The first text is the title: it stands in front already.
  const titled = shape.fields.find(({ kind }) => kind === 'text')
  const showable = shape.fields.filter((field) => !unshown.has(field.kind) && field !== titled)
  const columns = own ?? showable.slice(0, 6).map(({ name }) => name)
  const query = listQuery(asking)
  const address = (limit: number, from: string) =>
    `/${shape.id}?limit=${limit}&${query}&columns=${columns.join(',')}${from}`
  const last = place.after.at(-1)
  const from = last ? `&after=${last}` : place.at ? `&at=${encodeURIComponent(place.at)}` : ''
  const page = useQuery({
    queryKey: ['list', shape.id, query, columns, from],
    queryFn: () => get<Page>(address(50, from)),
    placeholderData: (before) => before,
  })
  const counted = useQuery({
    queryKey: ['count', shape.id, query],
    queryFn: () => get<{ readonly count: number; readonly capped: boolean }>(`/${shape.id}/count?${query}`),
  })
  const printed = usePrinting((limit, after) => address(limit, after ? `&after=${after}` : ''), mostPrinted)
  const { printing } = printed
  const begins = chapters?.some(({ mechanisms }) =>
    mechanisms.some(({ id, opens }) => id === shape.id && opens.length > 0),
  )
  const tree = arranged.tree ?? true
  const count = counted.data && `${counted.data.count.toLocaleString('zh-CN')}${counted.data.capped ? '+' : ''}`
  const rows = printing?.rows ?? page.data?.rows ?? []
  return (
    <div className={tree ? 'with-tree' : ''}>
      {tree && (
        <UnitTree
          chosen={asking.where?.['unit.within']?.[0]}
          onChoose={(unit) => ask(withWhere(asking, 'unit.within', unit))}
          onHide={() => save({ ...arranged, tree: false })}
        />
      )}
      <section className="list">
        <header className="head">
          <h1>{l(shape.name)}</h1>
          <RegisterTools
            shape={shape}
            showable={showable}
            now={{ asking, columns }}
            arranged={arranged}
            printing={printed.waiting}
            onAsk={ask}
            onColumns={setOwn}
            onKeep={save}
            onPrint={() => void printed.print()}
            onDo={setDoing}
          />
        </header>
        <p className="on-paper">
          {me?.tenant.name}　{zh ? '共' : ''}
          {count}
          {zh ? '条' : ' rows'}
          {printing?.more && (zh ? `，只打印前${mostPrinted}条，其余请导出` : `, the first ${mostPrinted} printed`)}
        </p>
        {page.error && <ProblemBox error={page.error} />}
        {chosen.size > 0 && (
          <Alert
            type="info"
            className="gap chosen-rows"
            title={
              <Space>
                {zh ? `已选${chosen.size}件` : `${chosen.size} chosen`}
                <Button size="small" type="primary" onClick={() => setMany(true)}>
                  {t('bulk')}
                </Button>
                <Button size="small" onClick={() => setChosen(new Map())}>
                  {zh ? '取消选择' : 'Clear'}
                </Button>
              </Space>
            }
          />
        )}
        <RegisterTable
          shape={shape}
          fields={showable.filter(({ name }) => columns.includes(name))}
          rows={rows}
          linked={{ ...page.data?.linked, ...printing?.linked }}
          sort={asking.sort}
          waiting={page.isFetching && (!page.data || page.isPlaceholderData)}
          empty={query !== `sort=${newest}` || place.at ? t('emptyFound') : begins ? l(begin) : t('emptyList')}
          chosen={chosen}
          onSort={(sort) => ask({ ...asking, sort })}
          {...(!printing && { onChoose: setChosen })}
        />
        <RegisterFoot
          count={count}
          sort={asking.sort ?? newest}
          pages={place.after.length}
          more={page.data?.next !== undefined}
          jumped={place.at !== undefined}
          onChoosePage={rows.length > 0 ? () => setChosen(chosenWith(chosen, rows)) : undefined}
          onFirst={() => setPlace(start)}
          onPrevious={() => setPlace({ ...place, after: place.after.slice(0, -1) })}
          onNext={() => page.data?.next && setPlace({ ...place, after: [...place.after, page.data.next] })}
          onJump={(at) => setPlace({ at, after: [] })}
        />
        <p className="on-paper signed">
          {zh
            ? `填表人：${me?.name ?? ''}　　　　审核人：　　　　　　　　日期：${me ? sayDay(me.today, 'zh') : ''}`
            : `Filled in by: ${me?.name ?? ''}　　Checked by:　　　　　　Date: ${me?.today ?? ''}`}
        </p>
      </section>
      {many && (
        <Bulk
          shape={shape}
          items={[...chosen.values()]}
          onClose={() => {
            setMany(false)
            setChosen(new Map())
          }}
        />
      )}
      {doing && (
        <ActForm
          doing={doing}
          onClose={() => setDoing(undefined)}
          onDone={(answer) =>
            void navigate({ to: '/$mechanism/$id', params: { mechanism: shape.id, id: answer.case.id } })
          }
        />
      )}
    </div>
  )
}
