import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import type { Application } from '#contract/application.ts'
import type { Freeze, FrozenGroup } from '#contract/freeze.ts'
import type { FreezeState } from '#src/api/active-freeze.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { NameList } from '#src/ui/NameList.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { WriteFieldset } from '#src/writes/WriteFieldset.tsx'
import { ActiveFreezePanel } from './ActiveFreezePanel.tsx'
import { FreezeForm } from './FreezeForm.tsx'
import { describeThaw, withResumed } from './frozen-result.ts'
import { type FrozenRow, FrozenGroupsTable } from './FrozenGroupsTable.tsx'
import { PastFreezes } from './PastFreezes.tsx'
import { needsThaw } from './thaw-group.ts'
import { ThawPanel } from './ThawPanel.tsx'
import { useFreezeActions } from './use-freeze-actions.ts'
import { type FreezeRun, useFreezeRun } from './use-freeze-run.ts'
import { isolateText } from '#src/lib/isolate-text.ts'

interface FreezeControlProps {
  applications: readonly Application[]
  state: FreezeState
}

/** Freezes groups, or shows the active freeze and thaws it. */
export function FreezeControl({ applications, state }: FreezeControlProps) {
  const { data: status } = useQuery(platteStatusQuery())
  const brakes = status?.safe_mode_brakes
  const run = useFreezeRun(state)
  const [ended, setEnded] = useState<Freeze | null>(null)
  const { pause, thaw, problem } = useFreezeActions(state, { run, brakes, onEnded: setEnded })
  const { freeze } = state
  if (freeze === null) {
    const onRecorded = (recorded: Freeze) => {
      setEnded(null)
      pause(recorded, recorded.groups, { isFirst: true })
    }
    return <NoFreeze applications={applications} state={state} ended={ended} onRecorded={onRecorded} />
  }
  const retry = (group: FrozenGroup) => {
    if (group.thaw === null) pause(freeze, [group])
    else thaw(freeze, [group])
  }
  return (
    <>
      {problem !== null && (
        <Notice tone="bad" live>
          {problem}
        </Notice>
      )}
      <WriteFieldset>
        <ActiveFreeze
          freeze={freeze}
          applications={applications}
          run={run}
          onContinue={(groups) => pause(freeze, groups)}
          onRetry={retry}
          thawPanel={
            <ThawPanel
              freeze={freeze}
              applications={applications}
              brakes={brakes}
              isSettled={run.isSettled}
              onThaw={(edited) => thaw(freeze, freeze.groups.filter(needsThaw), edited)}
            />
          }
        />
      </WriteFieldset>
    </>
  )
}

interface NoFreezeProps extends FreezeControlProps {
  /** The freeze that was thawed on this page; null for none. */
  ended: Freeze | null
  onRecorded: (freeze: Freeze) => void
}

function NoFreeze({ applications, state, ended, onRecorded }: NoFreezeProps) {
  return (
    <>
      {ended && (
        <Notice tone="good" live>
          {describeThaw(ended.groups)} <GroupsLeft groups={ended.groups} />
        </Notice>
      )}
      <WriteFieldset>
        <FreezeForm applications={applications} state={state} onRecorded={onRecorded} />
      </WriteFieldset>
      <PastFreezes key={ended?.id} storedIn={state.storedIn} endedId={ended?.id} />
    </>
  )
}

interface ActiveFreezeProps {
  freeze: Freeze
  applications: readonly Application[]
  run: FreezeRun
  onContinue: (groups: readonly FrozenGroup[]) => void
  onRetry: (group: FrozenGroup) => void
  thawPanel: ReactNode
}

function ActiveFreeze({ freeze, applications, run, onContinue, onRetry, thawPanel }: ActiveFreezeProps) {
  const rows = useFrozenRows(freeze, applications, run)
  return (
    <>
      <ActiveFreezePanel freeze={freeze} rows={rows} run={run} onContinue={onContinue} />
      {thawPanel}
      <Panel title="Groups" flush>
        <FrozenGroupsTable rows={rows} onRetry={run.isRunning ? undefined : onRetry} />
      </Panel>
    </>
  )
}

/** "Left as it is: depots (Kiosk OS)." */
function GroupsLeft({ groups }: { groups: readonly FrozenGroup[] }) {
  const left = groups.filter(({ thaw }) => thaw === 'left')
  if (left.length === 0) return null
  const names = left.map(
    ({ group_name, application_name }) => `${isolateText(group_name)} (${isolateText(application_name)})`,
  )
  return (
    <>
      Left as {left.length === 1 ? 'it is' : 'they are'}: <NameList names={names} max={Infinity} />.
    </>
  )
}

/** The groups of the freeze with their latest results, recorded or not. */
function useFrozenRows(
  { groups }: Freeze,
  applications: readonly Application[],
  { unrecorded, isSettled }: FreezeRun,
): FrozenRow[] {
  return useMemo(
    () =>
      withResumed(groups, isSettled ? applications : []).map((group) => {
        const pending = unrecorded.get(group.group_id)
        return { group: { ...group, ...pending?.result }, recordError: pending?.message }
      }),
    [groups, applications, unrecorded, isSettled],
  )
}
