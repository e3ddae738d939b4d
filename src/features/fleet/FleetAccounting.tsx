import { useQuery } from '@tanstack/react-query'
import { memo } from 'react'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import type { NumbersSource } from '#src/api/use-fleet-stats.ts'
import { type FleetTotals, fleetTotals } from './fleet-totals.ts'
import type { FleetRow } from './fleet-row.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import styles from './FleetTable.module.css'

/** Where the numbers come from, and what they are the sums of. */
export const FleetAccounting = memo(
  ({ rows, source }: { rows: readonly FleetRow[]; source: NumbersSource }) => {
    const { data: status } = useQuery(platteStatusQuery())
    const totals = fleetTotals(rows)
    if (totals.groupsCounted === 0) return null
    return (
      <details className={styles['adds']}>
        <summary>How these numbers add up</summary>
        <p>{sourceInWords(source, status?.update_server ?? 'the update server')}</p>
        <p>{sumInWords(totals)}</p>
        <p>
          {totals.silent > 0
            ? `Not among them are ${plural(totals.silent, 'silent node')}: seen in the last 30 days and not in the last one. Both together are the ${plural(totals.lastDay.total + totals.silent, 'node')} of 30 days.`
            : 'No node is silent: all that were seen in the last 30 days were seen in the last one.'}{' '}
          The server counts no machine id of the form {'{8-4-4-4-12}'} anywhere. A node counts once for each
          application that it runs.
        </p>
      </details>
    )
  },
)

function sourceInWords(source: NumbersSource, server: string): string {
  if (source === 'counted') return 'Counted by this server in its own database each time that the page asks.'
  if (source === 'gathered')
    return `Gathered from ${server}, group by group, at most every half minute; a group’s numbers can be a little older than another’s.`
  return 'Asked of the update server, group by group; a group’s numbers can be a little older than another’s.'
}

/** Every status and what is in none: they are the total. */
function sumInWords({ lastDay, inProgress, withoutStatus, groupsCounted }: FleetTotals): string {
  const parts: [number, string][] = [
    [lastDay.complete, 'complete'],
    [inProgress, 'in progress'],
    [lastDay.onhold, 'on hold'],
    [lastDay.error, 'with an error'],
    [lastDay.undefined, 'that reported nothing'],
    [withoutStatus, 'with no stored status, which no count of the server includes'],
  ]
  const sum = parts.filter(([nodes]) => nodes > 0).map(([nodes, what]) => `${formatNumber(nodes)} ${what}`)
  const total = `${plural(lastDay.total, 'node')} of ${plural(groupsCounted, 'group')} seen in the last day`
  return sum.length === 0 ? `${total}.` : `${total} = ${sum.join(' + ')}.`
}
