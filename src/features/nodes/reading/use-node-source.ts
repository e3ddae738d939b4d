import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { onOutageEnd } from '#src/api/connection.ts'
import type { NodeQueryPlan } from './node-query-plan.ts'
import type { NodeResults, NodeSource } from './node-source.ts'
import { createPagedSource } from './paged-source.ts'
import { readNodePage } from './read-node-page.ts'
import { createScannedSource } from './scanned-source.ts'

const RETRY_MS = 30_000

/** Reads the nodes of a plan while the component is mounted; a new plan aborts the requests of the one before. */
export function useNodeSource(plan: NodeQueryPlan): { source: NodeSource; results: NodeResults } {
  const source = useMemo(
    () =>
      plan.residualFilters.length === 0
        ? createPagedSource(plan, readNodePage)
        : createScannedSource(plan, readNodePage),
    [plan],
  )
  useEffect(() => {
    source.start()
    return source.stop
  }, [source])
  const results = useSyncExternalStore(source.subscribe, source.getSnapshot)
  const isIncomplete = results.failures.length > 0 && results.state === 'done'
  useEffect(() => {
    if (!isIncomplete) return undefined
    const timer = setInterval(source.retry, RETRY_MS)
    return () => clearInterval(timer)
  }, [source, isIncomplete])
  useEffect(() => (isIncomplete ? onOutageEnd(source.retry) : undefined), [source, isIncomplete])
  return { source, results }
}
