import { type QueryClient, QueryObserver, replaceEqualDeep, useQueryClient } from '@tanstack/react-query'
import { useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { type GroupStatsResult, groupStatsQuery, isRetryingQuery } from '#src/api/group-stats.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { toServerTime } from '#src/lib/server-clock.ts'

interface PollerSnapshot {
  /** The polled groups. */
  refs: readonly GroupRef[]
  /** One per group, in the same order. */
  results: readonly GroupStatsResult[]
}

export interface GroupStatsPoller {
  /** Replaces the polled groups. A group that was polled before keeps its stats and its schedule. */
  setGroups: (refs: readonly GroupRef[]) => void
  /** The same object until something changes. */
  getSnapshot: () => PollerSnapshot
  /** Polls while there is a listener; takes one at a time. */
  subscribe: (listener: () => void) => () => void
}

const EMPTY: PollerSnapshot = { refs: [], results: [] }
/** An open page sends at most 20 requests a second, however many groups there are: three per group and poll. */
const INTERVAL_PER_GROUP_MS = 150
/** Hundreds of responses arrive one by one; rendering each of them would block the page. */
const NOTIFY_INTERVAL_MS = 250

const createObserver = (client: QueryClient, ref: GroupRef, minIntervalMs: number) =>
  new QueryObserver(client, groupStatsQuery(ref, minIntervalMs))
type Observer = ReturnType<typeof createObserver>

/** Polls each group's stats by itself, and notifies its listener at most four times a second. */
export function createGroupStatsPoller(client: QueryClient): GroupStatsPoller {
  const observers = new Map<string, Observer>()
  const unsubscribers = new Map<string, () => void>()
  let snapshot = EMPTY
  let refs = EMPTY.refs
  let listener: (() => void) | null = null

  const notification = createThrottle(() => {
    const latest = [...observers.values()].map(resultOf)
    const results = replaceEqualDeep(snapshot.results, latest)
    if (snapshot.refs === refs && snapshot.results === results) return
    snapshot = { refs, results }
    listener?.()
  }, NOTIFY_INTERVAL_MS)

  function replaceObservers() {
    const before = new Map(observers)
    observers.clear()
    const minIntervalMs = refs.length * INTERVAL_PER_GROUP_MS
    for (const ref of refs) {
      const observer = before.get(ref.groupId)
      observer?.setOptions(groupStatsQuery(ref, minIntervalMs))
      observers.set(ref.groupId, observer ?? createObserver(client, ref, minIntervalMs))
    }
  }

  function updateSubscriptions() {
    for (const [groupId, observer] of observers)
      if (listener && !unsubscribers.has(groupId))
        unsubscribers.set(groupId, observer.subscribe(notification.schedule))
    for (const [groupId, unsubscribe] of unsubscribers)
      if (!listener || !observers.has(groupId)) {
        unsubscribers.delete(groupId)
        unsubscribe()
      }
  }

  return {
    setGroups: (next) => {
      refs = next
      replaceObservers()
      updateSubscriptions()
      notification.runNow()
    },
    getSnapshot: () => snapshot,
    subscribe: (next) => {
      listener = next
      updateSubscriptions()
      notification.schedule()
      return () => {
        listener = null
        updateSubscriptions()
        notification.cancel()
      }
    },
  }
}

/** Runs `act` at most once per interval, however often it is scheduled. */
function createThrottle(act: () => void, intervalMs: number) {
  let lastRunAt = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  const cancel = () => {
    clearTimeout(timer)
    timer = undefined
  }
  const runNow = () => {
    lastRunAt = performance.now()
    cancel()
    act()
  }
  const schedule = () => {
    timer ??= setTimeout(runNow, Math.max(0, lastRunAt + intervalMs - performance.now()))
  }
  return { runNow, schedule, cancel }
}

function resultOf(observer: Observer): GroupStatsResult {
  const result = observer.getCurrentResult()
  return {
    stats: result.data,
    readAt: result.dataUpdatedAt === 0 ? 0 : toServerTime(result.dataUpdatedAt),
    error: result.error,
    isRetrying: isRetryingQuery(result),
  }
}

const PENDING: GroupStatsResult = { stats: undefined, readAt: 0, error: null, isRetrying: false }

/** The stats of these groups, in their order, polled group by group. Keep `refs` the same array while the groups are. */
export function usePolledGroupStats(refs: readonly GroupRef[]): readonly GroupStatsResult[] {
  const client = useQueryClient()
  const [poller] = useState(() => createGroupStatsPoller(client))
  useLayoutEffect(() => poller.setGroups(refs), [poller, refs])
  const snapshot = useSyncExternalStore(poller.subscribe, poller.getSnapshot)
  const pending = useMemo(() => refs.map(() => PENDING), [refs])
  return snapshot.refs === refs ? snapshot.results : pending
}
