import { formatNumber, formatShare, plural } from '#src/lib/format-number.ts'
import type { FleetRow } from './fleet-row.ts'
import { fleetTotals, targetNote } from './fleet-totals.ts'
import { NothingRead, StaleDataWarning } from './StaleDataWarning.tsx'
import type { Fleet } from './use-fleet.ts'
import styles from './Wallboard.module.css'
import { WallGroups } from './WallGroups.tsx'

interface WallboardProps {
  fleet: Fleet
}

/** The fleet for a screen on the wall: large, without controls, and with a warning when its numbers are stale. */
export function Wallboard({ fleet: { rows, applications, oldestReadAt } }: WallboardProps) {
  const message = applications.failureReason?.message ?? failureMessage(rows)
  // An empty list of groups is an answer; before it there is nothing to show numbers of.
  if (!applications.data) return <NothingRead message={message} />
  return (
    <>
      {oldestReadAt === 0 && message !== null ? (
        <NothingRead message={message} />
      ) : (
        <>
          <StaleDataWarning readAt={oldestReadAt} message={message} />
          <WallTotals rows={rows} />
        </>
      )}
      <WallGroups rows={rows} oldestReadAt={oldestReadAt} />
    </>
  )
}

const failureMessage = (rows: readonly FleetRow[]) =>
  rows.find(({ failure }) => failure)?.failure?.message ?? null

function WallTotals({ rows }: { rows: readonly FleetRow[] }) {
  const totals = fleetTotals(rows)
  const { lastDay, atTarget, nodesWithTarget, groupsKnown, pending, failedGroups } = totals
  const note = targetNote(totals)
  const count = (value: number) => (groupsKnown > 0 ? formatNumber(value) : '–')
  const numbers: { label: string; value: string; tone?: 'bad' | 'waiting' }[] = [
    { label: lastDay.total === 1 ? 'node' : 'nodes', value: count(lastDay.total) },
    {
      label: note === undefined ? 'on target or newer' : `on target or newer, ${note}`,
      value: formatShare(atTarget, nodesWithTarget),
    },
    { label: 'in progress', value: count(totals.inProgress) },
    { label: 'on hold', value: count(lastDay.onhold) },
    {
      label: lastDay.error === 1 ? 'error' : 'errors',
      value: count(lastDay.error),
      ...(lastDay.error > 0 && { tone: 'bad' }),
    },
    { label: 'silent', value: count(totals.silent), ...(totals.silent > 0 && { tone: 'waiting' }) },
  ]
  const unread = pending + failedGroups.length
  return (
    <>
      <dl className={styles['totals']} aria-label="Fleet totals">
        {numbers.map(({ label, value, tone }) => (
          <div key={label} className={styles['total']} data-tone={tone}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles['window']}>
        Nodes seen in the last 24 hours; silent nodes were seen in the last 30 days, but not in the last 24
        hours.
        {unread > 0 && ` Without ${plural(unread, 'group')} whose numbers are not known.`}
      </p>
    </>
  )
}
