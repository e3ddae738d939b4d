import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'
import type { ActivityEntry } from '#contract/activity.ts'
import { type ActivityFilter, activityQuery } from '#src/api/activity-pages.ts'
import { activityError, describeActivity, describeSeverity } from '#src/domain/rollout/describe-activity.ts'
import { formatClock, formatDate, formatTime } from '#src/lib/format-time.ts'
import { shownTimeZone } from '#src/lib/shown-time-zone.ts'
import { routes } from '#src/routes/routes.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { ErrorState } from '#src/ui/ErrorState.tsx'
import { OlderEntries } from '#src/ui/OlderEntries.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import styles from './Activity.module.css'
import { channelsOf } from './channels-of.ts'
import { groupByDay } from './group-by-day.ts'

interface ActivityPanelProps {
  filter: ActivityFilter
  applications: readonly Application[]
}

/** The entries that match the filters by day, newest first, with older ones on demand. */
export function ActivityPanel({ filter, applications }: ActivityPanelProps) {
  const activity = useInfiniteQuery(activityQuery(filter))
  const entries = unique(activity.data?.pages.flatMap((page) => page.entries) ?? [])
  const total = activity.data?.pages.at(-1)?.totalCount ?? 0
  return (
    <Panel
      flush
      title="Entries"
      busy={activity.isPending}
      note={
        activity.data &&
        `newest first, times in ${shownTimeZone()}; changes of settings, and who made them, are in the audit log`
      }
    >
      {activity.isPending ? (
        <LoadingLines label="Loading the activity" lines={6} />
      ) : activity.data === undefined ? (
        <ErrorState
          title="Failed to load the activity"
          error={activity.error}
          onRetry={() => void activity.refetch()}
          retrying={activity.isFetching}
        />
      ) : entries.length === 0 ? (
        <EmptyState title="No activity">
          Nothing was recorded in this time. Rollouts, failed updates and changes of a channel’s package
          appear here.
        </EmptyState>
      ) : (
        <>
          {groupByDay(entries, ({ created_ts }) => Date.parse(created_ts)).map(({ start, items }) => (
            <section key={start} aria-label={formatDate(start)}>
              <h3 className={styles['day']}>{formatDate(start)}</h3>
              <ol className={styles['list']}>
                {items.map((entry) => (
                  <Entry key={entry.id} entry={entry} channels={channelsOf(entry, applications)} />
                ))}
              </ol>
            </section>
          ))}
          <OlderEntries
            shown={entries.length}
            total={total}
            hasMore={activity.hasNextPage}
            loading={activity.isFetchingNextPage}
            onMore={() => void activity.fetchNextPage()}
          />
        </>
      )}
    </Panel>
  )
}

/** What is written meanwhile moves entries to the next page. */
const unique = (entries: readonly ActivityEntry[]): ActivityEntry[] => [
  ...new Map(entries.map((entry) => [entry.id, entry])).values(),
]

function Entry({ entry, channels }: { entry: ActivityEntry; channels: readonly Channel[] }) {
  const { app_id, application_name, group_id, group_name, instance_id, created_ts, severity } = entry
  const node = entry.instance_alias || instance_id
  const error = activityError(entry)
  const { label, tone } = describeSeverity(severity)
  const time = Date.parse(created_ts)
  const group = app_id && group_id ? { applicationId: app_id, groupId: group_id } : null
  return (
    <li className={styles['entry']}>
      <time dateTime={created_ts} title={formatTime(time)}>
        {formatClock(time)}
      </time>
      <StatusBadge tone={tone}>{label}</StatusBadge>
      <span className={styles['words']}>
        {describeActivity(entry, channels)}
        {instance_id !== null && (
          <>
            {' on '}
            {group ? (
              <Link to={routes.node.url({ ...group, instanceId: instance_id })}>
                <bdi>{node}</bdi>
              </Link>
            ) : (
              <bdi>{node}</bdi>
            )}
          </>
        )}
        {error !== null && `, ${error}`}
      </span>
      <span className={styles['where']}>
        {group && group_name !== null && (
          <>
            <Link to={routes.group.url(group)}>
              <bdi>{group_name}</bdi>
            </Link>
            {' of '}
          </>
        )}
        <bdi>{application_name}</bdi>
      </span>
    </li>
  )
}
