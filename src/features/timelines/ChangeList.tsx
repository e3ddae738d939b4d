import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { EventMark, GroupEvent } from '#src/domain/rollout/group-events.ts'
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
  /** Where the reader learns why the event happened. */
  causeUrl: (event: GroupEvent) => string
}

const MAX_SHOWN = 4

/** The group's current target, and the changes marked on its chart, newest first. */
export function ChangeList(props: ChangeListProps) {
  const { groupName, target, channelName, activity, marks, causeUrl } = props
  const newestFirst = marks.toReversed()
  const [shown, older] = [newestFirst.slice(0, MAX_SHOWN), newestFirst.slice(MAX_SHOWN)]
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
      {shown.length > 0 && <Marks label={label} marks={shown} causeUrl={causeUrl} />}
      {older.length > 0 && (
        <details className={styles['more']}>
          <summary>{plural(older.length, 'older change')}</summary>
          <Marks label={`Older changes of ${groupName}`} marks={older} causeUrl={causeUrl} />
        </details>
      )}
    </div>
  )
}

interface MarksProps extends Pick<ChangeListProps, 'marks' | 'causeUrl'> {
  label: string
}

function Marks({ label, marks, causeUrl }: MarksProps) {
  return (
    <ol className={styles['list']} aria-label={label}>
      {marks.map(({ label, changes }) => (
        <li key={label} className={styles['item']}>
          <span className={styles['label']}>{label}</span>
          <span className={styles['words']}>
            {changes.map((event) => (
              <span key={event.id}>
                <Link to={causeUrl(event)}>{event.words}</Link>,{' '}
                <time dateTime={new Date(event.time).toISOString()}>{formatDayAndClock(event.time)}</time>
              </span>
            ))}
          </span>
        </li>
      ))}
    </ol>
  )
}
