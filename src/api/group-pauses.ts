import { queryOptions } from '@tanstack/react-query'
import { type GroupPause, groupPausesSchema } from '#contract/group-pause.ts'
import { AUDIT_LOG_KEY } from '#src/api/audit-log-key.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'

/** Who paused which group, when and why, by the group's id; empty where the server keeps no audit log. */
export const groupPausesQuery = () =>
  queryOptions({
    queryKey: [...AUDIT_LOG_KEY, 'pauses'],
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, GroupPause>> => {
      const read = await platteRequest('/platte/pauses', groupPausesSchema, signal)
      return new Map((read?.pauses ?? []).map((pause) => [pause.group_id, pause]))
    },
    structuralSharing: false,
    refetchInterval: POLL_IDLE_MS,
  })
