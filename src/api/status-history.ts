import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { isInProgress } from '#contract/instance-status.ts'
import { type StatusHistoryEntry, statusHistorySchema } from '#contract/instance.ts'
import { ApiError } from '#src/api/api-error.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { request } from '#src/api/http.ts'
import { instanceKey, instancePath } from '#src/api/instances.ts'
import { POLL_ACTIVE_MS, POLL_IDLE_MS } from '#src/api/polling.ts'

export interface StatusHistory {
  /** Newest first. */
  entries: StatusHistoryEntry[]
  /** The server failed to read the entries before these. */
  olderFailed: boolean
}

/**
 * The latest entries that `read` can return. A Nebraska fails with 500 where one of them has no version, as that of a node
 * put on hold before its first grant (docs/protocol.md, “Releases of Nebraska”): then fewer are requested, by halving.
 * Platte's own server names every error with a code.
 * @param read reads the latest `limit` entries
 * @throws whatever `read` throws, except such a failure
 */
export async function readableHistory(
  read: (limit: number) => Promise<StatusHistoryEntry[]>,
  limit: number,
): Promise<StatusHistory> {
  const tryRead = (count: number) =>
    read(count).catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 500 && error.code === '') return null
      throw error
    })
  const all = await tryRead(limit)
  if (all) return { entries: all, olderFailed: false }
  let entries: StatusHistoryEntry[] = []
  let [readable, failing] = [0, limit]
  while (failing - readable > 1) {
    const middle = Math.floor((readable + failing) / 2)
    const found = await tryRead(middle)
    if (found) [readable, entries] = [middle, found]
    else failing = middle
  }
  return { entries, olderFailed: true }
}

const readStatusHistory = (ref: GroupRef, instanceId: string, limit: number, signal: AbortSignal) =>
  readableHistory(async (count) => {
    const path = `${instancePath(ref, instanceId)}/status_history?limit=${count}`
    return (await request(path, statusHistorySchema, { signal })) ?? []
  }, limit)

/** The node's latest `limit` status changes. Keeps the previous ones while more load. */
export const statusHistoryQuery = (ref: GroupRef, instanceId: string, limit: number) =>
  queryOptions({
    queryKey: [...instanceKey(ref, instanceId), 'status_history', limit],
    queryFn: ({ signal }) => readStatusHistory(ref, instanceId, limit, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) =>
      data?.olderFailed !== true && isInProgress(data?.entries[0]?.status ?? null)
        ? POLL_ACTIVE_MS
        : POLL_IDLE_MS,
  })

/** Enough for some twenty updates. */
const LATEST_ENTRIES = 60

/** The node's latest status changes, read again every `pollMs`: of nodes that may be failing, of which there are many. */
export const latestHistoryQuery = (ref: GroupRef, instanceId: string, pollMs: number) =>
  queryOptions({
    queryKey: [...instanceKey(ref, instanceId), 'status_history', 'latest'],
    queryFn: ({ signal }) => readStatusHistory(ref, instanceId, LATEST_ENTRIES, signal),
    refetchInterval: pollMs,
  })
