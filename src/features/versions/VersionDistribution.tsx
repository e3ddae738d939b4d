import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { VersionBreakdown } from '#contract/group-statistics.ts'
import { type GroupRef, versionBreakdownQuery } from '#src/api/groups.ts'
import { countOtherVersions, limitBreakdown } from '#contract/version-limit.ts'
import { plural } from '#src/lib/format-number.ts'
import { versionSegments } from '#src/domain/versions/version-segments.ts'
import { describeRelation, versionShares } from '#src/domain/versions/version-shares.ts'
import { CountTable } from '#src/ui/CountTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { SegmentBar } from '#src/ui/SegmentBar.tsx'
import styles from './VersionDistribution.module.css'

interface VersionDistributionProps {
  groupRef: GroupRef
  groupName: string
  /** Null without a package in the channel. */
  target: string | null
  /** Renders the count as a link to the nodes that run the version. */
  renderCount: (count: string, version: string) => ReactNode
}

/** The versions that a group's nodes run now. */
export function VersionDistribution({ groupRef, ...distribution }: VersionDistributionProps) {
  const query = useQuery(versionBreakdownQuery(groupRef))
  return (
    <QueryPanel
      title="Current versions"
      note="nodes seen in the last 24 hours"
      query={query}
      minHeight="16rem"
      isEmpty={(breakdown) => breakdown.length === 0}
      empty={
        <EmptyState title="No node was seen in the last 24 hours">
          A node appears here when it checks in with this group’s track.
        </EmptyState>
      }
    >
      {(breakdown) => <Distribution breakdown={breakdown} {...distribution} />}
    </QueryPanel>
  )
}

/** More would hide what comes below. */
const MAX_ROWS = 20

function Distribution(props: Omit<VersionDistributionProps, 'groupRef'> & { breakdown: VersionBreakdown }) {
  const { groupName, target, renderCount } = props
  const breakdown = limitBreakdown(props.breakdown, MAX_ROWS, target)
  const segments = versionSegments(breakdown, target)
  const oldest = segments.at(-1)?.colour ?? ''
  const colours = new Map(segments.map(({ key, colour }) => [key, colour]))
  const shares = versionShares(breakdown, target)
  return (
    <div className={styles['distribution']}>
      <SegmentBar label={`Versions of ${groupName}`} segments={segments} size="md" />
      <CountTable
        label={`Versions of ${groupName}, newest first`}
        rowHeader="Version"
        countHeader="Nodes"
        total={shares.reduce((sum, { nodes }) => sum + nodes, 0)}
        parts={[
          shares.map(({ version, nodes, relation }) => {
            const others = countOtherVersions(version)
            return {
              key: version,
              name: others === null ? version : `And ${plural(others, 'other version')}`,
              note: describeRelation(relation),
              count: nodes,
              colour: colours.get(version) ?? oldest,
              // The nodes of many versions have no list of their own.
              ...(others === null && { renderCount: (count: string) => renderCount(count, version) }),
            }
          }),
        ]}
      />
    </div>
  )
}
