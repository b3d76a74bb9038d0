/** A figure over five years, drawn with its values at the columns; a column opens its year. */
import { useQueries } from '@tanstack/react-query'
import { BarChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { get, type Figure } from '../api.ts'

use([BarChart, GridComponent, SVGRenderer])

export default function Series({ id, year }: { readonly id: string; readonly year: number }) {
  const years = [4, 3, 2, 1, 0].map((back) => year - back)
  const found = useQueries({
    queries: years.map((of) => ({
      queryKey: ['figure', id, of],
      queryFn: () => get<Figure>(`/indicators/${id}?year=${of}`),
    })),
  })
  const navigate = useNavigate()
  const at = useRef<HTMLDivElement>(null)
  const values = found.map(({ data }) => (typeof data?.value === 'number' ? data.value : undefined))
  const printed = found.map(({ data }) => data?.printed ?? '')
  const drawn = JSON.stringify([values, printed])
  useEffect(() => {
    const chart = init(at.current, undefined, { renderer: 'svg' })
    const [heights, words] = JSON.parse(drawn) as [(number | null)[], string[]]
    chart.setOption({
      grid: { left: 16, right: 16, top: 32, bottom: 24, containLabel: true },
      xAxis: { type: 'category', data: years.map(String) },
      yAxis: { type: 'value' },
      series: [
        {
          type: 'bar',
          barMaxWidth: 48,
          itemStyle: { color: '#1d4f91' },
          label: { show: true, position: 'top', formatter: ({ dataIndex }: { dataIndex: number }) => words[dataIndex] },
          data: heights,
        },
      ],
    })
    chart.on('click', ({ dataIndex }) => {
      void navigate({ to: '/indicators/$id', params: { id }, search: { year: years[dataIndex]! } })
    })
    // Also when the tab around it is laid out, not only with the window.
    const watching = new ResizeObserver(() => chart.resize())
    watching.observe(at.current!)
    return () => {
      watching.disconnect()
      chart.dispose()
    }
  }, [drawn, id, year])
  return (
    <div ref={at} className="series" role="img" aria-label={years.map((of, n) => `${of}: ${printed[n]}`).join('; ')} />
  )
}
