import { useQuery } from '@tanstack/react-query'
import type { RefusedCheckIn } from '#contract/refused-check-in.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { findApplication } from '#src/domain/catalogue/find-application.ts'
import { describeRefusal, refusedMachine } from '#src/domain/nodes/describe-refusal.ts'
import { UPDATE_CONF } from '#src/domain/nodes/update-conf.ts'
import { formatNumber } from '#src/lib/format-number.ts'
import { Fact, Facts } from '#src/ui/Facts.tsx'
import { columnsOf } from '#src/ui/data-table-columns.ts'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import styles from './RefusedCheckIns.module.css'

const column = columnsOf<RefusedCheckIn>()

export const refusalColumns = column.columns([
  column.display({
    id: 'machine',
    header: 'Machine',
    meta: { namesRow: true, width: '14rem' },
    cell: ({ row: { original } }) => <Machine refused={original} />,
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

function Machine({ refused }: { refused: RefusedCheckIn }) {
  const { id, alias } = refusedMachine(refused)
  return (
    <>
      {refused.address}
      {alias !== '' && (
        <div className={styles['small']}>
          <bdi>{alias}</bdi>
        </div>
      )}
      <div className={styles['small']}>
        {id === '' ? (
          'no ID'
        ) : (
          <>
            ID <bdi>{id}</bdi>
          </>
        )}
      </div>
    </>
  )
}

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
    ['Track', track],
    ['Board', board],
    ['Version', version],
  ] as const
  return (
    <Facts layout="two-columns">
      <SentApplication sent={application} />
      {facts.map(([name, value]) => (
        <Fact key={name} name={name}>
          <Value>{value}</Value>
        </Fact>
      ))}
    </Facts>
  )
}

/** By its name, where the server has it, and the id below. */
function SentApplication({ sent }: { sent: string }) {
  const { data: applications } = useQuery(applicationsQuery())
  const known = findApplication(applications, sent.replaceAll(/^\{|\}$/g, ''))
  return (
    <Fact name="Application">
      <Value>{known?.name ?? sent}</Value>
      {known && (
        <div className={styles['small']}>
          <bdi>{sent}</bdi>
        </div>
      )}
    </Fact>
  )
}

const Value = ({ children }: { children: string }) =>
  children === '' ? <span className={styles['small']}>none</span> : <bdi>{children}</bdi>
