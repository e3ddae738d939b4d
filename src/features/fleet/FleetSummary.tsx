import { memo } from 'react'
import { Link } from 'react-router'
import { nodeFilterParams } from '#src/domain/nodes/node-filter.ts'
import { type FleetTotals, fleetTotals } from './fleet-totals.ts'
import type { FleetRow } from './fleet-row.ts'
import { formatNumber, formatShare, plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { StatTile, StatTiles } from '#src/ui/StatTile.tsx'
import styles from './FleetTable.module.css'

/** Sums over the whole fleet, and what is missing from them. */
export const FleetSummary = memo(({ rows }: { rows: readonly FleetRow[] }) => {
  const totals = fleetTotals(rows)
  const { lastDay, nodesWithTarget, atTarget, groups, groupsCounted, missing, awaited } = totals
  const known = groupsCounted > 0
  const count = (value: number) => (known ? formatNumber(value) : '–')
  const ofNodes = (value: number) =>
    known && lastDay.total > 0 ? `${formatShare(value, lastDay.total)} of nodes` : undefined
  return (
    <>
      <StatTiles label="Totals of the fleet">
        <StatTile
          label="Nodes"
          value={count(lastDay.total)}
          note={
            awaited > 0 ? `in ${groupsCounted} of ${plural(groups, 'group')} so far` : nodesWindow(totals)
          }
        />
        <StatTile
          label="On target or newer"
          value={formatShare(atTarget, nodesWithTarget)}
          note={
            nodesWithTarget > 0 &&
            `${formatNumber(atTarget)} of ${formatNumber(nodesWithTarget)}${
              totals.groupsWithoutTarget > 0 ? ' in groups with a package' : ''
            }`
          }
        />
        <StatTile
          label="Versions in use"
          value={
            totals.versions > 0 ? (
              <Link to={routes.versions.url()} className={styles['link']}>
                {formatNumber(totals.versions)}
              </Link>
            ) : (
              count(0)
            )
          }
          note={known && 'run by nodes seen in the last day'}
        />
        <StatTile label="In progress" value={count(totals.inProgress)} note={ofNodes(totals.inProgress)} />
        <StatTile label="On hold" value={count(lastDay.onhold)} note={ofNodes(lastDay.onhold)} />
        <StatTile
          label="Errors"
          value={
            lastDay.error > 0 ? (
              <Link to={routes.nodes.url(ERRORS)} className={styles['link']}>
                {formatNumber(lastDay.error)}
              </Link>
            ) : (
              count(0)
            )
          }
          note={ofNodes(lastDay.error)}
        />
        <StatTile
          label="Silent"
          value={
            totals.silent > 0 ? (
              <Link to={routes.nodes.url(SILENT)} className={styles['link']}>
                {formatNumber(totals.silent)}
              </Link>
            ) : (
              count(0)
            )
          }
          note={known && 'for over a day, seen in 30 days'}
        />
        <StatTile
          label="Groups"
          value={groups > 0 ? formatNumber(groups) : '–'}
          note={groups > 0 && stoppedGroups(totals)}
        />
      </StatTiles>
      {missing.length > 0 && (
        <Notice tone="waiting">
          Missing from these sums is what could not be read of {plural(missing.length, 'group')}:{' '}
          {shortList(missing)}.
        </Notice>
      )}
    </>
  )
})

const ERRORS = nodeFilterParams({ statuses: ['error'], newer: '1d' })
const SILENT = nodeFilterParams({ older: '1d' })

// Nobody tells whether a node of one application is also one of another.
const nodesWindow = ({ applications }: FleetTotals) =>
  applications > 1 ? 'seen in the last day, by application' : 'seen in the last day'

function stoppedGroups({ paused, frozen, held, off }: FleetTotals): string {
  const parts = [
    held > 0 && `${held} held by safe mode`,
    frozen > 0 && `${frozen} frozen`,
    paused > 0 && `${paused} paused`,
    off > 0 && `${off} with updates off`,
  ].filter(Boolean)
  return parts.length === 0 ? 'none paused or held' : parts.join(', ')
}

const MOST_NAMES = 5

function shortList(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES
  return rest > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${rest} more` : names.join(', ')
}
