/**
 * 挂图作战: units × mechanisms as a matrix of lights, readable from five metres; it turns its pages by itself where more
 * units owe something than fit. Every cell opens its rows. Beside it the plan of the year, drawn by its days.
 */
import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented, Skeleton, Space } from 'antd'
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { Export } from '../kit/export.tsx'
import { LightTag } from '../kit/light.tsx'
import { Pager, useFullScreen, useTurning } from '../kit/turning.tsx'
import { ProblemBox } from '../kit/problem.tsx'
import { sayDay } from '../kit/value.tsx'
import { get, type Duty } from '../api.ts'
import { useChapters, useDirectory, useMe } from '../session.tsx'
import { useWords } from '../words.ts'

const Plan = lazy(() => import('../kit/plan.tsx'))
const YearFigures = lazy(() => import('../kit/year-figures.tsx'))

interface Cell {
  readonly mechanism: string
  readonly unit: string
  readonly red: number
  readonly yellow: number
  readonly green: number
}
const lights = {
  red: ['超期', 'overdue'],
  yellow: ['临期', 'near'],
  green: ['正常', 'on time'],
} as const
const worst = ({ red, yellow }: Cell): keyof typeof lights => (red ? 'red' : yellow ? 'yellow' : 'green')

/** How many rows of this height fit on the screen below the head of the table, at least a few. */
const rowHeight = 46
const belowTable = 24
const useFitting = (head: HTMLElement | null): number => {
  const [fits, setFits] = useState(10)
  useEffect(() => {
    if (!head) return undefined
    const measure = () => {
      const room = window.innerHeight - head.getBoundingClientRect().bottom - belowTable
      setFits(Math.max(4, Math.floor(room / rowHeight)))
    }
    const watching = new ResizeObserver(measure)
    watching.observe(head)
    watching.observe(document.body)
    return () => watching.disconnect()
  }, [head])
  return fits
}
const Rows = ({ unit, mechanism, onClose }: { unit: string; mechanism: string; onClose: () => void }) => {
  const { t, l, language } = useWords()
  const { unitName } = useDirectory()
  const { data, error } = useQuery({
    queryKey: ['board rows', mechanism, unit],
    queryFn: () =>
      get<{ readonly rows: readonly Duty[] }>(
        `/board/rows?mechanism=${encodeURIComponent(mechanism)}&unit=${encodeURIComponent(unit)}`,
      ),
  })
  const head = useRef<HTMLHeadingElement>(null)
  const come = data !== undefined
  useEffect(() => {
    head.current?.focus()
  }, [come])
  if (error) return <ProblemBox error={error} />
  if (!data) return <Skeleton active />
  return (
    <section className="chosen" onKeyDown={({ key }) => key === 'Escape' && onClose()}>
      <header className="head">
        <h2 ref={head} tabIndex={-1}>
          {unitName(unit)}·{data.rows[0] && l(data.rows[0].mechanismName)}
        </h2>
        <Space>
          <Export path="/board/rows" query={new URLSearchParams({ mechanism, unit }).toString()} />
          <Button onClick={onClose}>{t('close')}</Button>
        </Space>
      </header>
      <ul>
        {data.rows.map((duty) => (
          <li key={`${duty.case}${duty.part ?? ''}${duty.label[0]}`}>
            <LightTag light={duty.light} /> <span className="number">{sayDay(duty.due, language)}</span>{' '}
            <Link to="/$mechanism/$id" params={{ mechanism: duty.mechanism, id: duty.case }}>
              {duty.title || l(duty.mechanismName)}
            </Link>{' '}
            {l(duty.label)}
          </li>
        ))}
      </ul>
    </section>
  )
}

