import { describeStatusChange } from '#src/domain/nodes/describe-status-change.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { formatDuration, formatTime } from '#src/lib/format-time.ts'
import { columnsOf } from '#src/ui/data-table-columns.ts'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import { useTextOfNow } from '#src/ui/use-now.ts'
import type { HistoryRow } from './history-rows.ts'
import styles from './UpdatesPanel.module.css'

const column = columnsOf<HistoryRow>()

export const historyColumns = column.columns([
  column.accessor('since', {
    header: 'Time',
    meta: { width: '14rem' },
    cell: ({ getValue }) => (
      <>
        {formatTime(getValue())}
        <div className={styles['small']}>
          <RelativeTime time={getValue()} />
        </div>
      </>
    ),
  }),
  column.accessor('status', {
    header: 'Status',
    meta: { namesRow: true, width: '9rem' },
    cell: ({ getValue }) => {
      const { label, tone } = describeNodeStatus(getValue())
      return <StatusBadge tone={tone}>{label}</StatusBadge>
    },
  }),
  column.accessor('version', {
    header: 'Update to',
    cell: ({ getValue }) => getValue() ?? '–',
  }),
  column.display({
    id: 'duration',
    header: 'Duration',
    meta: { explanation: 'Time until the next entry' },
    cell: ({ row: { original } }) => <EntryDuration row={original} />,
  }),
  column.display({
    id: 'details',
    header: 'What happened',
    cell: ({ row: { original } }) => <EntryDetails row={original} />,
  }),
])

function EntryDuration({ row: { since, until } }: { row: HistoryRow }) {
  return until === null ? <DurationSoFar since={since} /> : formatDuration(until - since)
}

function DurationSoFar({ since }: { since: number }) {
  return `${useTextOfNow((now) => formatDuration(now - since))} so far`
}

function EntryDetails({ row: { status, error, errorCode } }: { row: HistoryRow }) {
  if (!error) {
    return (
      <div className={styles['details']}>
        <p>{describeStatusChange(status)}</p>
        {errorCode !== null && <p className={styles['small']}>Error code {errorCode}</p>}
      </div>
    )
  }
  return (
    <div className={styles['details']}>
      <p>{error.summary}</p>
      <p>{error.nextStep}</p>
      <p className={styles['small']}>
        {error.name !== null && `${error.name}, `}error {error.code}
        {errorCode !== String(error.code) && ` (sent as ${errorCode})`}
        {error.circumstances.length > 0 && `; ${error.circumstances.join('; ')}`}.
      </p>
    </div>
  )
}
