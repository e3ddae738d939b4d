import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Application } from '#contract/application.ts'
import type { Freeze, FrozenGroup } from '#contract/freeze.ts'
import {
  earlierFreezesQuery,
  freezeInForceQuery,
  type FreezeInForce as InForce,
  freezeStore,
} from '#src/api/freezes.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { EarlierFreezes } from './EarlierFreezes.tsx'
import { freezeGroup } from './freeze-group.ts'
import { FreezeForm } from './FreezeForm.tsx'
import { FreezeInForce } from './FreezeInForce.tsx'
import { FrozenGroups } from './FrozenGroups.tsx'
import { leftInWords, resultsInWords } from './frozen-result.ts'
import { type ChangedGroup, isToThaw, thawGroup } from './thaw-group.ts'
import { ThawPanel } from './ThawPanel.tsx'
import { useFreezeRun } from './use-freeze-run.ts'

interface FreezeCentreProps {
  applications: readonly Application[]
  inForce: InForce
}

/** Freezes, or shows the freeze in force and thaws it. */
export function FreezeControl({ applications, inForce }: FreezeCentreProps) {
  const client = useQueryClient()
  const { data: status } = useQuery(platteStatusQuery())
  const brakes = status?.safe_mode_brakes
  const run = useFreezeRun(inForce)
  const [ended, setEnded] = useState<Freeze | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const { freeze } = inForce

  const pause = (of: Freeze, groups: readonly FrozenGroup[], isFirst: boolean) =>
    void run.run(of, groups, (entry, resource, signal) => {
      const isBraked = brakes?.some(({ group_id }) => group_id === entry.group_id) ?? false
      const reason = because('Freeze', of)
      return freezeGroup(entry, { resource, signal, reason, mayBeWritten: !isFirst && !isBraked })
    })

  async function thaw(
    of: Freeze,
    groups: readonly FrozenGroup[],
    changed: ReadonlyMap<string, ChangedGroup>,
  ) {
    setProblem(null)
    let unexpected = 0
    await run.run(of, groups, async (entry, resource, signal) => {
      const work = { resource, signal, reason: because('Thaw', of), changed: changed.get(entry.group_id) }
      const result = await thawGroup(entry, work)
      if (result.kind === 'noted') return result.note
      // Never paused, and on: there is nothing to bring back.
      if (result.kind === 'changed' && entry.outcome !== 'paused' && result.now.policy_updates_enabled)
        return { before: entry.before, outcome: entry.outcome, thaw: 'left', message: null }
      if (result.kind === 'changed') unexpected += 1
      return null
    })
    if (unexpected > 0) {
      setProblem('Some groups were changed while they were thawed: choose below what shall become of them.')
      return
    }
    await end(of)
  }

  const retry = (group: FrozenGroup) => {
    if (freeze === null) return
    if (group.thaw === null) pause(freeze, [group], false)
    else void thaw(freeze, [group], new Map())
  }

  async function end({ id }: Freeze) {
    const { queryKey } = freezeInForceQuery()
    const latest = client.getQueryData(queryKey)?.freeze
    if (!latest || latest.groups.some(isToThaw)) return
    try {
      const closed = await freezeStore(inForce).close(id)
      setEnded(closed)
      void client.invalidateQueries({ queryKey: earlierFreezesQuery(inForce.keptBy).queryKey })
      client.setQueryData(queryKey, { ...inForce, freeze: null })
    } catch (error) {
      setProblem(`The freeze could not be ended: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  const { unkept, isSettled } = run
  const on = useMemo(
    () =>
      new Set(
        applications.flatMap(({ groups }) =>
          (groups ?? []).flatMap((group) => (group.policy_updates_enabled ? group.id : [])),
        ),
      ),
    [applications],
  )
  const rows = useMemo(
    () =>
      (freeze?.groups ?? []).map((group) => {
        const kept = unkept.get(group.group_id)
        const isResumed = isSettled && on.has(group.group_id)
        return { group: { ...group, ...kept?.note, isResumed }, unkept: kept?.message }
      }),
    [freeze, unkept, isSettled, on],
  )

  if (freeze === null) {
    return (
      <>
        {ended && (
          <Notice tone="good" live>
            <strong>Thawed.</strong> {resultsInWords(ended.groups)}. {leftInWords(ended.groups)}
          </Notice>
        )}
        <FreezeForm
          applications={applications}
          inForce={inForce}
          onMade={(made) => {
            setEnded(null)
            pause(made, made.groups, true)
          }}
        />
        <EarlierFreezes key={ended?.id} keptBy={inForce.keptBy} endedId={ended?.id} />
      </>
    )
  }
  return (
    <>
      {problem !== null && (
        <Notice tone="bad" live>
          {problem}
        </Notice>
      )}
      <FreezeInForce
        freeze={freeze}
        rows={rows}
        run={run}
        onGoOn={(groups) => pause(freeze, groups, false)}
        onKeep={() =>
          void run.run(
            freeze,
            freeze.groups.filter(({ group_id }) => run.unkept.has(group_id)),
            async ({ group_id }) => run.unkept.get(group_id)?.note ?? null,
          )
        }
      />
      <ThawPanel
        freeze={freeze}
        applications={applications}
        brakes={brakes}
        busy={run.isRunning}
        onThaw={(changed) => void thaw(freeze, freeze.groups.filter(isToThaw), changed)}
      />
      <Panel title="Groups" flush>
        <FrozenGroups rows={rows} onRetry={run.isRunning ? undefined : retry} />
      </Panel>
    </>
  )
}

/** For the audit log; a freeze's own reason may be as long as one there can be. */
const because = (what: string, { reason }: Freeze) =>
  (reason === '' ? `${what} of the fleet` : `${what}: ${reason}`).slice(0, 500)
