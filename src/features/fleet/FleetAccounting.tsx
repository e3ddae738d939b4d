import { useQuery } from '@tanstack/react-query'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import type { FleetStatsSource } from '#src/api/use-fleet-stats.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import type { FleetRow } from './fleet-row.ts'
import styles from './FleetTable.module.css'
import { type FleetTotals, fleetTotals } from './fleet-totals.ts'

interface FleetAccountingProps {
  rows: readonly FleetRow[]
  source: FleetStatsSource
}

/** Where the fleet's numbers come from, and how their parts add up to the totals. */
export function FleetAccounting({ rows, source }: FleetAccountingProps) {
  const { data: status } = useQuery(platteStatusQuery())
  const totals = fleetTotals(rows)
  if (totals.groupsKnown === 0) return null
  return (
    <details className={styles['accounting']}>
      <summary>Counts cover nodes seen in the last 24 hours. How these numbers add up</summary>
      <p>{describeSource(source, status?.update_server ?? 'the update server')}</p>
      <p>{describeSum(totals)}</p>
      <p>
        {describeSilent(totals)} Machine ids of the form {'{8-4-4-4-12}'} are never counted. A node counts
        once for each application that it runs.
      </p>
    </details>
  )
}

function describeSource(source: FleetStatsSource, server: string): string {
  if (source === 'counted') return 'Counted by this server in its own database at each refresh.'
  if (source === 'gathered')
    return `Gathered from ${server}, group by group, at most every 30 seconds; the ages of two groups’ numbers can differ a little.`
  return 'Read from the update server, group by group; the ages of two groups’ numbers can differ a little.'
}

/** The nodes of each status, and those without one: together they are the total. */
function describeSum({ lastDay, inProgress, withoutStatus, groupsKnown }: FleetTotals): string {
  const parts: [number, string][] = [
    [lastDay.complete, 'complete'],
    [inProgress, 'in progress'],
    [lastDay.onhold, 'on hold'],
    [lastDay.error, 'with an error'],
    [lastDay.undefined, 'without a report'],
    [withoutStatus, 'without a stored status, which the server counts only in the total'],
  ]
  const sum = parts.filter(([nodes]) => nodes > 0).map(([nodes, what]) => `${formatNumber(nodes)} ${what}`)
  const total = `${plural(lastDay.total, 'node')} of ${plural(groupsKnown, 'group')} seen in the last 24 hours`
  return sum.length === 0 ? `${total}.` : `${total} = ${sum.join(' + ')}.`
}

function describeSilent({ lastDay, silent }: FleetTotals): string {
  if (silent === 0) return 'Every node seen in the last 30 days was seen in the last 24 hours.'
  return `Not included: ${plural(silent, 'silent node')}, seen in the last 30 days but not in the last 24 hours. With them, there are ${plural(lastDay.total + silent, 'node')} in 30 days.`
}
