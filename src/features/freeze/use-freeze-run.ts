import { useQueryClient } from '@tanstack/react-query'
import PQueue from 'p-queue'
import { useRef, useState } from 'react'
import type { Freeze, FrozenGroup, FrozenGroupWrite } from '#contract/freeze.ts'
import type { GroupSettings } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { activeFreezeQuery, type FreezeState } from '#src/api/active-freeze.ts'
import { freezeStore } from '#src/api/freezes.ts'
import { errorMessage } from '#src/lib/error-message.ts'
import { GROUP_WRITE_INVALIDATES, groupResource } from '#src/writes/group-resource.ts'
import type { WritableResource } from '#src/writes/writable-resource.ts'
import { refreshQueries } from '#src/writes/write-mutation.ts'

const MAX_PARALLEL_WRITES = 4

/** A group's result that is not in the record of the freeze yet. */
export interface UnrecordedResult {
  result: FrozenGroupWrite
  /** Why it could not be recorded. */
  message: string
}

/** What to do with one group; null where it has no result. */
export type FreezeStep = (
  entry: FrozenGroup,
  resource: WritableResource<Group, GroupSettings>,
  signal: AbortSignal,
) => Promise<FrozenGroupWrite | null>

export interface FreezeRun {
  isRunning: boolean
  /** The groups have been read again since the latest run. */
  isSettled: boolean
  /** In groups; null between runs. */
  progress: { done: number; total: number } | null
  /** By group id. */
  unrecorded: ReadonlyMap<string, UnrecordedResult>
  /** Does nothing while a run is in progress. */
  start: (freeze: Freeze, entries: readonly FrozenGroup[], step: FreezeStep) => Promise<void>
  stop: () => void
  /** Records the results that could not be recorded before. */
  recordAgain: (freeze: Freeze) => void
}

/** Takes groups of a freeze through a step, a few at a time, and records each result. */
export function useFreezeRun(state: FreezeState): FreezeRun {
  const client = useQueryClient()
  const { unrecorded, record } = useResultRecorder(state)
  const running = useRef<AbortController>(null)
  const [isSettled, setSettled] = useState(true)
  const [progress, setProgress] = useState<FreezeRun['progress']>(null)

  async function start({ id }: Freeze, entries: readonly FrozenGroup[], step: FreezeStep) {
    if (running.current) return
    const { signal } = (running.current = new AbortController())
    setSettled(false)
    setProgress({ done: 0, total: entries.length })
    try {
      // A poll in progress would bring back the results from before.
      await client.cancelQueries({ queryKey: activeFreezeQuery().queryKey })
      const runStep = async (entry: FrozenGroup) => {
        if (signal.aborted) return
        const ref = { applicationId: entry.application_id, groupId: entry.group_id }
        const result = await step(entry, groupResource(ref, entry.group_name), signal)
        if (result) await record(id, entry.group_id, result)
        setProgress((before) => before && { ...before, done: before.done + 1 })
      }
      const queue = new PQueue({ concurrency: MAX_PARALLEL_WRITES })
      await queue.addAll(entries.map((entry) => () => runStep(entry)))
    } finally {
      running.current = null
      setProgress(null)
      await refreshQueries(client, GROUP_WRITE_INVALIDATES)
      if (running.current === null) setSettled(true)
    }
  }

  return {
    isRunning: progress !== null,
    isSettled,
    progress,
    unrecorded,
    start,
    stop: () => running.current?.abort(),
    recordAgain: (freeze) =>
      void start(
        freeze,
        freeze.groups.filter(({ group_id }) => unrecorded.has(group_id)),
        async ({ group_id }) => unrecorded.get(group_id)?.result ?? null,
      ),
  }
}

const NONE: ReadonlyMap<string, UnrecordedResult> = new Map()

/** Writes results to the record of the freeze, and keeps those that it could not write. */
function useResultRecorder(state: FreezeState) {
  const client = useQueryClient()
  const [unrecorded, setUnrecorded] = useState(NONE)

  async function record(freezeId: string, groupId: string, result: FrozenGroupWrite) {
    try {
      const recorded = await freezeStore(state).recordResult(freezeId, groupId, result)
      client.setQueryData(activeFreezeQuery().queryKey, (seen) => seen && withGroup(seen, freezeId, recorded))
      setUnrecorded((before) => new Map([...before].filter(([id]) => id !== groupId)))
    } catch (error) {
      const message = errorMessage(error)
      setUnrecorded((before) => new Map(before).set(groupId, { result, message }))
    }
  }
  return { unrecorded, record }
}

function withGroup(state: FreezeState, freezeId: string, group: FrozenGroup): FreezeState {
  const { freeze } = state
  if (freeze?.id !== freezeId) return state
  const groups = freeze.groups.map((one) => (one.group_id === group.group_id ? group : one))
  return { ...state, freeze: { ...freeze, groups } }
}
