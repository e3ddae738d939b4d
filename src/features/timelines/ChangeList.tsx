import type { UseQueryResult } from '@tanstack/react-query'
import type { EventMark } from '#src/domain/rollout/group-events.ts'
import { plural } from '#src/lib/format-number.ts'
import { formatDayAndClock } from '#src/lib/format-time.ts'
import { QueryError } from '#src/ui/QueryError.tsx'
import styles from './ChangeList.module.css'

interface ChangeListProps {
  groupName: string
  /** Null without a package in the channel. */
  target: string | null
  /** Null for a group without a channel. */
  channelName: string | null
  activity: UseQueryResult
  marks: readonly EventMark[]
}

const MOST_SHOWN = 4

/** The group's current target, and the changes marked on its chart, newest first. */
export function ChangeList({ groupName, target, channelName, activity, marks }: ChangeListProps) {
  const newestFirst = marks.toReversed()
  const [shown, older] = [newestFirst.slice(0, MOST_SHOWN), newestFirst.slice(MOST_SHOWN)]
  const label = `Changes of ${groupName} in this time range, newest first`
  return (
    <div className={styles['changes']}>
      <p className={styles['target']}>
        {channelName === null ? (
          'No target: the group follows no channel.'
        ) : target === null ? (
          <>
            No target: channel <bdi>{channelName}</bdi> has no package.
          </>
        ) : (
          <>
            Current target: <strong>{target}</strong> (channel <bdi>{channelName}</bdi>)
          </>
        )}
      </p>
      {activity.data === undefined && activity.error ? (
        <QueryError title="Failed to load the channel’s changes" query={activity} />
      ) : (
        activity.data !== undefined &&
        marks.length === 0 && <p className={styles['none']}>No channel changes in this time range.</p>
      )}
      {shown.length > 0 && <Marks label={label} marks={shown} />}
      {older.length > 0 && (
        <details className={styles['more']}>
          <summary>{plural(older.length, 'older change')}</summary>
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
