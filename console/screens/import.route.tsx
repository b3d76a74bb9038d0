/** The address of this screen, apart so that the screen is a chunk of its own. */
import { createLazyRoute } from '@tanstack/react-router'
import { Import } from './import.tsx'

export const route = createLazyRoute('/$mechanism/import')({ component: Screen })

function Screen() {
  const { mechanism } = route.useParams()
  const { job } = route.useSearch()
  return <Import key={`${mechanism}/${job ?? ''}`} mechanism={mechanism} {...(job && { job })} />
}
