import type { ReactNode } from 'react'
import type { Group } from '#contract/group.ts'
import type { InstanceStatus } from '#contract/instance-status.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { BurnUpPanel } from './BurnUpPanel.tsx'
import { FailuresPanel } from './FailuresPanel.tsx'
import { ForecastPanel } from './ForecastPanel.tsx'
import { NodeStatusPanel } from './NodeStatusPanel.tsx'
import { BlockedByPanel } from './BlockedByPanel.tsx'
import { PacePanel } from './PacePanel.tsx'
import styles from './RolloutPanels.module.css'
import { ProgressPanel } from './ProgressPanel.tsx'
import { findStall } from './find-stall.ts'
import { useForecast } from './use-forecast.ts'
import type { ReadRollout } from './use-rollout.ts'

interface RolloutPanelsProps {
  groupRef: GroupRef
  group: Group
  read: ReadRollout
  renderCount: (count: string, status: InstanceStatus) => ReactNode
  renderBelow: (words: string) => ReactNode
  renderSilent: (words: string) => ReactNode
  renderInError: (words: string) => ReactNode
  renderNode: (instanceId: string) => ReactNode
}

/** Everything about a rollout; each panel waits and fails alone. */
export function RolloutPanels(props: RolloutPanelsProps) {
  const { groupRef, group, read, renderCount, renderBelow, renderSilent, renderInError, renderNode } = props
  const { target, rollout, lastDay, last30Days, breakdown, share, hold, now } = read
  const { made, band } = useForecast(groupRef, group, read)
  if (target === null)
    return (
      <Panel title="No rollout">
        <EmptyState title="There is nothing to roll out">
          {group.channel
            ? `The channel “${group.channel.name}” has no package. A rollout starts when it is pointed at one.`
            : 'The group follows no channel. A rollout starts when it follows one that has a package.'}
        </EmptyState>
      </Panel>
    )
  return (
    <div className={styles['panels']}>
      {rollout.data === null && (
        <Notice tone="neutral">
          This update server tells less than Platte’s own: the limit’s counts and what holds the rollout back
          are guesses here, and there are no median times, no failure codes, and no start of the rollout.
        </Notice>
      )}
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <ProgressPanel {...{ groupRef, read, target, renderBelow, renderSilent }} />
          <BlockedByPanel hold={hold} group={group} stalled={findStall(group, read)} now={now} />
          <ForecastPanel
            made={made}
            error={rollout.error ?? lastDay.error ?? last30Days.error ?? breakdown.error}
            onRetry={() => {
              for (const query of [rollout, lastDay, last30Days, breakdown])
                if (query.isError) void query.refetch()
            }}
            isGuess={rollout.data === null}
            now={now}
          />
          <FailuresPanel
            {...{ groupRef, target, rollout, renderInError, renderNode }}
            groupName={group.name}
          />
        </div>
        <div className={styles['column']}>
          <NodeStatusPanel group={group} read={read} renderCount={renderCount} />
          <PacePanel groupRef={groupRef} group={group} target={target} rollout={rollout} />
        </div>
      </div>
      <BurnUpPanel
        groupRef={groupRef}
        group={group}
        target={target}
        startedTs={
          rollout.data === undefined && !rollout.isError ? undefined : (rollout.data?.started_ts ?? null)
        }
        nodes={share?.nodes}
        band={band}
        now={now}
      />
    </div>
  )
}
