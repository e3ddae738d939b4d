import type { ReactNode } from 'react'
import type { Group } from '#contract/group.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { BlockedByPanel } from './BlockedByPanel.tsx'
import { BurnUpPanel } from './BurnUpPanel.tsx'
import { FailuresPanel } from './FailuresPanel.tsx'
import { findStall } from './find-stall.ts'
import { ForecastPanel } from './ForecastPanel.tsx'
import { NodeStatusPanel } from './NodeStatusPanel.tsx'
import { PacePanel } from './PacePanel.tsx'
import { ProgressPanel } from './ProgressPanel.tsx'
import styles from './RolloutPanels.module.css'
import type { RenderStatusCount } from './StatusCountTable.tsx'
import { useForecast } from './use-forecast.ts'
import type { RolloutData } from './use-rollout-data.ts'

/** Renders text as links to nodes of the group. */
export interface NodeLinks {
  renderCount: RenderStatusCount
  /** Nodes below the target. */
  renderBelow: (text: string) => ReactNode
  renderSilent: (text: string) => ReactNode
  /** Nodes with status error. */
  renderInError: (text: string) => ReactNode
  /** One node, by its id. */
  renderNode: (instanceId: string) => ReactNode
}

interface RolloutPanelsProps {
  groupRef: GroupRef
  group: Group
  data: RolloutData
  links: NodeLinks
}

/** Everything about a rollout. Each panel loads and fails alone. */
export function RolloutPanels({ data, ...props }: RolloutPanelsProps) {
  const { target } = data
  if (target === null) return <NoRollout group={props.group} />
  return (
    <div className={styles['panels']}>
      {data.rollout.data === null && (
        <Notice tone="neutral">
          This update server reports less than Platte’s own: the use of the limit and what blocks the rollout
          are estimates, and median times, error codes and the start of the rollout are not available.
        </Notice>
      )}
      <LoadedPanels {...props} data={data} target={target} />
    </div>
  )
}

function LoadedPanels({ groupRef, group, data, target, links }: RolloutPanelsProps & { target: string }) {
  const { rollout, lastDay, last30Days, breakdown, share, blocker, now } = data
  const { renderCount, renderBelow, renderSilent, renderInError, renderNode } = links
  const { result, band } = useForecast(groupRef, group, data)
  const startedTs =
    rollout.data === undefined && !rollout.isError ? undefined : (rollout.data?.started_ts ?? null)
  return (
    <>
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <ProgressPanel {...{ groupRef, data, target, renderBelow, renderSilent }} />
          <BlockedByPanel blocker={blocker} group={group} stall={findStall(group, data)} now={now} />
          <ForecastPanel
            result={result}
            error={rollout.error ?? lastDay.error ?? last30Days.error ?? breakdown.error}
            onRetry={() => {
              for (const query of [rollout, lastDay, last30Days, breakdown])
                if (query.isError) void query.refetch()
            }}
            isEstimate={rollout.data === null}
            now={now}
          />
          <FailuresPanel
            {...{ groupRef, target, rollout, renderInError, renderNode }}
            groupName={group.name}
            isSafeMode={group.policy_safe_mode}
          />
        </div>
        <div className={styles['column']}>
          <NodeStatusPanel group={group} data={data} renderCount={renderCount} />
          <PacePanel groupRef={groupRef} group={group} target={target} rollout={rollout} />
        </div>
      </div>
      <BurnUpPanel {...{ groupRef, group, target, startedTs, band, now }} nodes={share?.nodes} />
    </>
  )
}

function NoRollout({ group: { channel } }: { group: Group }) {
  return (
    <Panel title="No rollout">
      <EmptyState title="There is nothing to roll out">
        {channel ? (
          <>
            The channel “<bdi>{channel.name}</bdi>” has no package. A rollout starts when it gets one.
          </>
        ) : (
          'The group follows no channel. A rollout starts when it follows one that has a package.'
        )}
      </EmptyState>
    </Panel>
  )
}
