import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { rolloutSchema } from '#contract/rollout.ts'
import { type GroupRef, groupKey } from '#src/api/groups.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { POLL_ACTIVE_MS } from '#src/api/polling.ts'

/** The rollout once, with settings in place of the group's own; null where the group's update server does not report it. */
export function readRollout(ref: GroupRef, overrides: Record<string, string>, signal: AbortSignal) {
  const params = new URLSearchParams({ application: ref.applicationId, group: ref.groupId, ...overrides })
  return platteRequest(`/platte/rollout?${params}`, rolloutSchema, signal)
}

/** The rollout of the group's target; null where the group's update server does not report it. */
export const rolloutQuery = (ref: GroupRef) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'rollout'],
    queryFn: ({ signal }) => readRollout(ref, {}, signal),
    refetchInterval: ({ state }) => (state.data === null ? false : POLL_ACTIVE_MS),
  })

/** The settings of a group that the counts of its rollout depend on. */
export interface RolloutPreviewInput {
  channel_id: string | null
  policy_period_interval: string
  policy_update_timeout: string
}

/**
 * The rollout as it would be with these settings; null where the group's update server does not report it. Keeps the
 * previous rollout while another one loads.
 * @param settings null for the group's own, which shares its cache entry with {@link rolloutQuery}
 */
export const rolloutPreviewQuery = (ref: GroupRef, settings: RolloutPreviewInput | null) =>
  queryOptions({
    queryKey: [...rolloutQuery(ref).queryKey, ...(settings ? [settings] : [])],
    queryFn: ({ signal }) => {
      const { channel_id = null, ...policy } = settings ?? {}
      return readRollout(ref, { ...policy, ...(channel_id !== null && { channel_id }) }, signal)
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data === null ? false : POLL_ACTIVE_MS),
  })
