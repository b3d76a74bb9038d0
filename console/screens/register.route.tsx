/** The address of this screen, apart so that the screen is a chunk of its own. */
import { createLazyRoute } from '@tanstack/react-router'
import { Register } from './register.tsx'

export const route = createLazyRoute('/$mechanism')({ component: Screen })

function Screen() {
  const { mechanism } = route.useParams()
  return <Register key={mechanism} mechanism={mechanism} />
}
