import { memo, type ReactNode } from 'react'
import { Link } from 'react-router'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { formatNumber, formatShare, plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { NameList } from '#src/ui/NameList.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { StatTile, StatTiles } from '#src/ui/StatTile.tsx'
import type { FleetRow } from './fleet-row.ts'
import styles from './FleetTable.module.css'
import { type FleetTotals, fleetTotals } from './fleet-totals.ts'

/** Totals of the whole fleet, and the groups that they leave out. */
export const FleetSummary = memo(({ rows }: { rows: readonly FleetRow[] }) => {
  const totals = fleetTotals(rows)
  const { failedGroups } = totals
  return (
    <>
      <StatTiles label="Fleet totals">
        <NodeTiles totals={totals} />
        <StatusTiles totals={totals} />
        <GroupsTile totals={totals} />
      </StatTiles>
      {failedGroups.length > 0 && (
        <Notice tone="waiting">
          These totals leave out {plural(failedGroups.length, 'group')} that failed to load:{' '}
          <NameList names={failedGroups} />.
        </Notice>
      )}
    </>
  )
})

interface TilesProps {
  totals: FleetTotals
}

function NodeTiles({ totals }: TilesProps) {
  const { lastDay, nodesWithTarget, atTarget, groups, groupsKnown, pending, applications } = totals
  const seen = applications > 1 ? 'seen in the last 24 hours, per application' : 'seen in the last 24 hours'
  const scope = totals.groupsWithoutTarget > 0 ? ' in groups with a package' : ''
  return (
    <>
      <StatTile
        label="Nodes"
        value={<Total totals={totals} value={lastDay.total} />}
        note={pending > 0 ? `in ${groupsKnown} of ${plural(groups, 'group')} so far` : seen}
      />
      <StatTile
        label="On target or newer"
        value={formatShare(atTarget, nodesWithTarget)}
        note={nodesWithTarget > 0 && `${formatNumber(atTarget)} of ${formatNumber(nodesWithTarget)}${scope}`}
      />
      <StatTile
        label="Versions in use"
        value={<Total totals={totals} value={totals.versions} to={routes.versions.url()} />}
        note={groupsKnown > 0 && 'on nodes seen in the last 24 hours'}
      />
    </>
  )
}

function StatusTiles({ totals }: TilesProps) {
  const { lastDay, inProgress, silent, groupsKnown } = totals
  const share = (value: number) =>
    lastDay.total > 0 ? `${formatShare(value, lastDay.total)} of nodes` : undefined
  return (
    <>
      <StatTile
        label="In progress"
        value={<Total totals={totals} value={inProgress} />}
        note={share(inProgress)}
      />
      <StatTile
        label="On hold"
        value={<Total totals={totals} value={lastDay.onhold} />}
        note={share(lastDay.onhold)}
      />
      <StatTile
        label="Errors"
        value={<Total totals={totals} value={lastDay.error} to={routes.nodes.url(FAILED_NODES)} />}
        note={share(lastDay.error)}
      />
      <StatTile
        label="Silent"
        value={<Total totals={totals} value={silent} to={routes.nodes.url(SILENT_NODES)} />}
        note={groupsKnown > 0 && 'for more than a day, but seen in 30 days'}
      />
    </>
  )
}

const FAILED_NODES = nodeFilterParams({ statuses: ['error'], newer: '1d' })
const SILENT_NODES = nodeFilterParams({ older: '1d' })

/** "–" while no group is known. A number above zero is a link to what it counts, where `to` is set. */
function Total({ totals, value, to }: TilesProps & { value: number; to?: string }): ReactNode {
  if (totals.groupsKnown === 0) return '–'
  if (to === undefined || value === 0) return formatNumber(value)
  return (
    <Link to={to} className={styles['link']}>
      {formatNumber(value)}
    </Link>
  )
}

function GroupsTile({ totals: { groups, held, frozen, paused, off } }: TilesProps) {
  const stopped = [
    held > 0 && `${formatNumber(held)} held by safe mode`,
    frozen > 0 && `${formatNumber(frozen)} frozen`,
    paused > 0 && `${formatNumber(paused)} paused`,
    off > 0 && `${formatNumber(off)} with updates off`,
  ].filter(Boolean)
  return (
    <StatTile
      label="Groups"
      value={groups > 0 ? formatNumber(groups) : '–'}
      note={groups > 0 && (stopped.length === 0 ? 'none paused or held' : stopped.join(', '))}
    />
  )
}
