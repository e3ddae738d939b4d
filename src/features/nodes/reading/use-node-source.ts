import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { readNodePage } from './read-node-page.ts'
import type { NodeQueryPlan } from './node-query-plan.ts'
import type { NodeResults, NodeSource } from './node-source.ts'
import { createPagedSource } from './paged-source.ts'
import { createScannedSource } from './scanned-source.ts'

/** What failed may have passed by then. */
const RETRY_MS = 30_000

/** Reads the nodes of a plan while the component stands; another plan ends the requests of the one before. */
export function useNodeSource(plan: NodeQueryPlan): { source: NodeSource; found: NodeResults } {
  const source = useMemo(
    () =>
      plan.tests.length === 0
        ? createPagedSource(plan, readNodePage)
        : createScannedSource(plan, readNodePage),
    [plan],
  )
  useEffect(() => {
    source.start()
    return source.stop
  }, [source])
  const found = useSyncExternalStore(source.subscribe, source.getSnapshot)
  const waits = found.failures.length > 0 && found.state === 'done'
  useEffect(() => {
    if (!waits) return undefined
    const timer = setInterval(source.retry, RETRY_MS)
    return () => clearInterval(timer)
  }, [source, waits])
  return { source, found }
}
