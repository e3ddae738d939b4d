import { VisuallyHidden } from '@mantine/core'
import { Link } from 'react-router'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { versionSegments } from '#src/domain/versions/version-segments.ts'
import { formatNumber, formatShare, plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { SegmentBar } from '#src/ui/SegmentBar.tsx'
import type { FleetRow } from './fleet-row.ts'
import styles from './FleetTable.module.css'

/** The group, and below it the application, which leads to its channels and promotions. */
export function GroupName({ row: { application, group }, compact }: { row: FleetRow; compact: boolean }) {
  return (
    <div className={styles['names']} data-compact={compact || undefined}>
      <Link
        to={routes.group.url({ applicationId: application.id, groupId: group.id })}
        className={styles['group']}
        title={group.name}
      >
        <bdi>{group.name}</bdi>
      </Link>
      <VisuallyHidden> of </VisuallyHidden>
      <Link
        to={routes.channels.url({ applicationId: application.id })}
        className={styles['application']}
        title={`Channels of ${application.name}`}
      >
        <bdi>{application.name}</bdi>
      </Link>
    </div>
  )
}

/** "…" while the number loads, "–" when it could not be read. */
function Unknown({ row }: { row: FleetRow }) {
  return <span className={styles['quiet']}>{row.failure ? '–' : '…'}</span>
}

interface CountProps {
  row: FleetRow
  value: number | undefined
  /** What is counted: one of it, and many. */
  nouns: readonly [one: string, many: string]
  /** Which of the group's nodes it counts. */
  filter: Partial<NodeFilter>
  /** Whether a count above zero is bad. */
  isBad?: boolean
}

/** A number of the group's nodes, which leads to them. */
export function Count({ row, value, nouns, filter, isBad = false }: CountProps) {
  const { application, group } = row
  if (value === undefined) return <Unknown row={row} />
  if (value === 0) return <span className={styles['quiet']}>0</span>
  const ofGroup = { applications: [application.id], groups: [group.id], ...filter }
  return (
    <Link
      to={routes.nodes.url(nodeFilterParams(ofGroup))}
      className={isBad ? styles['bad'] : styles['count']}
      data-tone={isBad ? 'bad' : undefined}
      aria-label={`${plural(value, ...nouns)} of ${group.name}`}
    >
      {formatNumber(value)}
    </Link>
  )
}

export function Channel({ row: { group, target }, compact }: { row: FleetRow; compact: boolean }) {
  const { channel } = group
  if (!channel) return <span className={styles['quiet']}>no channel</span>
  const name = (
    <>
      <bdi>{channel.name}</bdi> <span className={styles['quiet']}>{archName(channel.arch)}</span>
    </>
  )
  if (compact) {
    return (
      <span className={styles['line']}>
        {name} <span title={target ?? undefined}>{target ?? 'no package'}</span>
      </span>
    )
  }
  return (
    <>
      <span className={styles['line']}>{name}</span>
      <div className={styles['target']} title={target ?? undefined}>
        {target ?? 'no package'}
      </div>
    </>
  )
}

/** The share, which leads to the rollout, and below it all versions. */
export function OnTarget({ row, compact }: { row: FleetRow; compact: boolean }) {
  const { share } = row
  if (share === undefined) return <Unknown row={row} />
  if (compact) return <TargetShare row={row} />
  return (
    <div className={styles['share']}>
      <span className={styles['line']}>
        <TargetShare row={row} />{' '}
        {share && share.nodes > 0 && (
          <span className={styles['small']}>
            {formatNumber(share.atTarget)} of {formatNumber(share.nodes)}
          </span>
        )}
      </span>
      <Versions row={row} />
    </div>
  )
}

function TargetShare({ row: { share, application, group } }: { row: FleetRow }) {
  if (!share || share.nodes === 0) return <span className={styles['quiet']}>–</span>
  return (
    <Link
      to={routes.rollout.url({ applicationId: application.id, groupId: group.id })}
      className={styles['link']}
      aria-label={`${formatShare(share.atTarget, share.nodes)} on target, rollout of ${group.name}`}
    >
      {formatShare(share.atTarget, share.nodes)}
    </Link>
  )
}

/** The tooltip of each segment names its version, as the list for screen readers does. */
function Versions({ row: { versions = [], target, group } }: { row: FleetRow }) {
  const segments = versionSegments(versions, target)
  return segments.length > 0 && <SegmentBar label={`Versions of ${group.name}`} segments={segments} />
}
