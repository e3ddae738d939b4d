import { useQuery } from '@tanstack/react-query'
import { activeFreezeQuery } from '#src/api/active-freeze.ts'
import { LazyPart } from '#src/ui/lazy/LazyPart.tsx'
import { createPart } from '#src/ui/lazy/part.ts'

// Loaded while something is frozen.
const notice = createPart(async () => (await import('./FreezeNotice.tsx')).FreezeNotice)

/** Stands on every page while a freeze is active. */
export function FreezeBanner() {
  const freeze = useQuery(activeFreezeQuery()).data?.freeze
  if (!freeze) return null
  return (
    <LazyPart
      part={notice}
      failureTitle="Updates are frozen: failed to load the notice of it"
      props={{ freeze }}
    />
  )
}
