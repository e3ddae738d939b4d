import { useQueryClient } from '@tanstack/react-query'
import { useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { createGroupStatsPoller } from '#src/api/poll-group-stats.ts'
import type { GroupStatsState } from '#src/api/group-stats-state.ts'
import type { GroupRef } from '#src/api/groups.ts'

const NOT_YET: GroupStatsState = { numbers: undefined, readAt: 0, error: null, isRetrying: false }

/** The numbers of these groups, in their order, from a server that tells them group by group. */
export function usePolledGroupStats(refs: readonly GroupRef[]): readonly GroupStatsState[] {
  const client = useQueryClient()
  const [asked] = useState(() => createGroupStatsPoller(client))
  useLayoutEffect(() => asked.ask(refs), [asked, refs])
  const told = useSyncExternalStore(asked.subscribe, asked.read)
  const none = useMemo(() => refs.map(() => NOT_YET), [refs])
  return told.refs === refs ? told.answers : none
}
