import { useState } from 'react'
import { Link } from 'react-router'
import type { FleetVersion, VersionPart } from '#src/domain/versions/fleet-versions.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { describeRelation } from '#src/domain/versions/version-shares.ts'
import { formatNumber, formatShare, plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { columnsOf } from '#src/ui/data-table-columns.ts'
import { Swatch } from '#src/ui/Swatch.tsx'
import styles from './Versions.module.css'

/** A row of a section's table. */
export interface VersionRow extends FleetVersion {
  colour: string
  /** All nodes of the section. */
  sectionNodes: number
  /** Selects exactly the nodes of this row. */
  filter: Partial<NodeFilter>
}

const column = columnsOf<VersionRow>()

/** Versions, newest first, with counts that link to their nodes. */
export const versionColumns = column.columns([
  column.accessor('version', {
    header: 'Version',
    meta: { namesRow: true },
    cell: ({ row }) => (
      <span className={styles['version']}>
        <Swatch colour={row.original.colour} /> {row.original.version}
      </span>
    ),
  }),
  column.display({
    id: 'distance',
    header: 'Compared with target',
    meta: { narrow: 'line', explanation: 'Compared with each group’s own target' },
    cell: ({ row }) => describeDistance(row.original.parts),
  }),
  column.accessor('nodes', {
    header: 'Nodes',
    meta: { align: 'end', explanation: 'Seen in the last 24 hours' },
    cell: ({ row: { original } }) =>
      original.nodes === 0 ? (
        '0'
      ) : (
        <Link
          className={styles['count']}
          to={routes.nodes.url(nodeFilterParams(original.filter))}
          aria-label={`${formatNumber(original.nodes)} with ${original.version}, list them`}
        >
          {formatNumber(original.nodes)}
        </Link>
      ),
  }),
  column.display({
    id: 'share',
    header: 'Share',
    meta: { align: 'end' },
    cell: ({ row }) => (
      <span className={styles['share']}>{formatShare(row.original.nodes, row.original.sectionNodes)}</span>
    ),
  }),
  column.display({
    id: 'groups',
    header: 'Groups',
    meta: { narrow: 'line' },
    cell: ({ row }) => <Groups row={row.original} />,
  }),
])

/** "a major version behind", with counts where the groups have different targets. */
function describeDistance(parts: readonly VersionPart[]): string {
  const nodes = new Map<string, number>()
  for (const part of parts) {
    const relation = describeRelation(part.relation) || 'no target'
    nodes.set(relation, (nodes.get(relation) ?? 0) + part.nodes)
  }
  const [only, ...others] = nodes
  if (!only) return 'target, not on any node yet'
  if (others.length === 0) return only[0]
  return [...nodes].map(([relation, count]) => `${relation} for ${formatNumber(count)}`).join(', ')
}

const MAX_SHOWN = 4

function Groups({ row }: { row: VersionRow }) {
  const [shown, more] = [row.parts.slice(0, MAX_SHOWN), row.parts.slice(MAX_SHOWN)]
  if (shown.length === 0) return '–'
  return (
    <>
      <GroupList version={row.version} parts={shown} />
      {more.length > 0 && <MoreParts version={row.version} parts={more} />}
    </>
  )
}

// Rendered only when open: forty versions in 300 groups have thousands of links.
function MoreParts({ version, parts }: { version: string; parts: readonly VersionPart[] }) {
  const [open, setOpen] = useState(false)
  return (
    <details className={styles['more']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>and {plural(parts.length, 'more group')}</summary>
      {open && <GroupList version={version} parts={parts} />}
    </details>
  )
}

const GroupList = ({ version, parts }: { version: string; parts: readonly VersionPart[] }) => (
  <ul className={styles['parts']}>
    {parts.map(({ group, nodes }) => {
      const filter = { groups: [group.id], versions: [version], newer: '1d' }
      return (
        <li key={group.id}>
          <Link to={routes.group.url({ applicationId: group.application_id, groupId: group.id })}>
            <bdi>{group.name}</bdi>
          </Link>{' '}
          <Link
            to={routes.nodes.url(nodeFilterParams(filter))}
            aria-label={`${plural(nodes, 'node')} of ${group.name} with ${version}, list them`}
          >
            {formatNumber(nodes)}
          </Link>
        </li>
      )
    })}
  </ul>
)
