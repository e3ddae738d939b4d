import { useMemo } from 'react'
import { Link } from 'react-router'
import type { VersionSection } from '#src/domain/versions/fleet-versions.ts'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { type TargetDistance, targetDistances } from '#src/domain/versions/target-distances.ts'
import { formatShare, plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { CountTable } from '#src/ui/CountTable.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { SegmentBar } from '#src/ui/SegmentBar.tsx'
import styles from './Versions.module.css'
import type { VersionsSearch } from './versions-search.ts'

interface TargetDistancePanelProps {
  sections: readonly VersionSection[]
  search: VersionsSearch
}

/** How far nodes are from the target of their own group, over all groups shown. */
export function TargetDistancePanel({ sections, search: { application, arch } }: TargetDistancePanelProps) {
  const distances = useMemo(
    () =>
      targetDistances(sections, {
        applications: application === null ? [] : [application],
        arches: arch === null ? [] : [arch],
      }),
    [sections, application, arch],
  )
  const total = distances.reduce((sum, { nodes }) => sum + nodes, 0)
  if (total === 0) return null
  return (
    <Panel title="Distance to the target" note="of each node’s own group; nodes seen in the last 24 hours">
      <div className={styles['section']}>
        <SegmentBar
          label="Distance to the target"
          size="md"
          segments={distances.map(({ key, label, nodes, colour }) => ({
            key,
            label,
            value: nodes,
            text: `${plural(nodes, 'node')}, ${formatShare(nodes, total)}`,
            colour,
          }))}
        />
        <CountTable
          label="Nodes by distance to the target"
          rowHeader="Distance"
          countHeader="Nodes"
          total={total}
          parts={[distances.map((distance) => countRow(distance))]}
        />
      </div>
    </Panel>
  )
}

const countRow = ({ key, label, nodes, colour, filter }: TargetDistance) => ({
  key,
  name: label,
  count: nodes,
  colour,
  ...(filter && {
    renderCount: (count: string) => (
      <Link to={routes.nodes.url(nodeFilterParams(filter))} aria-label={`${count}: ${label}, list them`}>
        {count}
      </Link>
    ),
  }),
})
