import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ACTIVITY_CLASS, type ActivityEntry } from '#contract/activity.ts'
import { groupFailuresQuery } from '#src/api/activity.ts'
import { type GroupRef, instanceStatsQuery } from '#src/api/groups.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import styles from './FailuresPanel.module.css'

export interface ActivityFailuresPanelProps {
  groupRef: GroupRef
  groupName: string
  target: string
  /** Renders text as a link to the nodes with status error. */
  renderInError: (text: string) => ReactNode
  /** Renders a node's id as a link to the node. */
  renderNode: (instanceId: string) => ReactNode
}

const MAX_SHOWN = 10

/** The nodes whose update failed, from the activity of a server that does not report error codes. */
export function ActivityFailuresPanel(props: ActivityFailuresPanelProps) {
  const { groupRef, groupName, target, renderInError, renderNode } = props
  const query = useQuery(groupFailuresQuery(groupRef))
  const { data: lastDay } = useQuery(instanceStatsQuery(groupRef, '1d'))
  return (
    <QueryPanel
      title="Failures"
      note={`updates to ${target} in the last 30 days, from the server’s activity, which has no error codes`}
      query={query}
      isEmpty={({ entries }) => failuresOf(entries, target).length === 0}
      empty={<EmptyState title={`No update to ${target} has failed`} />}
    >
      {({ entries, total }) => (
        <>
          {lastDay && lastDay.error > 0 && (
            <p className={styles['summary']}>
              {renderInError(`${plural(lastDay.error, 'node')} with status error`)}
            </p>
          )}
          <FailureList
            label={`Failures of ${groupName}, latest first`}
            failures={failuresOf(entries, target)}
            renderNode={renderNode}
          />
          {total > entries.length && (
            <p className={styles['note']}>
              Of {formatNumber(total)} failed updates of the group, the latest {formatNumber(entries.length)}{' '}
              were read.
            </p>
          )}
        </>
      )}
    </QueryPanel>
  )
}

const failuresOf = (entries: readonly ActivityEntry[], target: string) =>
  entries.filter((entry) => entry.class === ACTIVITY_CLASS.instanceUpdateFailed && entry.version === target)

interface FailureListProps extends Pick<ActivityFailuresPanelProps, 'renderNode'> {
  label: string
  failures: readonly ActivityEntry[]
}

/** Each node once, with how often its update failed, the latest failure first. */
function FailureList({ label, failures, renderNode }: FailureListProps) {
  const latestOfEach = failures.filter(
    ({ instance_id }, place) =>
      failures.findIndex((failure) => failure.instance_id === instance_id) === place,
  )
  const timesOf = (id: string | null) => failures.filter(({ instance_id }) => instance_id === id).length
  const more = latestOfEach.length - MAX_SHOWN
  return (
    <>
      <ul className={styles['nodes']} aria-label={label}>
        {latestOfEach.slice(0, MAX_SHOWN).map(({ id, instance_id, created_ts }) => (
          <li key={id}>
            {instance_id === null ? 'unknown node' : renderNode(instance_id)}{' '}
            <RelativeTime time={created_ts} />
            {timesOf(instance_id) > 1 && ` · failed ${formatNumber(timesOf(instance_id))} times`}
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className={styles['note']}>
          and {plural(more, 'more node', 'more nodes')}. The history of a node has its error codes.
        </p>
      )}
    </>
  )
}
