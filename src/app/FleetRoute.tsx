import { lazy, Suspense } from 'react'
import { useSearchParams } from 'react-router'
import { FleetPage } from '#src/pages/FleetPage.tsx'
import { isWallboard } from '#src/routes/wallboard-url.ts'

// Loaded on demand: few browsers show the wallboard.
const WallPage = lazy(async () => ({ default: (await import('#src/pages/WallPage.tsx')).WallPage }))

/** The fleet as a page or as a wallboard, which share a path. */
export function FleetRoute() {
  const [search] = useSearchParams()
  if (!isWallboard(search)) return <FleetPage />
  return (
    <Suspense fallback={null}>
      <WallPage />
    </Suspense>
  )
}
