/** The address of this screen, apart so that the screen is a chunk of its own. */
import { createLazyRoute } from '@tanstack/react-router'
import { FigureScreen } from './figures.tsx'

export const route = createLazyRoute('/indicators/$id')({ component: Screen })

function Screen() {
  const { id } = route.useParams()
  const { year } = route.useSearch()
  return <FigureScreen key={id} id={id} year={year} />
}
