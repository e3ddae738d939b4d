import { useSearchParams } from 'react-router'
import { FleetPage } from '#src/pages/FleetPage.tsx'
import { isWallboard } from '#src/routes/wallboard-url.ts'
import { createPart } from '#src/ui/lazy/part.ts'
import { LazyPage } from './LazyPage.tsx'

// Loaded on demand: few browsers show the wallboard.
const wallPage = createPart(async () => (await import('#src/pages/WallPage.tsx')).WallPage)

/** The fleet as a page or as a wallboard, which share a path. */
export function FleetRoute() {
  const [search] = useSearchParams()
  if (!isWallboard(search)) return <FleetPage />
  return <LazyPage part={wallPage} />
}
