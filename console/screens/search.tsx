/** 查找: one question to every register that I may read. */
import { Link } from '@tanstack/react-router'
import { useQueries } from '@tanstack/react-query'
import { Empty, Skeleton } from 'antd'
import { get, type Page } from '../api.ts'
import { Export } from '../kit/export.tsx'
import { useChapters } from '../session.tsx'
import { useWords } from '../words.ts'

export const Search = ({ q }: { readonly q: string }) => {
  const { t, l } = useWords()
  const { data: chapters } = useChapters()
  const all = (chapters ?? []).flatMap(({ mechanisms }) => mechanisms).filter(({ reads }) => reads !== 'none')
  const found = useQueries({
    queries: all.map(({ id }) => ({
      queryKey: ['search', id, q],
      queryFn: () => get<Page>(`/${id}?limit=10&sort=-latest&q=${encodeURIComponent(q)}`),
      enabled: q !== '',
    })),
  })
  const waiting = found.some(({ isPending }) => isPending)
  const some = all
    .map((mechanism, at) => ({ mechanism, rows: found[at]?.data?.rows ?? [] }))
    .filter(({ rows }) => rows.length > 0)
  return (
    <>
      <header className="head">
        <h1>
          {t('search')}：{q}
        </h1>
        {some.length > 0 && <Export path="/search" query={`q=${encodeURIComponent(q)}`} />}
      </header>
      {waiting && some.length === 0 && <Skeleton active />}
      {!waiting && some.length === 0 && <Empty description={t('emptyFound')} />}
      {some.map(({ mechanism, rows }) => (
        <section key={mechanism.id}>
          <h2>
            <Link to="/$mechanism" params={{ mechanism: mechanism.id }}>
              {l(mechanism.name)}
            </Link>
          </h2>
          <ul>
            {rows.map((row) => (
              <li key={row.id}>
                <Link to="/$mechanism/$id" params={{ mechanism: mechanism.id, id: row.id }}>
                  {row.title || row.id}
                </Link>{' '}
                <span className="none">{row.stateName}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
