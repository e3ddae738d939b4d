import { useQuery } from '@tanstack/react-query'
import { activeFreezeQuery } from '#src/api/active-freeze.ts'
import { LazyView } from '#src/ui/lazy/LazyView.tsx'
import { createLazyComponent } from '#src/ui/lazy/lazy-component.ts'

// Loaded while something is frozen.
const notice = createLazyComponent(async () => (await import('./FreezeNotice.tsx')).FreezeNotice)

/** Stands on every page while a freeze is active. */
export function FreezeBanner() {
  const freeze = useQuery(activeFreezeQuery()).data?.freeze
  if (!freeze) return null
  return (
    <LazyView
      component={notice}
      failureTitle="Updates are frozen: failed to load the notice of it"
      props={{ freeze }}
    />
  )
}
