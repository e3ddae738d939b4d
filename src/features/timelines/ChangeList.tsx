import type { UseQueryResult } from '@tanstack/react-query'
import type { EventMark } from '#src/domain/rollout/group-events.ts'
import { plural } from '#src/lib/format-number.ts'
import { ErrorState } from '#src/ui/ErrorState.tsx'
import styles from './ChangeList.module.css'
import { formatDayAndClock } from '#src/lib/format-time.ts'

interface ChangeListProps {
  groupName: string
  /** Null without a package in the channel. */
  target: string | null
  /** Of the channel; null for a group without one. */
  channelName: string | null
  activity: UseQueryResult
  marks: readonly EventMark[]
}

const SHOWN = 4

/** What is marked on a chart, in words, the newest first; and which version is the target now. */
export function ChangeList({ groupName, target, channelName, activity, marks }: ChangeListProps) {
  const newestFirst = marks.toReversed()
  const [shown, older] = [newestFirst.slice(0, SHOWN), newestFirst.slice(SHOWN)]
  const label = `Changes of ${groupName} in this window, newest first`
  return (
    <div className={styles['changes']}>
      <p className={styles['target']}>
        {channelName === null ? (
          'No target: the group follows no channel.'
        ) : target === null ? (
          `No target: channel ${channelName} has no package.`
        ) : (
          <>
            Target now: <strong>{target}</strong> (channel {channelName})
          </>
        )}
      </p>
      {activity.data === undefined && activity.error ? (
        <ErrorState
          title="The channel’s changes could not be loaded"
          error={activity.error}
          onRetry={() => void activity.refetch()}
          retrying={activity.isFetching}
        />
      ) : (
        activity.data !== undefined &&
        marks.length === 0 && <p className={styles['none']}>No change of the channel in this window.</p>
      )}
      {shown.length > 0 && <Marks label={label} marks={shown} />}
      {older.length > 0 && (
        <details className={styles['more']}>
          <summary>{plural(older.length, 'older mark')}</summary>
          <Marks label={`Older changes of ${groupName}`} marks={older} />
        </details>
      )}
    </div>
  )
}

function Marks({ label, marks }: { label: string; marks: readonly EventMark[] }) {
  return (
    <ol className={styles['list']} aria-label={label}>
      {marks.map(({ label, changes }) => (
        <li key={label} className={styles['item']}>
          <span className={styles['label']}>{label}</span>
          <span className={styles['words']}>
            {changes.map(({ id, time, words }) => (
              <span key={id}>
                {words}, <time dateTime={new Date(time).toISOString()}>{formatDayAndClock(time)}</time>
              </span>
            ))}
          </span>
        </li>
      ))}
    </ol>
  )
}
