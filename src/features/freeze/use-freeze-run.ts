import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Freeze, FrozenGroup, FrozenGroupWrite } from '#contract/freeze.ts'
import { freezeInForceQuery, type FreezeInForce, freezeStore } from '#src/api/freezes.ts'
import type { GroupSettings } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { mapLimited } from '#src/lib/map-limited.ts'
import { GROUP_WRITE_INVALIDATES, groupResource } from '#src/writes/group-resource.ts'
import type { WritableResource } from '#src/writes/writable-resource.ts'
import { refreshQueries } from '#src/writes/write-mutation.ts'

/** Writes under way at once. */
const AT_ONCE = 4

/** What came of a group is done, but its record could not be kept. */
export interface Unkept {
  note: FrozenGroupWrite
  /** Why not. */
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
  /** The groups have been read since the latest run. */
  isSettled: boolean
  /** What of this run is done, of how many. */
  progress: { done: number; of: number } | null
  /** By group. */
  unkept: ReadonlyMap<string, Unkept>
  /** One at a time; null from `work` where nothing came of a group. */
  run: (freeze: Freeze, entries: readonly FrozenGroup[], work: FreezeStep) => Promise<void>
  stop: () => void
}

const NOBODY: ReadonlyMap<string, Unkept> = new Map()

/** Goes through groups of a freeze, a few at a time, and keeps the record of each before the next. */
export function useFreezeRun(inForce: FreezeInForce): FreezeRun {
  const client = useQueryClient()
  const running = useRef<AbortController>(null)
  const [isSettled, setSettled] = useState(true)
  const [progress, setProgress] = useState<FreezeRun['progress']>(null)
  const [unkept, setUnkept] = useState(NOBODY)

  /** What is known of a group by now, for every page. */
  const show = (id: string, group: FrozenGroup) =>
    client.setQueryData(freezeInForceQuery().queryKey, (seen) =>
      seen?.freeze?.id === id
        ? {
            ...seen,
            freeze: {
              ...seen.freeze,
              groups: seen.freeze.groups.map((one) => (one.group_id === group.group_id ? group : one)),
            },
          }
        : seen,
    )

  async function keep(id: string, groupId: string, note: FrozenGroupWrite) {
    try {
      show(id, await freezeStore(inForce).note(id, groupId, note))
      setUnkept((before) => new Map([...before].filter(([one]) => one !== groupId)))
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      setUnkept((before) => new Map(before).set(groupId, { note, message }))
    }
  }

  const run: FreezeRun['run'] = async ({ id }, entries, work) => {
    if (running.current) return
    const { signal } = (running.current = new AbortController())
    setSettled(false)
    setProgress({ done: 0, of: entries.length })
    try {
      // A poll that was under way would bring back what was before.
      await client.cancelQueries({ queryKey: freezeInForceQuery().queryKey })
      await mapLimited(entries, AT_ONCE, async (entry) => {
        if (signal.aborted) return
        const ref = { applicationId: entry.application_id, groupId: entry.group_id }
        const note = await work(entry, groupResource(ref, entry.group_name), signal)
        if (note) await keep(id, entry.group_id, note)
        setProgress((before) => before && { ...before, done: before.done + 1 })
      })
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
    unkept,
    run,
    stop: () => running.current?.abort(),
  }
}
