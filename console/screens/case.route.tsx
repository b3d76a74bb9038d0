/** The address of this screen, apart so that the screen is a chunk of its own. */
import { createLazyRoute } from '@tanstack/react-router'
import { CaseScreen } from './case.tsx'

export const route = createLazyRoute('/$mechanism/$id')({ component: Screen })

function Screen() {
  const { mechanism, id } = route.useParams()
  return <CaseScreen key={id} mechanism={mechanism} id={id} />
}
