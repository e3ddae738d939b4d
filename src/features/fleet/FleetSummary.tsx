import { fleetTotals } from './fleet-totals.ts'
import type { FleetRow } from './fleet-row.ts'
import { formatNumber } from '#src/lib/format-number.ts'
import { formatShare } from '#src/lib/format-share.ts'
import { plural } from '#src/lib/plural.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { StatTile, StatTiles } from '#src/ui/StatTile.tsx'

/** Sums over the whole fleet, and what is missing from them. */
export function FleetSummary({ rows }: { rows: readonly FleetRow[] }) {
  const totals = fleetTotals(rows)
  const { nodes, nodesWithTarget, atTarget, groups, groupsCounted, missing, awaited } = totals
  const known = groupsCounted > 0
  const count = (value: number) => (known ? formatNumber(value) : '–')
  const ofNodes = (value: number) =>
    known && nodes > 0 ? `${formatShare(value, nodes)} of nodes` : undefined
  return (
    <>
      <StatTiles label="Totals of the fleet">
        <StatTile
          label="Nodes"
          value={count(nodes)}
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
        <StatTile label="In progress" value={count(totals.inProgress)} note={ofNodes(totals.inProgress)} />
        <StatTile label="On hold" value={count(totals.onHold)} note={ofNodes(totals.onHold)} />
        <StatTile label="Errors" value={count(totals.errors)} note={ofNodes(totals.errors)} />
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
}

// Nobody tells whether a node of one application is also one of another.
const nodesWindow = ({ applications }: ReturnType<typeof fleetTotals>) =>
  applications > 1 ? 'seen in the last day, by application' : 'seen in the last day'

function stoppedGroups({ paused, held, off }: ReturnType<typeof fleetTotals>): string {
  const parts = [
    held > 0 && `${held} held by safe mode`,
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
