/**
 * 年度报告: outline on the left, the text with its figures in the middle, on the right what a figure is. A figure is a
 * chip: it opens its definition and rows, and nobody can type over it.
 */
import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Alert, Anchor, Button, Descriptions, InputNumber, Skeleton, Tag } from 'antd'
import { useState } from 'react'
import { get, type Figure, type Pair } from '../api.ts'
import { ProblemBox } from '../kit/problem.tsx'
import { useWords } from '../words.ts'
import { useYear } from './figures.tsx'

type Piece = { readonly text: string } | { readonly figure: Figure } | { readonly list: readonly string[] }
interface Part {
  readonly id: string
  readonly name: Pair
  readonly sentences: readonly { readonly mechanism: string; readonly pieces: readonly Piece[] }[]
}
interface Told {
  readonly names: Readonly<Record<string, Pair>>
  readonly case?: { readonly mechanism: string; readonly id: string; readonly stateName: Pair }
  readonly sections: readonly { readonly section: string; readonly chapters: readonly Part[] }[]
}
interface Restatement {
  readonly figure: string
  readonly name: string
  readonly frozen: string
  readonly now: string
  readonly added: readonly string[]
  readonly removed: readonly string[]
}
const Inspector = ({
  id,
  year,
  text,
}: {
  readonly id: string
  readonly year: number
  readonly text: readonly Part[]
}) => {
  const { t, l, language } = useWords()
  const now = useQuery({ queryKey: ['figure', id, year], queryFn: () => get<Figure>(`/indicators/${id}?year=${year}`) })
  const before = useQuery({
    queryKey: ['figure', id, year - 1],
    queryFn: () => get<Figure>(`/indicators/${id}?year=${year - 1}`),
  })
  if (!now.data) return <Skeleton active />
  const stands = text.filter(({ sentences }) =>
    sentences.some(({ pieces }) => pieces.some((piece) => 'figure' in piece && piece.figure.id === id)),
  )
  return (
    <>
      <h2>{l(now.data.label)}</h2>
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: 'value', label: t('value'), children: <strong>{now.data.printed}</strong> },
          ...(now.data.denominator === undefined
            ? []
            : [
                {
                  key: 'base',
                  label: language === 'zh' ? '分子 / 分母' : 'Of',
                  children: `${now.data.numerator} / ${now.data.denominator}`,
                },
              ]),
          { key: 'before', label: language === 'zh' ? '上年' : 'Year before', children: before.data?.printed ?? '—' },
          { key: 'definition', label: t('definition'), children: now.data.definition },
          {
            key: 'rows',
            label: t('rows'),
            children: (
              <Link to="/indicators/$id" params={{ id }} search={{ year }}>
                {now.data.rows}
              </Link>
            ),
          },
          {
            key: 'stands',
            label: language === 'zh' ? '出现于' : 'Stands in',
            children: stands.map(({ name }) => l(name)).join('、'),
          },
        ]}
      />
    </>
  )
}
export const ReportScreen = () => {
  const { t, l, language } = useWords()
  const [year, setYear] = useYear()
  const [figure, setFigure] = useState<string>()
  const told = useQuery({
    queryKey: ['report', year],
    queryFn: () => get<Told>(`/report?year=${year}`),
    enabled: year !== undefined,
  })
  const report = told.data?.case
  const restated = useQuery({
    queryKey: ['restatements', report?.id, year],
    queryFn: () =>
      get<{ readonly restatements: readonly Restatement[] }>(`/report/restatements?year=${year}&report=${report!.id}`),
    enabled: report !== undefined,
    retry: false,
  })
  if (told.error) return <ProblemBox error={told.error} />
  if (!told.data || year === undefined) return <Skeleton active />
  const { sections, names } = told.data
  const parts = sections.flatMap(({ chapters }) => chapters)
  const changed = restated.data?.restatements ?? []
  return (
    <div className="studio">
      <aside className="outline">
        <label>
          {t('year')} <InputNumber value={year} min={1990} max={2099} onChange={(now) => now && setYear(now)} />
        </label>
        {report && (
          <p>
            <Link to="/$mechanism/$id" params={{ mechanism: report.mechanism, id: report.id }}>
              {language === 'zh' ? '送审、签发、冻结、公开' : 'Submit, sign, freeze, publish'}
            </Link>{' '}
            <Tag color="blue">{l(report.stateName)}</Tag>
          </p>
        )}
        <Anchor
          affix={false}
          getContainer={() => document.getElementById('main')!}
          items={sections.map(({ section, chapters }) => ({
            key: section,
            href: `#${section}`,
            title: l(names[section]!),
            children: chapters.map(({ id, name }) => ({
              key: `${section}-${id}`,
              href: `#${section}-${id}`,
              title: l(name),
            })),
          }))}
        />
      </aside>
      <article className="report">
        <header className="head">
          <h1>{language === 'zh' ? `${year}年度法治政府建设情况` : `Law-based government in ${year}`}</h1>
          <Button onClick={() => window.print()}>{t('print')}</Button>
        </header>
        {changed.length > 0 && (
          <Alert
            type="warning"
            title={
              language === 'zh'
                ? `冻结之后有${changed.length}个数字变化`
                : `${changed.length} figures changed since the freeze`
            }
            description={changed.map((one) => (
              <div key={one.figure}>
                {one.name}：{one.frozen} → {one.now}（+{one.added.length} −{one.removed.length}）
              </div>
            ))}
          />
        )}
        {sections.map(({ section, chapters }) => (
          <section key={section} id={section}>
            <h2>{l(names[section]!)}</h2>
            {chapters.length === 0 && <p className="none">{t('emptyList')}</p>}
            {chapters.map((chapter) => (
              <section key={chapter.id} id={`${section}-${chapter.id}`}>
                <h3>{l(chapter.name)}</h3>
                {chapter.sentences.map((sentence, n) => (
                  <p key={n}>
                    {sentence.pieces.map((piece, m) =>
                      'text' in piece ? (
                        piece.text
                      ) : 'list' in piece ? (
                        piece.list.join('；')
                      ) : (
                        <button
                          key={m}
                          type="button"
                          title={piece.figure.definition}
                          className={`chip${piece.figure.id === figure ? ' chosen' : ''}`}
                          onClick={() => setFigure(piece.figure.id)}
                        >
                          {piece.figure.printed}
                        </button>
                      ),
                    )}
                  </p>
                ))}
              </section>
            ))}
          </section>
        ))}
      </article>
      <aside className="inspector">
        {figure ? (
          <Inspector id={figure} year={year} text={parts} />
        ) : (
          <p className="none">
            {language === 'zh'
              ? '点文中的数字，看它的口径、分子分母和记录。'
              : 'Choose a figure to see its definition and rows.'}
          </p>
        )}
      </aside>
    </div>
  )
}
