import { useQuery } from '@tanstack/react-query'
import type { StatusHistoryEntry } from '#contract/instance.ts'
import type { NodeHistory } from '#contract/node-record.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { nodeHistoryQuery } from '#src/api/node-record.ts'
import { type StatusHistory, statusHistoryQuery } from '#src/api/status-history.ts'

export interface HistoryView {
  /** Newest first. */
  entries: readonly StatusHistoryEntry[]
  /** Whether these are all entries. */
  isWhole: boolean
  /** The server fails to read the entries before these. */
  olderFailed: boolean
}

/** A node's latest entries: from our server those of all its groups, from another one those of this group. */
export function useNodeHistory(ref: GroupRef, instanceId: string, limit: number) {
  const ours = useQuery({ ...nodeHistoryQuery(ref, instanceId, limit), select: viewOfOurs })
  const isElsewhere = ours.data === null
  const theirs = useQuery({
    ...statusHistoryQuery(ref, instanceId, limit),
    enabled: isElsewhere,
    select: (history: StatusHistory) => viewOfTheirs(history, limit),
  })
  return isElsewhere ? theirs : ours
}

const viewOfOurs = (history: NodeHistory | null): HistoryView | null =>
  history && { entries: history.entries, isWhole: !history.has_more, olderFailed: false }

const viewOfTheirs = ({ entries, olderFailed }: StatusHistory, limit: number): HistoryView => ({
  entries,
  isWhole: !olderFailed && entries.length < limit,
  olderFailed,
})
