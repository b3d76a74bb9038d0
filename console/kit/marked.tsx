/** A report's text with its figures and findings marked in it; a chosen place is brought into view. */
import { memo, useEffect, useMemo, useRef } from 'react'
import type { Figure, Finding, Severity } from '../../exchange/check/types.ts'

/** `figure:3` or `finding:0`: what is chosen in the list beside the text. */
export type Chosen = `figure:${number}` | `finding:${number}`
interface Stretch {
  readonly start: number
  readonly end: number
  readonly figure: number | undefined
  readonly finding: number | undefined
}
const gravest: readonly Severity[] = ['error', 'doubt', 'note']
/** The text cut where any mark begins or ends; of several findings on one stretch the gravest counts. */
export const stretchesOf = (length: number, figures: readonly Figure[], findings: readonly Finding[]): Stretch[] => {
  const places = findings.flatMap((finding, at) =>
    (finding.places ?? [[finding.start, finding.end] as const]).map(([start, end]) => ({ start, end, at })),
  )
  const cuts = [...new Set([0, length, ...[...figures, ...places].flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  )
  const figureAt = new Map<number, number>()
  const findingAt = new Map<number, number>()
  const index = new Map(cuts.map((cut, at) => [cut, at]))
  const cover = (start: number, end: number, put: (cut: number) => void): void => {
    for (let at = index.get(start)!; at < index.get(end)!; at++) put(cuts[at]!)
  }
  figures.forEach(({ start, end }, at) => cover(start, end, (cut) => figureAt.set(cut, at)))
  const rank = (at: number): number => gravest.indexOf(findings[at]!.severity)
  for (const { start, end, at } of places)
    cover(start, end, (cut) => {
      const other = findingAt.get(cut)
      if (other === undefined || rank(at) < rank(other)) findingAt.set(cut, at)
    })
  return cuts.slice(0, -1).map((start, at) => ({
    start,
    end: cuts[at + 1]!,
    figure: figureAt.get(start),
    finding: findingAt.get(start),
  }))
}
interface Props {
  readonly text: string
  readonly figures: readonly Figure[]
  readonly findings: readonly Finding[]
  readonly chosen: Chosen | undefined
  readonly onChoose: (chosen: Chosen) => void
}
export const MarkedText = memo(({ text, figures, findings, chosen, onChoose }: Props) => {
  const root = useRef<HTMLDivElement>(null)
  const stretches = useMemo(() => stretchesOf(text.length, figures, findings), [text, figures, findings])
  useEffect(() => {
    const [kind, at] = chosen?.split(':') ?? []
    // A finding may lie below a graver one: then the place is where it begins.
    const start = kind === 'finding' ? findings[Number(at)]?.start : figures[Number(at)]?.start
    root.current
      ?.querySelector(`[data-${kind}="${at}"], [data-start="${start}"]`)
      ?.scrollIntoView({ block: 'center', inline: 'nearest' })
  }, [chosen, figures, findings])
  return (
    <div className="marked" ref={root}>
      {stretches.map(({ start, end, figure, finding }) => {
        const words = text.slice(start, end)
        if (figure === undefined && finding === undefined) return <span key={start}>{words}</span>
        const isChosen = chosen === `figure:${figure}` || chosen === `finding:${finding}`
        const classes = [
          figure === undefined ? '' : 'is-figure',
          finding === undefined ? '' : `is-${findings[finding]!.severity}`,
          isChosen ? 'chosen' : '',
        ]
        return (
          <mark
            key={start}
            className={classes.filter(Boolean).join(' ')}
            data-start={start}
            data-figure={figure}
            data-finding={finding}
            title={finding === undefined ? figures[figure!]!.about : findings[finding]!.message}
            onClick={() => onChoose(finding === undefined ? `figure:${figure!}` : `finding:${finding}`)}
          >
            {words}
          </mark>
        )
      })}
    </div>
  )
})
