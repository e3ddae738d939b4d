import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Freeze, FrozenGroup } from '#contract/freeze.ts'
import type { PlatteStatus } from '#contract/platte-status.ts'
import { MAX_REASON_LENGTH } from '#contract/write-context.ts'
import { activeFreezeQuery, type FreezeState } from '#src/api/active-freeze.ts'
import { freezeStore, pastFreezesQuery } from '#src/api/freezes.ts'
import { errorMessage } from '#src/lib/error-message.ts'
import { freezeGroup } from './freeze-group.ts'
import { type EditedGroupChoice, needsThaw, thawGroup } from './thaw-group.ts'
import type { FreezeRun, FreezeStep } from './use-freeze-run.ts'

interface FreezeActionsOptions {
  run: FreezeRun
  brakes: PlatteStatus['safe_mode_brakes'] | undefined
  onEnded: (freeze: Freeze) => void
}

/** Pauses and thaws groups of a freeze, and ends it after the last. */
export function useFreezeActions(state: FreezeState, { run, brakes, onEnded }: FreezeActionsOptions) {
  const client = useQueryClient()
  const [problem, setProblem] = useState<string | null>(null)

  /** @param isFirst no browser can have paused any of the groups before */
  function pause(freeze: Freeze, groups: readonly FrozenGroup[], { isFirst = false } = {}): void {
    const reason = reasonOf('Freeze', freeze)
    void run.start(freeze, groups, (entry, resource, signal) => {
      const isBraked = brakes?.some(({ group_id }) => group_id === entry.group_id) ?? false
      return freezeGroup(entry, { resource, signal, reason, mayBePaused: !isFirst && !isBraked })
    })
  }

  /** @param edited what the operator chose for groups edited since, by id */
  async function thaw(
    freeze: Freeze,
    groups: readonly FrozenGroup[],
    edited: ReadonlyMap<string, EditedGroupChoice> = new Map(),
  ): Promise<void> {
    setProblem(null)
    const { step, unexpected } = thawStep(freeze, edited)
    await run.start(freeze, groups, step)
    if (unexpected.size === 0) return end(freeze)
    setProblem('Some groups were edited during the thaw: choose below what to do with them.')
  }

  /** Nothing to do while some group still needs a thaw. */
  async function end({ id }: Freeze) {
    const { queryKey } = activeFreezeQuery()
    const latest = client.getQueryData(queryKey)?.freeze
    if (!latest || latest.groups.some(needsThaw)) return
    try {
      onEnded(await freezeStore(state).end(id))
      void client.invalidateQueries({ queryKey: pastFreezesQuery(state.storedIn).queryKey })
      client.setQueryData(queryKey, { ...state, freeze: null })
    } catch (error) {
      setProblem(`Failed to end the freeze: ${errorMessage(error)}`)
    }
  }

  return { pause, thaw: (...args: Parameters<typeof thaw>) => void thaw(...args), problem }
}

function thawStep(freeze: Freeze, edited: ReadonlyMap<string, EditedGroupChoice>) {
  const reason = reasonOf('Thaw', freeze)
  /** Ids of groups that turned out to be edited. */
  const unexpected = new Set<string>()
  const step: FreezeStep = async (entry, resource, signal) => {
    const { group_id, before, outcome } = entry
    const thawed = await thawGroup(entry, { resource, signal, reason, choice: edited.get(group_id) })
    if (thawed.kind === 'done') return thawed.result
    // Never paused, and on: there is nothing to restore.
    if (thawed.kind === 'edited' && outcome !== 'paused' && thawed.now.policy_updates_enabled)
      return { before, outcome, thaw: 'left', message: null }
    if (thawed.kind === 'edited') unexpected.add(group_id)
    return null
  }
  return { step, unexpected }
}

/** For the audit log. The freeze's own reason may already be of the maximum length. */
const reasonOf = (action: string, { reason }: Freeze) =>
  (reason === '' ? `${action} of the fleet` : `${action}: ${reason}`).slice(0, MAX_REASON_LENGTH)
