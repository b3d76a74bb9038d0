/** The procedure as a line of steps, drawn from the declaration: where the case has been, where it is, what may follow. */
import type { Shape } from '../api.ts'
import { useWords } from '../words.ts'

/** States in the order in which acts lead from one to the next, breadth first; ends last. */
const inOrder = (shape: Shape): string[] => {
  const acts = Object.values(shape.acts)
  const found = acts.filter(({ from, to }) => from === undefined && to).map(({ to }) => to!)
  for (let at = 0; at < found.length; at++)
    for (const { from, to } of acts)
      if (to && from && from !== 'anywhere' && from.includes(found[at]!) && !found.includes(to)) found.push(to)
  const all = [...new Set([...found, ...Object.keys(shape.states)])]
  return [...all.filter((state) => !shape.ends.includes(state)), ...all.filter((state) => shape.ends.includes(state))]
}
export const Flow = ({
  shape,
  state,
  been,
}: {
  readonly shape: Shape
  readonly state: string
  readonly been: ReadonlySet<string>
}) => {
  const { l } = useWords()
  return (
    <ol className="flow">
      {inOrder(shape).map((name) => (
        <li
          key={name}
          className={name === state ? 'here' : been.has(name) ? 'been' : shape.ends.includes(name) ? 'end' : ''}
          {...(name === state && { 'aria-current': 'step' as const })}
        >
          {l(shape.states[name]!)}
        </li>
      ))}
    </ol>
  )
}
