/** A figure unit by unit as bars, the greatest first, each with its value at its end; it prints in grey. */
import { BarChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([BarChart, GridComponent, SVGRenderer])

interface OfUnit {
  readonly unitName: string
  readonly value?: number | string
}
const most = 30
const height = 26
export default function UnitBars({ units, unit }: { readonly units: readonly OfUnit[]; readonly unit: string }) {
  const at = useRef<HTMLDivElement>(null)
  const shown = units
    .filter((one): one is OfUnit & { value: number } => typeof one.value === 'number')
    .toSorted((a, b) => b.value - a.value)
    .slice(0, most)
  const drawn = JSON.stringify(shown.map(({ unitName, value }) => [unitName, value]))
  useEffect(() => {
    const rows = (JSON.parse(drawn) as [string, number][]).toReversed()
    if (!rows.length) return undefined
    const chart = init(at.current, undefined, { renderer: 'svg' })
    chart.setOption({
      grid: { left: 8, right: 64, top: 8, bottom: 8, containLabel: true },
      xAxis: { type: 'value', show: false },
      yAxis: { type: 'category', data: rows.map(([name]) => name), axisTick: { show: false } },
      series: [
        {
          type: 'bar',
          barMaxWidth: 16,
          itemStyle: { color: '#1d4f91' },
          label: { show: true, position: 'right', formatter: ({ value }: { value: number }) => `${value}${unit}` },
          data: rows.map(([, value]) => value),
        },
      ],
    })
    // Also when the tab around it is laid out, not only with the window.
    const watching = new ResizeObserver(() => chart.resize())
    watching.observe(at.current!)
    return () => {
      watching.disconnect()
      chart.dispose()
    }
  }, [drawn, unit])
  if (!shown.length) return null
  return (
    <div
      ref={at}
      style={{ height: shown.length * height + 16 }}
      role="img"
      aria-label={shown.map(({ unitName, value }) => `${unitName}: ${value}${unit}`).join('; ')}
    />
  )
}
