import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { FailingNode, FailingNodes } from '#contract/failing-nodes.ts'
import { fleetFailuresQuery, groupFailuresQuery } from '#src/api/activity.ts'
import { failingNodesQuery, latestNodesQuery, suspectHistoryQuery } from '#src/api/failing-nodes.ts'
import type { GroupRef } from '#src/api/groups.ts'
import type { StatusHistory } from '#src/api/status-history.ts'
import { repeatedFailure } from '#src/domain/nodes/repeated-failure.ts'
import { updateAttempts } from '#src/domain/nodes/update-attempts.ts'
import { failureSuspects, type Suspect } from './failure-suspects.ts'

/** Each takes a request. */
const MAX_HISTORIES = 20

/** Failing nodes, and in how many histories they were looked for; null where the server itself knows them. */
export type FoundFailing = Omit<FailingNodes, 'groups'> & { histories: number | null }

/**
 * Nodes that fail again and again: from our server, or found in the histories of the likeliest nodes of another one.
 * @param ref null for all groups
 * @returns undefined while they are not known
 */
export function useFailingNodes(ref: GroupRef | null): FoundFailing | undefined {
  const own = useQuery(failingNodesQuery(ref?.groupId ?? null))
  const found = useFoundInHistories(ref, own.data === null)
  const { data } = own
  return useMemo(() => (data ? { ...data, histories: null } : found), [data, found])
}

const NONE: never[] = []
/** Of queries that are not enabled. */
const NO_GROUP: GroupRef = { applicationId: '', groupId: '' }

function useFoundInHistories(ref: GroupRef | null, enabled: boolean): FoundFailing | undefined {
  const failures = useQuery({ ...(ref ? groupFailuresQuery(ref) : fleetFailuresQuery()), enabled })
  const latest = useQuery({ ...latestNodesQuery(ref ?? NO_GROUP), enabled: enabled && ref !== null })
  const isKnown = enabled && failures.data !== undefined && (ref === null || latest.data !== undefined)
  const suspects = useMemo(
    () => (isKnown ? failureSuspects(failures.data?.entries ?? NONE, latest.data?.instances ?? NONE) : NONE),
    [isKnown, failures.data, latest.data],
  )
  const isCut = failures.data !== undefined && failures.data.total > failures.data.entries.length
  const looked = useMemo(() => suspects.slice(0, MAX_HISTORIES), [suspects])
  const combine = useCallback(
    (histories: UseQueryResult<StatusHistory>[]): Omit<FailingNodes, 'groups'> | undefined =>
      histories.some(({ isPending }) => isPending)
        ? undefined
        : failingOf(looked, histories, suspects.length > looked.length || isCut),
    [looked, suspects, isCut],
  )
  const found = useQueries({
    queries: looked.map(({ ref: group, instanceId }) => suspectHistoryQuery(group, instanceId)),
    combine,
  })
  return useMemo(
    () => (isKnown && found ? { ...found, histories: looked.length } : undefined),
    [isKnown, found, looked],
  )
}

function failingOf(
  suspects: readonly Suspect[],
  histories: readonly UseQueryResult<StatusHistory>[],
  at_least: boolean,
): Omit<FailingNodes, 'groups'> {
  const nodes = suspects
    .flatMap((suspect, index) => failingNode(suspect, histories[index]?.data) ?? [])
    .toSorted((a, b) => Date.parse(b.latest_ts) - Date.parse(a.latest_ts))
  return {
    nodes,
    total: nodes.length,
    rolled_back: nodes.filter(({ is_rollback }) => is_rollback).length,
    at_least,
  }
}

function failingNode(
  { ref, instanceId, alias, version, lastCheck }: Suspect,
  history: StatusHistory | undefined,
): FailingNode | null {
  if (!history) return null
  const failure = repeatedFailure(
    updateAttempts(history.entries, { isWhole: false, version }),
    false,
    lastCheck,
  )
  return (
    failure && {
      application_id: ref.applicationId,
      group_id: ref.groupId,
      instance_id: instanceId,
      alias,
      version: failure.version,
      error_code: failure.errorCode,
      is_rollback: failure.isRollback,
      times: failure.times,
      latest_ts: new Date(failure.latest).toISOString(),
    }
  )
}
