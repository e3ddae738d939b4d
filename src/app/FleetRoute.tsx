import { lazy, Suspense } from 'react'
import { useSearchParams } from 'react-router'
import { FleetPage } from '#src/pages/FleetPage.tsx'
import { isWallboard } from '#src/routes/wallboard-url.ts'

// Few browsers hang on a wall.
const WallPage = lazy(async () => ({ default: (await import('#src/pages/WallPage.tsx')).WallPage }))

/** The fleet, for whoever sits before it or passes it by. */
export function FleetRoute() {
  const [params] = useSearchParams()
  if (!isWallboard(params)) return <FleetPage />
  return (
    <Suspense fallback={null}>
      <WallPage />
    </Suspense>
  )
}
