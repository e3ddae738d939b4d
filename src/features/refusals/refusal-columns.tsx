import type { RefusedCheckIn } from '#contract/refused-check-in.ts'
import { describeRefusal } from '#src/domain/nodes/describe-refusal.ts'
import { UPDATE_CONF } from '#src/domain/nodes/update-conf.ts'
import { formatNumber } from '#src/lib/format-number.ts'
import { columnsOf } from '#src/ui/data-table-columns.ts'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import styles from './RefusedCheckIns.module.css'

const column = columnsOf<RefusedCheckIn>()

export const refusalColumns = column.columns([
  column.display({
    id: 'machine',
    header: 'Machine',
    meta: { namesRow: true, width: '14rem' },
    cell: ({ row: { original } }) => (
      <>
        {original.address}
        <div className={styles['small']}>
          <bdi>{original.alias || original.instance_id || 'no ID'}</bdi>
        </div>
      </>
    ),
  }),
  column.display({
    id: 'cause',
    header: 'Likely cause',
    meta: { narrow: 'line' },
    cell: ({ row: { original } }) => <Cause refused={original} />,
  }),
  column.display({
    id: 'sent',
    header: 'Sent',
    meta: { narrow: 'line', width: '18rem' },
    cell: ({ row: { original } }) => <Sent refused={original} />,
  }),
  column.display({
    id: 'last',
    header: 'Last refused',
    meta: { width: '8rem' },
    cell: ({ row: { original } }) => <RelativeTime time={original.last_ts} />,
  }),
  column.accessor('times', {
    header: 'Times',
    meta: { align: 'end', width: '5rem' },
    cell: ({ getValue }) => formatNumber(getValue()),
  }),
])

function Cause({ refused }: { refused: RefusedCheckIn }) {
  const { cause, nextStep, line } = describeRefusal(refused)
  return (
    <div className={styles['text']}>
      <p>
        <bdi>{cause}</bdi>
      </p>
      <p>{nextStep}</p>
      {line !== null && (
        <p className={styles['small']}>
          {UPDATE_CONF}: <code>{line}</code>
        </p>
      )}
    </div>
  )
}

function Sent({ refused }: { refused: RefusedCheckIn }) {
  const { sent, application, track, board, version } = refused
  if (sent !== '') return <code className={styles['sent']}>{sent}</code>
  const facts = [
    ['Application', application],
    ['Track', track],
    ['Board', board],
    ['Version', version],
  ] as const
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === '' ? <span className={styles['small']}>none</span> : <bdi>{value}</bdi>}</dd>
        </div>
      ))}
    </dl>
  )
}
