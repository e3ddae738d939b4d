import { useQuery } from '@tanstack/react-query'
import type { Group } from '#contract/group.ts'
import { fleetSummaryQuery } from '#src/api/fleet-summary.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'

/** When an operator switched the group's updates off; nothing where that is not reported. */
export function PausedSince({ group }: { group: Group }) {
  const { data } = useQuery({ ...fleetSummaryQuery(), refetchInterval: POLL_IDLE_MS })
  const since = data?.groups.find(({ group_id }) => group_id === group.id)?.paused_ts
  return since ? <RelativeTime time={since} /> : null
}
