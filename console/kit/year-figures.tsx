/** The figures of a year with those of the year before beside them, each pair on its own scale; a bar opens its figure. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { InputNumber, Skeleton } from 'antd'
import { BarChart } from 'echarts/charts'
import { GridComponent, LegendComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef, useState } from 'react'
import { get, type Figure } from '../api.ts'
import { useChapters, useMe } from '../session.tsx'
import { useWords } from '../words.ts'
import { ProblemBox } from './problem.tsx'
import { Pager, useTurning } from './turning.tsx'

use([BarChart, GridComponent, LegendComponent, SVGRenderer])

const perPage = 10
const useFigures = (year: number) =>
  useQuery({
    queryKey: ['figures', year],
    queryFn: () => get<{ readonly indicators: readonly Figure[] }>(`/indicators?year=${year}`),
  })
interface Pair {
  readonly id: string
  readonly label: string
  readonly now: string
  readonly before: string
  /** Of the larger of the two, in per cent. */
  readonly heights: readonly [now: number, before: number]
}
const numeric = (figure: Figure | undefined): number => (typeof figure?.value === 'number' ? figure.value : 0)

const Chart = ({
  pairs,
  year,
  legend,
}: {
  readonly pairs: readonly Pair[]
  readonly year: number
  readonly legend: readonly [string, string]
}) => {
  const at = useRef<HTMLDivElement>(null)
  const navigate = useNavigate()
  const drawn = JSON.stringify([pairs, legend])
  useEffect(() => {
    const chart = init(at.current, undefined, { renderer: 'svg' })
    const [shown, names] = JSON.parse(drawn) as [Pair[], [string, string]]
    const rows = shown.toReversed()
    const draw = () => {
      // Readable from five metres on a wall, and in proportion on a desk.
      const size = Math.max(13, Math.min(24, Math.round(window.innerWidth / 90)))
      const text = { color: '#e8ecf2', fontSize: size }
      const series = (which: 0 | 1, color: string) => ({
        name: names[which],
        type: 'bar' as const,
        barMaxWidth: size * 1.1,
        barGap: '20%',
        itemStyle: { color },
        label: {
          show: true,
          position: 'right' as const,
          ...text,
          formatter: ({ dataIndex }: { dataIndex: number }) =>
            which === 0 ? rows[dataIndex]!.now : rows[dataIndex]!.before,
        },
        data: rows.map(({ heights }) => heights[which]),
      })
      chart.setOption({
        grid: { left: 8, right: size * 8, top: size * 2.4, bottom: 8, containLabel: true },
        legend: { top: 0, left: 0, textStyle: text, data: [names[0], names[1]] },
        xAxis: { type: 'value', show: false, max: 100 },
        yAxis: {
          type: 'category',
          data: rows.map(({ label }) => label),
          axisTick: { show: false },
          axisLine: { show: false },
          axisLabel: { ...text, width: size * 20, overflow: 'truncate' },
        },
        // The upper bar of a pair is the last one drawn.
        series: [series(1, '#5b6b82'), series(0, '#4f8edc')],
      })
    }
    draw()
    chart.on('click', ({ dataIndex }) => {
      void navigate({ to: '/indicators/$id', params: { id: rows[dataIndex]!.id }, search: { year } })
    })
    const watching = new ResizeObserver(() => {
      chart.resize()
      draw()
    })
    watching.observe(at.current!)
    return () => {
      watching.disconnect()
      chart.dispose()
    }
  }, [drawn, navigate, year])
  return <div ref={at} className="pairs" aria-hidden />
}
export default function YearFigures({ onEnd }: { readonly onEnd: (() => void) | undefined }) {
  const { t, l, language } = useWords()
  const zh = language === 'zh'
  const { data: me } = useMe()
  const { data: chapters } = useChapters()
  const navigate = useNavigate()
  // The report of a year is written in the next: until April it is the year before that is looked at.
  const [chosen, setYear] = useState<number>()
  const year = chosen ?? (me ? Number(me.today.slice(0, 4)) - (me.today.slice(5) < '04-01' ? 1 : 0) : 2022)
  const [now, before] = [useFigures(year), useFigures(year - 1)]
  const past = new Map(before.data?.indicators.map((figure) => [figure.id, figure]))
  const order = new Map((chapters ?? []).flatMap(({ mechanisms }) => mechanisms).map(({ id }, at) => [id, at]))
  const names = new Map((chapters ?? []).flatMap(({ mechanisms }) => mechanisms).map(({ id, name }) => [id, l(name)]))
  // What was nothing in both years says nothing on a wall.
  const pairs = (now.data?.indicators ?? [])
    .filter((figure) => numeric(figure) !== 0 || numeric(past.get(figure.id)) !== 0)
    .toSorted((a, b) => (order.get(a.mechanism) ?? 99) - (order.get(b.mechanism) ?? 99))
    .map((figure): Pair => {
      const [value, old] = [numeric(figure), numeric(past.get(figure.id))]
      const most = Math.max(value, old) || 1
      return {
        id: figure.id,
        label: `${names.get(figure.mechanism) ?? ''}·${l(figure.label)}`,
        now: figure.printed,
        before: past.get(figure.id)?.printed ?? '—',
        heights: [(value * 100) / most, (old * 100) / most],
      }
    })
  const turning = useTurning(Math.ceil(pairs.length / perPage), onEnd)
  if (now.error) return <ProblemBox error={now.error} />
  if (!now.data || !before.data) return <Skeleton active />
  const shown = pairs.slice(turning.page * perPage, (turning.page + 1) * perPage)
  const legend = zh ? ([`${year}年`, `${year - 1}年`] as const) : ([String(year), String(year - 1)] as const)
  return (
    <>
      <div className="totals">
        <label>
          {t('year')} <InputNumber min={1990} max={2099} value={year} onChange={(one) => one && setYear(one)} />
        </label>
        <span className="grow" />
        <Pager turning={turning} />
      </div>
      {pairs.length === 0 ? (
        <p>{zh ? '这两年还没有可比的指标。' : 'No figures in these two years.'}</p>
      ) : (
        <Chart pairs={shown} year={year} legend={legend} />
      )}
      <ul className="sr" aria-label={t('figures')}>
        {shown.map(({ id, label, now: value, before: old }) => (
          <li key={id}>
            <button
              type="button"
              tabIndex={-1}
              onClick={() => void navigate({ to: '/indicators/$id', params: { id }, search: { year } })}
            >
              {label}：{legend[0]} {value}，{legend[1]} {old}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
