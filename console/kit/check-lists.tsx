/** Beside a checked report: what was found in it, and every figure with what the records say of it. */
import { Link } from '@tanstack/react-router'
import { Segmented, Table, Tag } from 'antd'
import { useState } from 'react'
import type { Against, Figure, Finding, Severity } from '../../exchange/check/types.ts'
import { useWords, type Word } from '../words.ts'
import type { Chosen } from './marked.tsx'

export interface Result {
  readonly is: 'text' | 'docx' | 'html'
  readonly text: string
  readonly year?: number
  readonly figures: readonly Figure[]
  readonly findings: readonly Finding[]
  readonly against?: readonly Against[]
  readonly records?: { readonly year: number; readonly held: boolean }
}
const severities: readonly Severity[] = ['error', 'doubt', 'note']
const named: Readonly<Record<Severity, Word>> = { error: 'checkError', doubt: 'checkDoubt', note: 'checkNote' }
const agreement: Readonly<Record<Against['is'], Word>> = {
  equal: 'isEqual',
  'equal after rounding': 'isRounded',
  different: 'isDifferent',
  unknown: 'isUnknown',
}
export const FindingList = ({ findings, chosen, onChoose }: Listing & { readonly findings: readonly Finding[] }) => {
  const { t } = useWords()
  const [only, setOnly] = useState<Severity | 'all'>('all')
  const count = (severity: Severity): number => findings.filter((one) => one.severity === severity).length
  const shown = findings
    .map((finding, at) => ({ finding, at }))
    .filter(({ finding }) => only === 'all' || finding.severity === only)
  return (
    <>
      <Segmented
        value={only}
        onChange={setOnly}
        options={[
          { value: 'all' as const, label: `${t('all')} ${findings.length}` },
          ...severities.map((value) => ({ value, label: `${t(named[value])} ${count(value)}` })),
        ]}
      />
      {shown.length === 0 && <p className="none">{t('nothingFound')}</p>}
      <ol className="findings">
        {shown.map(({ finding, at }) => (
          <li key={at}>
            <button
              type="button"
              className={`finding ${finding.severity}${chosen === `finding:${at}` ? ' chosen' : ''}`}
              onClick={() => onChoose(`finding:${at}`)}
            >
              <span className="kind">{t(named[finding.severity])}</span> <q>{finding.quote.trim()}</q>
              {finding.places && finding.places.length > 1 && ` × ${finding.places.length}`}
              <span className="message">{finding.message}</span>
              <span className="proposal">
                {t('proposal')}：{finding.proposal}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </>
  )
}
interface Listing {
  readonly chosen: Chosen | undefined
  readonly onChoose: (chosen: Chosen) => void
}
const printedValue = ({ value }: Figure): string =>
  typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: 4 }) : value

export const FigureList = ({ result, chosen, onChoose }: Listing & { readonly result: Result }) => {
  const { t } = useWords()
  const [only, setOnly] = useState<Against['is'] | 'all'>('all')
  const { figures, against } = result
  const rows = figures.map((figure, at) => ({ figure, at, held: against?.[at] }))
  const shown = rows.filter(({ held }) => only === 'all' || held?.is === only)
  return (
    <>
      {against && (
        <Segmented
          value={only}
          onChange={setOnly}
          options={[
            { value: 'all' as const, label: `${t('all')} ${figures.length}` },
            ...(['different', 'equal', 'equal after rounding', 'unknown'] as const).map((value) => ({
              value,
              label: `${t(agreement[value])} ${against.filter(({ is }) => is === value).length}`,
            })),
          ]}
        />
      )}
      <Table
        size="small"
        rowKey="at"
        pagination={false}
        dataSource={shown}
        rowClassName={({ at }) => (chosen === `figure:${at}` ? 'chosen' : '')}
        columns={[
          {
            title: t('inText'),
            render: (_, { figure, at }) => (
              <button type="button" className="chip" onClick={() => onChoose(`figure:${at}`)}>
                {figure.quote}
              </button>
            ),
          },
          {
            title: t('value'),
            align: 'right',
            render: (_, { figure }) => (
              <span className="number">
                {printedValue(figure)} {figure.kind === 'date' ? '' : figure.unit}
              </span>
            ),
          },
          {
            title: t('counts'),
            render: (_, { figure }) => (
              <>
                {figure.about}
                {figure.precision && <span className="none"> {figure.precision}</span>}
              </>
            ),
          },
          ...(against
            ? [
                {
                  title: t('inRecords'),
                  render: (_: unknown, { held }: (typeof rows)[number]) =>
                    held && held.is !== 'unknown' && held.indicator ? (
                      <>
                        <Tag color={held.is === 'different' ? 'orange' : 'green'}>{t(agreement[held.is])}</Tag>
                        <Link
                          to="/indicators/$id"
                          params={{ id: held.indicator }}
                          search={{ year: result.records!.year }}
                        >
                          {held.name}：{held.recorded}
                        </Link>
                      </>
                    ) : (
                      <span className="none">{t('isUnknown')}</span>
                    ),
                },
              ]
            : []),
        ]}
      />
    </>
  )
}
