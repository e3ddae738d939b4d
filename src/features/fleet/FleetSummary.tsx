import { memo } from 'react'
import { Link } from 'react-router'
import { IN_PROGRESS_NAMES, type StatusName } from '#contract/instance-status.ts'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { formatNumber, formatShare, plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { NameList } from '#src/ui/NameList.tsx'
import type { FleetRow } from './fleet-row.ts'
import styles from './FleetSummary.module.css'
import { type FleetTotals, fleetTotals, targetNote } from './fleet-totals.ts'

/** Totals of the whole fleet, each of which leads to what it counts, and the groups that they leave out. */
export const FleetSummary = memo(({ rows }: { rows: readonly FleetRow[] }) => {
  const totals = fleetTotals(rows)
  const { failedGroups, groupsKnown } = totals
  return (
    <>
      <dl className={styles['totals']} aria-label="Fleet totals">
        {totalsOf(totals).map(({ label, value, note, explanation, tone, to }) => (
          <div key={label} className={styles['total']} data-tone={tone} title={explanation}>
            <dt>{label}</dt>
            <dd>
              {groupsKnown === 0 ? (
                '–'
              ) : (
                <Link
                  to={to}
                  className={styles['link']}
                  aria-label={`${value} ${label.toLowerCase()}${note ? `, ${note}` : ''}`}
                >
                  {value}
                </Link>
              )}
            </dd>
            {note && <dd className={styles['note']}>{note}</dd>}
          </div>
        ))}
      </dl>
      {failedGroups.length > 0 && groupsKnown > 0 && (
        <p className={styles['missing']}>
          Without {plural(failedGroups.length, 'group')} that failed to load:{' '}
          <NameList names={failedGroups} />.
        </p>
      )}
    </>
  )
})

interface Total {
  label: string
  value: string
  /** What it counts; the tooltip. */
  explanation: string
  /** Below the value: what it is a share of, where that is not all nodes. */
  note?: string | undefined
  tone?: 'bad' | 'waiting'
  to: string
}

function totalsOf(totals: FleetTotals): Total[] {
  const { lastDay, atTarget, nodesWithTarget, inProgress, silent, versions, applications } = totals
  const seen = 'seen in the last 24 hours'
  const ofNodes = (nodes: number) => `${formatShare(nodes, lastDay.total)} of the nodes ${seen}`
  return [
    {
      label: 'Nodes',
      value: formatNumber(lastDay.total),
      explanation: applications > 1 ? `Nodes ${seen}, per application` : `Nodes ${seen}`,
      to: seenNodes(),
    },
    {
      label: 'On target',
      value: formatShare(atTarget, nodesWithTarget),
      note: targetNote(totals),
      explanation: `${formatNumber(atTarget)} of ${plural(nodesWithTarget, 'node')} in groups with a package run the target or newer`,
      to: routes.versions.url(),
    },
    {
      label: 'Versions in use',
      value: formatNumber(versions),
      explanation: `Versions of the nodes ${seen}`,
      to: routes.versions.url(),
    },
    {
      label: 'In progress',
      value: formatNumber(inProgress),
      explanation: ofNodes(inProgress),
      to: seenNodes(...IN_PROGRESS_NAMES),
    },
    {
      label: 'On hold',
      value: formatNumber(lastDay.onhold),
      explanation: ofNodes(lastDay.onhold),
      to: seenNodes('onHold'),
    },
    {
      label: 'Errors',
      value: formatNumber(lastDay.error),
      explanation: ofNodes(lastDay.error),
      ...(lastDay.error > 0 && { tone: 'bad' as const }),
      to: seenNodes('error'),
    },
    {
      label: 'Silent',
      value: formatNumber(silent),
      explanation: 'Nodes seen in the last 30 days, but not in the last 24 hours',
      ...(silent > 0 && { tone: 'waiting' as const }),
      to: routes.nodes.url(nodeFilterParams({ older: '1d' })),
    },
  ]
}

const seenNodes = (...statuses: StatusName[]) => routes.nodes.url(nodeFilterParams({ statuses, newer: '1d' }))
