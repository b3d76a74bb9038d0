/** The address of this screen, apart so that the screen is a chunk of its own. */
import { createLazyRoute } from '@tanstack/react-router'
import { Search } from './search.tsx'

export const route = createLazyRoute('/search')({ component: Screen })

function Screen() {
  const { q } = route.useSearch()
  return <Search q={q} />
}
