import type { Fleet } from './use-fleet.ts'
import { fleetTotals } from './fleet-totals.ts'
import type { FleetRow } from './fleet-row.ts'
import { StaleDataWarning } from './StaleDataWarning.tsx'
import { WallGroups } from './WallGroups.tsx'
import { formatNumber, formatShare, plural } from '#src/lib/format-number.ts'
import styles from './Wallboard.module.css'

interface WallboardProps {
  fleet: Fleet
}

/** The fleet for a screen on the wall: large, without controls, and loud when its numbers are old. */
export function Wallboard({ fleet: { rows, applications, oldestAnswer } }: WallboardProps) {
  const failure = applications.error ?? null
  return (
    <>
      <StaleDataWarning readAt={oldestAnswer} message={failure?.message ?? failureOf(rows)} />
      <WallTotals rows={rows} />
      {applications.data && <WallGroups rows={rows} />}
    </>
  )
}

const failureOf = (rows: readonly FleetRow[]) => rows.find(({ failure }) => failure)?.failure?.message ?? null

function WallTotals({ rows }: { rows: readonly FleetRow[] }) {
  const totals = fleetTotals(rows)
  const { lastDay, atTarget, nodesWithTarget, groupsCounted, awaited, missing } = totals
  const count = (value: number) => (groupsCounted > 0 ? formatNumber(value) : '–')
  const numbers: { label: string; value: string; tone?: 'bad' | 'waiting' }[] = [
    { label: 'nodes', value: count(lastDay.total) },
    { label: 'on target or newer', value: formatShare(atTarget, nodesWithTarget) },
    { label: 'in progress', value: count(totals.inProgress) },
    { label: 'on hold', value: count(lastDay.onhold) },
    { label: 'errors', value: count(lastDay.error), ...(lastDay.error > 0 && { tone: 'bad' }) },
    { label: 'silent', value: count(totals.silent), ...(totals.silent > 0 && { tone: 'waiting' }) },
  ]
  const unread = awaited + missing.length
  return (
    <>
      <dl className={styles['totals']} aria-label="Totals of the fleet">
        {numbers.map(({ label, value, tone }) => (
          <div key={label} className={styles['total']} data-tone={tone}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles['window']}>
        Nodes seen in the last day; silent: seen in 30 days, and not in the last one.
        {unread > 0 && ` Without ${plural(unread, 'group')} whose numbers are not known.`}
      </p>
    </>
  )
}