const Matrix = ({ onEnd }: { readonly onEnd: (() => void) | undefined }) => {
  const { t, l, language } = useWords()
  const { unitName } = useDirectory()
  const { data: chapters } = useChapters()
  const { data, error } = useQuery({
    queryKey: ['board'],
    queryFn: () => get<{ readonly cells: readonly Cell[] }>('/board'),
    refetchInterval: 60_000,
  })
  const [chosen, setChosen] = useState<readonly [unit: string, mechanism: string]>()
  const [all, setAll] = useState(false)
  const [head, setHead] = useState<HTMLElement | null>(null)
  const fits = useFitting(head)
  const cells = data?.cells ?? []
  const sum = (unit: string, light: keyof typeof lights) =>
    cells.filter((cell) => cell.unit === unit).reduce((total, cell) => total + cell[light], 0)
  const every = [...new Set(cells.map(({ unit }) => unit))].toSorted(
    (a, b) => sum(b, 'red') - sum(a, 'red') || sum(b, 'yellow') - sum(a, 'yellow'),
  )
  const troubled = every.filter((unit) => sum(unit, 'red') + sum(unit, 'yellow') > 0)
  // The wall turns through those who are late or nearly so; the others are a number.
  const units = all || troubled.length === 0 ? every : troubled
  const pages = Math.ceil(units.length / fits)
  const turning = useTurning(pages, onEnd, chosen !== undefined)
  const { page } = turning
  if (error) return <ProblemBox error={error} />
  if (!data) return <Skeleton active />
  const mechanisms = (chapters ?? [])
    .flatMap((chapter) => chapter.mechanisms)
    .filter(({ id }) => cells.some(({ mechanism }) => mechanism === id))
  const at = new Map(cells.map((cell) => [`${cell.unit}/${cell.mechanism}`, cell]))
  const total = (light: keyof typeof lights) => cells.reduce((sum, cell) => sum + cell[light], 0)
  return (
    <>
      <div className="totals">
        {(['red', 'yellow', 'green'] as const).map((light) => (
          <span key={light} className={`total ${light}`}>
            {language === 'zh' ? lights[light][0] : lights[light][1]} <strong>{total(light)}</strong>
          </span>
        ))}
        {troubled.length > 0 && troubled.length < every.length && (
          <Button aria-pressed={all} onClick={() => setAll(!all)}>
            {all
              ? language === 'zh'
                ? '只看超期和临期的单位'
                : 'Only late or near'
              : language === 'zh'
                ? `另有${every.length - troubled.length}个单位全部正常`
                : `${every.length - troubled.length} more units on time`}
          </Button>
        )}
        <span className="grow" />
        <Pager turning={turning} />
      </div>
      {chosen && <Rows unit={chosen[0]} mechanism={chosen[1]} onClose={() => setChosen(undefined)} />}
      {cells.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label={t('board')}>
          <table>
            <thead ref={setHead}>
              <tr>
                <th scope="col" className="of-unit">
                  {t('units')}
                </th>
                {mechanisms.map(({ id, name }) => (
                  <th key={id} scope="col">
                    {l(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {units.slice(page * fits, page * fits + fits).map((unit) => (
                <tr key={unit}>
                  <th scope="row">{unitName(unit)}</th>
                  {mechanisms.map(({ id }) => {
                    const cell = at.get(`${unit}/${id}`)
                    return (
                      <td key={id}>
                        {cell && (
                          <button
                            type="button"
                            className={`cell ${worst(cell)}`}
                            title={`${cell.red} / ${cell.yellow} / ${cell.green}`}
                            onClick={() => setChosen([unit, id])}
                          >
                            {cell.red || cell.yellow || cell.green}
                            <span>{lights[worst(cell)][language === 'zh' ? 0 : 1]}</span>
                          </button>
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {cells.length === 0 && <p>{language === 'zh' ? '没有未办结的期限。' : 'Nothing is open.'}</p>}
    </>
  )
}

const views = ['matrix', 'plan', 'figures'] as const
type Shown = (typeof views)[number]
export const Board = () => {
  const { t, language } = useWords()
  const { data: me } = useMe()
  const [shown, setShown] = useState<Shown>('matrix')
  const wall = useRef<HTMLDivElement>(null)
  const full = useFullScreen()
  // On the wall one view follows the other; at a desk each stays.
  const next = useCallback(() => setShown((now) => views[(views.indexOf(now) + 1) % views.length]!), [])
  const onEnd = full ? next : undefined
  return (
    <div className="board" ref={wall}>
      <header className="head">
        <h1>
          {t('board')} <span className="day">{me && sayDay(me.today, language)}</span>
        </h1>
        <Space>
          <Segmented
            value={shown}
            onChange={setShown}
            options={[
              { value: 'matrix', label: language === 'zh' ? '红黄绿灯' : 'Lights' },
              { value: 'plan', label: language === 'zh' ? '计划进度' : 'Plan' },
              { value: 'figures', label: language === 'zh' ? '指标对比' : 'Figures' },
            ]}
          />
          <Button onClick={() => void wall.current?.requestFullscreen()}>
            {language === 'zh' ? '全屏' : 'Full screen'}
          </Button>
        </Space>
      </header>
      {shown === 'matrix' ? (
        <Matrix onEnd={onEnd} />
      ) : (
        <Suspense fallback={<Skeleton active />}>
          {shown === 'plan' ? <Plan onEnd={onEnd} /> : <YearFigures onEnd={onEnd} />}
        </Suspense>
      )}
    </div>
  )
}
