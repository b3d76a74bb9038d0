/**
 * 年度报告: outline on the left, the text with its figures in the middle, on the right what a figure is. A figure is a
 * chip: it opens its definition and rows, and nobody can type over it.
 */
import { Link } from '@tanstack/react-router'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Anchor, Button, Descriptions, InputNumber, Skeleton, Space, Tag } from 'antd'
import { useState } from 'react'
import { get, type Acts, type Case, type Figure, type MechanismShape, type Pair } from '../api.ts'
import { ActForm, type Doing } from '../kit/act-form.tsx'
import { checkText, missingParts } from '../kit/check.ts'
import { Downloads } from '../kit/downloads.tsx'
import { Offers, useStart } from '../kit/offers.tsx'
import { Gap, Passage, type Desk } from '../kit/passage.tsx'
import { ProblemBox } from '../kit/problem.tsx'
import { useShape } from '../session.tsx'
import { useWords } from '../words.ts'
import { useYear } from './figures.tsx'

type Piece = { readonly text: string } | { readonly figure: Figure } | { readonly list: readonly string[] }
interface Said {
  readonly mechanism: string
  readonly pieces: readonly Piece[]
  /** Of free text only: the row in which it is kept. */
  readonly passage?: { readonly case: string; readonly part: string }
}
interface Part {
  readonly id: string
  readonly name: Pair
  readonly sentences: readonly Said[]
}
interface Told {
  readonly names: Readonly<Record<string, Pair>>
  readonly case?: {
    readonly mechanism: string
    readonly id: string
    readonly stateName: Pair
    readonly state: string
    readonly passages?: {
      readonly part: string
      readonly words: string
      readonly place: string
      readonly after: string
    }
  }
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
/** 送审 → 签发 → 冻结 → 公开: the acts of the report's own case, by whoever may do them. */
const Steps = ({ report, shape }: { readonly report: NonNullable<Told['case']>; readonly shape: MechanismShape }) => {
  const client = useQueryClient()
  const path = `/${report.mechanism}/${report.id}`
  const whole = useQuery({ queryKey: ['case', path], queryFn: () => get<Case>(path) })
  const acts = useQuery({ queryKey: ['acts', path], queryFn: () => get<Acts>(`${path}/acts`) })
  const [doing, setDoing] = useState<Doing>()
  const start = useStart({ shape, path, version: whole.data?.version }, setDoing)
  const again = () => {
    setDoing(undefined)
    void client.invalidateQueries()
  }
  if (!acts.data) return null
  return (
    <section className="acts">
      <Offers offers={acts.data.acts} shape={shape} state={report.state} quiet onStart={start} />
      {doing && <ActForm doing={doing} onClose={again} onDone={again} />}
    </section>
  )
}
const useDesk = (report: Told['case'], shape: MechanismShape | undefined): Desk | undefined => {
  const path = report && `/${report.mechanism}/${report.id}`
  const { data } = useQuery({
    queryKey: ['acts', path],
    queryFn: () => get<Acts>(`${path!}/acts`),
    enabled: path !== undefined,
  })
  const kept = report?.passages
  const part = kept && shape?.parts[kept.part]
  if (!report || !kept || !part) return undefined
  const open = (data?.parts?.[kept.part] ?? []).some(({ allowed }) => allowed)
  return { ...kept, mechanism: report.mechanism, id: report.id, shape: part, open }
}
const Chapter = ({
  section,
  chapter,
  desk,
  chosen,
  figures,
  onFigure,
}: {
  readonly section: string
  readonly chapter: Part
  readonly desk: Desk | undefined
  readonly chosen: string | undefined
  readonly figures: readonly Figure[]
  readonly onFigure: (id: string) => void
}) => {
  const { l } = useWords()
  const place = `${section}/${chapter.id}`
  let after = 0
  return (
    <section id={`${section}-${chapter.id}`}>
      <h3>{l(chapter.name)}</h3>
      <Gap desk={desk} place={place} after={0} figures={figures} />
      {chapter.sentences.map((sentence, n) => {
        if (sentence.passage) {
          const text = sentence.pieces.map((piece) => ('text' in piece ? piece.text : '')).join('')
          const { part } = sentence.passage
          return (
            <Passage key={part} desk={desk} part={part} text={text} place={place} after={after} figures={figures} />
          )
        }
        after += 1
        return (
          <div key={n} className="sentence">
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
                  className={`chip${piece.figure.id === chosen ? ' chosen' : ''}`}
                  onClick={() => onFigure(piece.figure.id)}
                >
                  {piece.figure.printed}
                </button>
              ),
            )}
            <Gap desk={desk} place={place} after={after} figures={figures} />
          </div>
        )
      })}
    </section>
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
  const { data: shape } = useShape(report?.mechanism ?? '', report !== undefined)
  const desk = useDesk(report, shape)
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
  const said = parts.flatMap(({ sentences }) => sentences)
  const figures = said.flatMap(({ pieces }) => pieces.flatMap((piece) => ('figure' in piece ? [piece.figure] : [])))
  const free = said.filter(({ passage }) => passage).flatMap(({ pieces }) => pieces)
  const remarks = [
    ...missingParts(sections, (section) => l(names[section]!)),
    ...free.flatMap((piece) => ('text' in piece ? checkText(piece.text, figures, year) : [])),
  ]
  return (
    <div className="studio">
      <aside className="outline">
        <label>
          {t('year')} <InputNumber value={year} min={1990} max={2099} onChange={(now) => now && setYear(now)} />
        </label>
        {report ? (
          <p>
            <Link to="/$mechanism/$id" params={{ mechanism: report.mechanism, id: report.id }}>
              {language === 'zh' ? '报告案卷' : 'The case'}
            </Link>{' '}
            <Tag color="blue">{l(report.stateName)}</Tag>
          </p>
        ) : (
          <p className="none">
            {language === 'zh' ? '这一年度还没有启动编报。' : 'No report was opened for this year.'}
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
          <Space>
            <Downloads year={year} />
            <Button onClick={() => window.print()}>{t('print')}</Button>
          </Space>
        </header>
        {report && shape && <Steps report={report} shape={shape} />}
        {changed.length > 0 && (
          <Alert
            type="warning"
            title={
              language === 'zh'
                ? `冻结之后有${changed.length}个数字变化（更正）`
                : `${changed.length} figures changed since the freeze`
            }
            description={changed.map((one) => (
              <div key={one.figure}>
                <button type="button" className="chip" onClick={() => setFigure(one.figure)}>
                  {one.name}
                </button>
                ：{one.frozen} → {one.now}（+{one.added.length} −{one.removed.length}）
              </div>
            ))}
          />
        )}
        {sections.map(({ section, chapters }) => (
          <section key={section} id={section}>
            <h2>{l(names[section]!)}</h2>
            {chapters.length === 0 && <p className="none">{t('emptyList')}</p>}
            {chapters.map((chapter) => (
              <Chapter
                key={chapter.id}
                section={section}
                chapter={chapter}
                desk={desk}
                chosen={figure}
                figures={figures}
                onFigure={setFigure}
              />
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
        <h2>
          {t('check')} {remarks.length || ''}
        </h2>
        {remarks.length ? (
          <ul className="remarks">
            {remarks.map(({ words }, n) => (
              <li key={n}>{words}</li>
            ))}
          </ul>
        ) : (
          <p className="none">{language === 'zh' ? '没有发现问题。' : 'Nothing found.'}</p>
        )}
      </aside>
    </div>
  )
}
