/** What stands around a case: the cases it names, those that name it, and every figure in which it counts. */
import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Empty, Skeleton, Table, Tag } from 'antd'
import { get, type Counted, type Related } from '../api.ts'
import { useWords } from '../words.ts'
import { ProblemBox } from './problem.tsx'
import { sayDay } from './value.tsx'

export const useRelated = (path: string) =>
  useQuery({
    queryKey: ['related', path],
    queryFn: () => get<{ readonly related: readonly Related[] }>(`${path}/related`),
  })
export const RelatedCases = ({ path }: { readonly path: string }) => {
  const { t, l, language } = useWords()
  const { data, error } = useRelated(path)
  if (error) return <ProblemBox error={error} />
  if (!data) return <Skeleton active />
  return (
    <Table<Related>
      size="small"
      rowKey={(one) => `${one.is}${one.mechanism}${one.case}${one.label[0]}`}
      pagination={false}
      dataSource={[...data.related]}
      locale={{ emptyText: <Empty description={t('noRelated')} /> }}
      columns={[
        {
          title: language === 'zh' ? '关系' : 'Relation',
          width: 220,
          render: (_, one) =>
            one.is === 'names'
              ? l(one.label)
              : language === 'zh'
                ? `以本案为“${l(one.label)}”`
                : `names this case as ${l(one.label)}`,
        },
        { title: t('register'), width: 180, render: (_, one) => l(one.mechanismName) },
        {
          title: t('matter'),
          render: (_, one) => (
            <Link to="/$mechanism/$id" params={{ mechanism: one.mechanism, id: one.case }}>
              {one.title || l(one.mechanismName)}
            </Link>
          ),
        },
        {
          title: t('state'),
          width: 140,
          render: (_, one) => <Tag color={one.ended ? 'default' : 'blue'}>{l(one.stateName)}</Tag>,
        },
        { title: t('opened'), width: 140, render: (_, one) => sayDay(one.opened, language) },
      ]}
    />
  )
}
export const CountedIn = ({ path }: { readonly path: string }) => {
  const { t, l, language } = useWords()
  const { data, error } = useQuery({
    queryKey: ['counted', path],
    queryFn: () => get<{ readonly figures: readonly Counted[] }>(`${path}/figures`),
  })
  if (error) return <ProblemBox error={error} />
  if (!data) return <Skeleton active />
  const byFigure = new Map<string, Counted[]>()
  for (const one of data.figures) byFigure.set(one.id, [...(byFigure.get(one.id) ?? []), one])
  return (
    <Table<readonly Counted[]>
      size="small"
      rowKey={([one]) => one!.id}
      pagination={false}
      dataSource={[...byFigure.values()]}
      locale={{ emptyText: <Empty description={t('noCounts')} /> }}
      columns={[
        { title: t('figures'), render: (_, [one]) => l(one!.label) },
        {
          title: language === 'zh' ? '年度（本案计入的记录）' : 'Year (rows of this case)',
          render: (_, years) =>
            years.map(({ id, year, rows, counts }) => (
              <Link key={year} className="year" to="/indicators/$id" params={{ id }} search={{ year }}>
                {language === 'zh' ? `${year}年` : year} {rows}
                {counts !== undefined && (language === 'zh' ? `（分子${counts}）` : ` (${counts} above the line)`)}
              </Link>
            )),
        },
      ]}
    />
  )
}
