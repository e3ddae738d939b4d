import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { describeAttempt } from '#src/domain/nodes/describe-attempt.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { statusColour } from '#src/domain/nodes/status-colours.ts'
import type { AttemptStep } from '#src/domain/nodes/update-attempts.ts'
import { formatDuration, formatTime } from '#src/lib/format-time.ts'
import { columnsOf } from '#src/ui/data-table-columns.ts'
import { NotedCell } from '#src/ui/NotedCell.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { SegmentBar } from '#src/ui/SegmentBar.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import { useTextOfNow } from '#src/ui/use-now.ts'
import { attemptAnchor } from './attempt-anchor.ts'
import type { AttemptRow } from './attempt-rows.ts'
import styles from './UpdatesPanel.module.css'

const column = columnsOf<AttemptRow>()

export const attemptColumns = column.columns([
  column.display({
    id: 'update',
    header: 'Update',
    meta: { namesRow: true, width: '9rem' },
    cell: ({ row: { original } }) => (
      <NotedCell note={original.attempt.from && `from ${original.attempt.from}`}>
        → {original.to ?? '…'}
        {original.isFloor && <span className={styles['small']}> floor</span>}
      </NotedCell>
    ),
  }),
  column.display({
    id: 'result',
    header: 'Result',
    meta: { narrow: 'line' },
    cell: ({ row: { original } }) => <AttemptResult row={original} />,
  }),
  column.display({
    id: 'phases',
    header: 'Phases',
    meta: {
      width: '6rem',
      tablet: 'hidden',
      explanation: 'On hold, granted, downloading, downloaded and installed, by their lengths',
    },
    cell: ({ row: { original } }) => <PhaseBar row={original} />,
  }),
  ...(['waited', 'download', 'install', 'total'] as const).map((part) =>
    column.display({
      id: part,
      header: { waited: 'Waited', download: 'Download', install: 'Install, reboot', total: 'Total' }[part],
      meta: {
        align: 'end',
        width: part === 'waited' || part === 'total' ? '5.5rem' : '6.5rem',
        explanation: {
          waited: 'On hold',
          download: 'From the grant until all is downloaded; the median is of the group’s present rollout',
          install: 'From there until the node runs the version; the median is of the group’s present rollout',
          total: 'With the wait',
        }[part],
      },
      cell: ({ row: { original } }) => <Length row={original} part={part} />,
    }),
  ),
])

function AttemptResult({ row: { attempt, error } }: { row: AttemptRow }) {
  const { label, tone } = describeAttempt(attempt.ending)
  const time = attempt.until ?? attempt.overdueAt ?? attempt.since
  return (
    <>
      <span id={attemptAnchor(attempt)} tabIndex={-1}>
        <StatusBadge tone={tone}>{label}</StatusBadge>
      </span>{' '}
      <span className={styles['small']} title={formatTime(time)}>
        {attempt.until === null && attempt.overdueAt === null && 'began '}
        <RelativeTime time={time} />
      </span>
      {attempt.overdueAt !== null && (
        <p className={styles['error']}>
          It takes longer than the group’s timeout allows, so the server counts it as timed out. The node may
          still complete it.
        </p>
      )}
      {error && (
        <div className={styles['error']}>
          <p>{error.summary}</p>
          <p>{error.nextStep}</p>
          <p className={styles['small']}>
            {error.name !== null && `${error.name}, `}error {error.code}
            {attempt.errorCode !== String(error.code) && ` (sent as ${attempt.errorCode})`}
            {error.circumstances.length > 0 && `; ${error.circumstances.join('; ')}`}.
          </p>
        </div>
      )}
    </>
  )
}

function PhaseBar({ row: { attempt } }: { row: AttemptRow }) {
  const now = Number(useTextOfNow((time) => String(attempt.until ?? time - (time % 10_000))))
  const segments = attempt.steps.map((step, index) => segmentOf(step, index, now))
  return (
    <SegmentBar label={`Phases of the update to ${attempt.to ?? 'the next version'}`} segments={segments} />
  )
}

function segmentOf({ status, since, until }: AttemptStep, index: number, now: number) {
  const length = Math.max(1, (until ?? now) - since)
  const known = Object.values(INSTANCE_STATUS).find((one) => one === status)
  return {
    key: `${index} ${status}`,
    label: describeNodeStatus(status).label,
    value: length,
    text: formatDuration(length),
    colour: statusColour(known ?? INSTANCE_STATUS.undefined),
  }
}

type Part = 'waited' | 'download' | 'install' | 'total'

function Length({ row, part }: { row: AttemptRow; part: Part }) {
  const { lengths, attempt, medians } = row
  const length = lengths[part]
  if (length === null) {
    const isNow =
      (part === 'waited' && attempt.ending === 'waiting') || (part === 'total' && attempt.until === null)
    return isNow ? <LengthSoFar since={attempt.since} /> : '–'
  }
  const median = part === 'download' || part === 'install' ? medians[part] : null
  return (
    <NotedCell note={median === null ? null : `median ${formatDuration(median)}`}>
      {formatDuration(length)}
    </NotedCell>
  )
}

function LengthSoFar({ since }: { since: number }) {
  return `${useTextOfNow((now) => formatDuration(now - since))} so far`
}
