/** The plan of a year as a Gantt: from the day a limit began to the planned day, with the day on which it was done. */
import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { InputNumber, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { get, type Light, type Pair } from '../api.ts'
import { useDirectory, useMe } from '../session.tsx'
import { useWords } from '../words.ts'
import { LightTag } from './light.tsx'
import { ProblemBox } from './problem.tsx'
import { Pager, useTurning } from './turning.tsx'
import { sayDay } from './value.tsx'

interface Planned {
  readonly mechanism: string
  readonly mechanismName: Pair
  readonly case: string
  readonly part?: string
  readonly title: string
  readonly units: readonly string[]
  readonly label: Pair
  readonly started: string
  readonly due: string
  readonly metOn?: string
  readonly light: Light
}
const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
/** Where a day stands in its year, in per cent; days outside stand at the edge. */
const placeIn = (day: string, year: number): number => {
  const [from, to] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)]
  return Math.min(100, Math.max(0, ((Date.parse(`${day}T00:00:00Z`) - from) / (to - from)) * 100))
}
const perPage = 14

export default function Plan({ onEnd }: { readonly onEnd: (() => void) | undefined }) {
  const { t, l, language } = useWords()
  const { unitName } = useDirectory()
  const { data: me } = useMe()
  const now = me ? Number(me.today.slice(0, 4)) : 2022
  const [year, setYear] = useState(now)
  const [mechanism, setMechanism] = useState<string>()
  const { data, error } = useQuery({
    queryKey: ['plan', year],
    queryFn: () => get<{ readonly rows: readonly Planned[] }>(`/board/plan?year=${year}`),
  })
  const rows = (data?.rows ?? []).filter((one) => mechanism === undefined || one.mechanism === mechanism)
  const turning = useTurning(Math.ceil(rows.length / perPage), onEnd)
  const { page, go } = turning
  if (error) return <ProblemBox error={error} />
  if (!data) return <Skeleton active />
  const kinds = [...new Map(data.rows.map((one) => [one.mechanism, one.mechanismName]))]
  const today = me ? placeIn(me.today, year) : undefined
  return (
    <>
      <div className="totals">
        <label>
          {t('year')}{' '}
          <InputNumber
            min={1990}
            max={2099}
            value={year}
            onChange={(chosen) => {
              if (chosen) setYear(chosen)
              go(0)
            }}
          />
        </label>
        <Select
          allowClear
          className="unit"
          aria-label={t('register')}
          placeholder={t('register')}
          value={mechanism}
          onChange={(chosen?: string) => {
            setMechanism(chosen)
            go(0)
          }}
          options={kinds.map(([value, name]) => ({ value, label: l(name) }))}
        />
        <span className="grow" />
        <Pager turning={turning} />
      </div>
      <table className="plan">
        <thead>
          <tr>
            <th scope="col">{t('matter')}</th>
            <th scope="col">{t('units')}</th>
            <th scope="col">{t('light')}</th>
            <th scope="col" className="months">
              <div>
                {months.map((month) => (
                  <span key={month}>{language === 'zh' ? `${month}月` : month}</span>
                ))}
              </div>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(page * perPage, page * perPage + perPage).map((one) => {
            const [from, due] = [placeIn(one.started, year), placeIn(one.due, year)]
            const words = `${l(one.label)}：${sayDay(one.started, language)}—${sayDay(one.due, language)}${one.metOn ? `，${language === 'zh' ? '办理' : 'done'} ${sayDay(one.metOn, language)}` : ''}`
            const late = one.light === 'late' || one.light === 'red'
            return (
              <tr key={`${one.case}${one.part ?? ''}${one.label[0]}`}>
                <th scope="row">
                  <Link to="/$mechanism/$id" params={{ mechanism: one.mechanism, id: one.case }}>
                    {one.title || l(one.mechanismName)}
                  </Link>
                </th>
                <td>{one.units.map(unitName).join('、')}</td>
                <td>
                  <LightTag light={one.light} />
                </td>
                <td className="bars" title={words}>
                  <span className="sr">{words}</span>
                  <i
                    className={late ? 'bar red' : one.metOn ? 'bar done' : 'bar'}
                    style={{ left: `${from}%`, width: `${Math.max(1, due - from)}%` }}
                  />
                  {one.metOn && <i className="met" style={{ left: `${placeIn(one.metOn, year)}%` }} />}
                  {today !== undefined && today > 0 && today < 100 && (
                    <i className="today" style={{ left: `${today}%` }} />
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {rows.length === 0 && (
        <p>{language === 'zh' ? '这一年没有定了日子的计划。' : 'No day was planned in this year.'}</p>
      )}
    </>
  )
}
