import { useSearchParams } from 'react-router'
import { FleetPage } from '#src/pages/FleetPage.tsx'
import { isWallboard } from '#src/routes/wallboard-url.ts'
import { createLazyComponent } from '#src/ui/lazy/lazy-component.ts'
import { LazyPage } from './LazyPage.tsx'

// Loaded on demand: few browsers show the wallboard.
const wallPage = createLazyComponent(async () => (await import('#src/pages/WallPage.tsx')).WallPage)

/** The fleet as a page or as a wallboard, which share a path. */
export function FleetRoute() {
  const [search] = useSearchParams()
  if (!isWallboard(search)) return <FleetPage />
  return <LazyPage component={wallPage} />
}
