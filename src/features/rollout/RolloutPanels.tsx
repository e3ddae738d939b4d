import type { ReactNode } from 'react'
import type { Group } from '#contract/group.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { hasFailedRead } from '#src/api/has-failed-read.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { useWasVisible } from '#src/ui/use-was-visible.ts'
import { BlockedByPanel } from './BlockedByPanel.tsx'
import { BurnUpPanel } from './BurnUpPanel.tsx'
import { FailurePatternsPanel } from './FailurePatternsPanel.tsx'
import { FailuresPanel } from './FailuresPanel.tsx'
import { findStall } from './find-stall.ts'
import { ForecastPanel } from './ForecastPanel.tsx'
import { PacePanel } from './PacePanel.tsx'
import { ProgressPanel } from './ProgressPanel.tsx'
import styles from './RolloutPanels.module.css'
import { WaitingNodesPanel } from './WaitingNodesPanel.tsx'
import type { RolloutForecast } from './use-forecast.ts'
import { useReachedAt } from './use-reached-at.ts'
import type { RolloutData } from './use-rollout-data.ts'

/** Renders text as links to nodes of the group. */
export interface NodeLinks {
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
  forecast: RolloutForecast
  links: NodeLinks
  /** What reads data of its own, once the reader comes to the failures. */
  lateNotice: ReactNode
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

function LoadedPanels(props: RolloutPanelsProps & { target: string }) {
  const { groupRef, group, data, target, links } = props
  const { rollout, share, blocker, now } = data
  const { renderBelow, renderSilent, renderInError, renderNode } = links
  const startedTs =
    rollout.data === undefined && !hasFailedRead(rollout) ? undefined : (rollout.data?.started_ts ?? null)
  const reachedAt = useReachedAt(
    groupRef,
    { target, startedTs, nodes: share?.nodes, forecast: props.forecast.result?.forecast ?? null },
    now,
  )
  return (
    <>
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <ProgressPanel {...{ groupRef, data, target, renderBelow, renderSilent }} />
          <BlockedByPanel blocker={blocker} group={group} stall={findStall(group, data)} now={now} />
        </div>
        <div className={styles['column']}>
          <RolloutForecastPanel data={data} result={props.forecast.result} reachedAt={reachedAt} />
          <WaitingNodesPanel groupRef={groupRef} group={group} data={data} />
        </div>
      </div>
      <BurnUpPanel
        {...{ groupRef, group, target, startedTs, now }}
        band={props.forecast.band}
        nodes={share?.nodes}
      />
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <FailuresPanel
            {...{ groupRef, target, rollout, renderInError, renderNode }}
            groupName={group.name}
            isSafeMode={group.policy_safe_mode}
          />
          <LateFailures groupRef={groupRef} notice={props.lateNotice} />
        </div>
        <PacePanel groupRef={groupRef} group={group} target={target} rollout={rollout} />
      </div>
    </>
  )
}

/** Read once the reader comes to it: it is at the end of the page, and compares thousands of updates. */
function LateFailures({ groupRef, notice }: { groupRef: GroupRef; notice: ReactNode }) {
  const [ref, wasVisible] = useWasVisible()
  return (
    <div ref={ref} className={styles['late']}>
      {wasVisible && (
        <>
          {notice}
          <FailurePatternsPanel groupRef={groupRef} />
        </>
      )}
    </div>
  )
}

interface RolloutForecastPanelProps {
  data: RolloutData
  result: RolloutForecast['result']
  reachedAt: ReturnType<typeof useReachedAt>
}

function RolloutForecastPanel({ data, result, reachedAt }: RolloutForecastPanelProps) {
  const { rollout, lastDay, last30Days, breakdown, now } = data
  const queries = [rollout, lastDay, last30Days, breakdown]
  return (
    <ForecastPanel
      result={result}
      error={queries.find(({ error }) => error !== null)?.error ?? null}
      onRetry={() => {
        for (const query of queries) if (query.isError) void query.refetch()
      }}
      isEstimate={rollout.data === null}
      reachedAt={reachedAt}
      now={now}
    />
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
