/** 挂图作战: units × mechanisms as a matrix of lights, readable from five metres; every cell opens its rows. */
import { Link } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { LightTag } from '../kit/light.tsx'
import { ProblemBox } from '../kit/problem.tsx'
import type { Duty, Light } from '../api.ts'
import { useDirectory, useDuties } from '../session.tsx'
import { useWords } from '../words.ts'

const worst = (duties: readonly Duty[]): Light =>
  duties.some(({ light }) => light === 'red')
    ? 'red'
    : duties.some(({ light }) => light === 'yellow')
      ? 'yellow'
      : 'green'

export const Board = () => {
  const { t, l, language } = useWords()
  const { unitName } = useDirectory()
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useDuties()
  const [chosen, setChosen] = useState<readonly [unit: string, mechanism: string]>()
  if (error) return <ProblemBox error={error} />
  if (!data) return <Skeleton active />
  // The wall shows all that is owed, not the first page of it.
  if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  const duties = data.pages.flatMap((page) => page.duties)
  const mechanisms = [...new Map(duties.map((duty) => [duty.mechanism, duty.mechanismName]))]
  const units = [...new Set(duties.flatMap((duty) => duty.units))]
  const at = (unit: string, mechanism: string) =>
    duties.filter((duty) => duty.mechanism === mechanism && duty.units.includes(unit))
  const rows = units
    .map((unit) => ({ unit, red: duties.filter((duty) => duty.light === 'red' && duty.units.includes(unit)).length }))
    .toSorted((a, b) => b.red - a.red)
  const shown = chosen && at(...chosen)
  return (
    <div className="board" id="board">
      <header className="head">
        <h1>{t('board')}</h1>
        <Button onClick={() => void document.getElementById('board')?.requestFullscreen()}>
          {language === 'zh' ? '全屏' : 'Full screen'}
        </Button>
      </header>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('units')}</th>
              {mechanisms.map(([id, name]) => (
                <th key={id} scope="col">
                  {l(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ unit }) => (
              <tr key={unit}>
                <th scope="row">{unitName(unit)}</th>
                {mechanisms.map(([id]) => {
                  const owed = at(unit, id)
                  return (
                    <td key={id}>
                      {owed.length > 0 && (
                        <button type="button" className={`cell ${worst(owed)}`} onClick={() => setChosen([unit, id])}>
                          {owed.length}
                          <span>{worst(owed) === 'red' ? '超期' : worst(owed) === 'yellow' ? '临期' : '正常'}</span>
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
      {duties.length === 0 && <p className="none">{t('noDuties')}</p>}
      {shown && (
        <ul className="chosen">
          {shown.map((duty) => (
            <li key={`${duty.case}${duty.part ?? ''}${duty.label[0]}`}>
              <LightTag light={duty.light} /> {duty.due}{' '}
              <Link to="/$mechanism/$id" params={{ mechanism: duty.mechanism, id: duty.case }}>
                {duty.title || l(duty.mechanismName)}
              </Link>{' '}
              {l(duty.label)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
