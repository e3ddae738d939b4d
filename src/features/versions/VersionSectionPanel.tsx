import { useMemo } from 'react'
import { Link } from 'react-router'
import { sectionName, type VersionSection } from '#src/domain/versions/fleet-versions.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { MOST_COMPARED } from '#src/domain/versions/timeline-comparison.ts'
import { timelineComparisonParams } from '#src/routes/timeline-comparison-url.ts'
import { colourIn, versionBars } from '#src/domain/versions/version-bars.ts'
import { plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { DataTable } from '#src/ui/DataTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { StackedBarChart } from '#src/ui/charts/StackedBarChart.tsx'
import type { ChartMeasure } from '#src/ui/charts/chart-data.ts'
import { useWasVisible } from '#src/ui/use-was-visible.ts'
import styles from './Versions.module.css'
import { versionColumns, type VersionRow } from './version-columns.tsx'

interface VersionSectionPanelProps {
  section: VersionSection
  measure: ChartMeasure
}

/** One application's versions on one arch: a bar for each group, and the same numbers by version. */
export function VersionSectionPanel({ section, measure }: VersionSectionPanelProps) {
  const [ref, wasVisible] = useWasVisible()
  const name = sectionName(section)
  const bars = useMemo(() => versionBars(section), [section])
  const rows = useMemo(() => {
    const nodes = nodesOf(section)
    return section.versions.map((version): VersionRow => ({
      ...version,
      colour: version.nodes === 0 ? 'transparent' : colourIn(bars, version.version),
      of: section.nodes,
      filter: { ...nodes, versions: [version.version], newer: SEEN },
    }))
  }, [section, bars])
  return (
    <Panel
      title={name}
      actions={
        section.groups.length > 0 && (
          <Link className={styles['count']} to={routes.timelines.url(overTime(section))}>
            Over time
          </Link>
        )
      }
      note={`${plural(section.nodes, 'node')} seen in the last day in ${plural(section.groups.length, 'group')}`}
    >
      <div ref={ref} className={styles['section']}>
        {section.nodes === 0 ? (
          <EmptyState title="No node was seen in the last day" />
        ) : (
          <>
            {wasVisible && (
              <StackedBarChart
                label={`Versions of ${name}, by group`}
                {...bars}
                measure={measure}
                barHeader="Group"
                unit="nodes seen in the last day"
              />
            )}
            <DataTable
              label={`Versions of ${name}, newest first`}
              columns={versionColumns}
              rows={rows}
              rowId={({ version }) => version}
              narrow="stack"
            />
          </>
        )}
        <NotCounted section={section} />
      </div>
    </Panel>
  )
}

const SEEN = '1d'
const SEEN_AT_ALL = '30d'

/** As many of the section's groups as stand side by side, those with the most nodes. */
const overTime = ({ application, groups }: VersionSection) =>
  timelineComparisonParams({
    groups: groups.slice(0, MOST_COMPARED).map(({ id }) => ({ applicationId: application.id, groupId: id })),
  })

/** The filter that means all of a section's groups. */
const nodesOf = ({ application, arch, groups }: VersionSection): Partial<NodeFilter> =>
  arch === null ? { groups: groups.map(({ id }) => id) } : { applications: [application.id], arches: [arch] }

function NotCounted({ section }: { section: VersionSection }) {
  const { silent, uncounted, unread } = section
  const failed = unread.filter(({ error }) => error !== null)
  const awaited = unread.length - failed.length
  if (silent + uncounted + unread.length === 0) return null
  const silentOnes = nodeFilterParams({ ...nodesOf(section), older: SEEN, newer: SEEN_AT_ALL })
  return (
    <div className={styles['notes']}>
      {silent > 0 && (
        <p>
          Not counted: <Link to={routes.nodes.url(silentOnes)}>{plural(silent, 'silent node')}</Link>, seen in
          the last 30 days and not in the last day.
        </p>
      )}
      {uncounted > 0 && (
        <p>
          Not counted: {plural(uncounted, 'node')} seen in the last day that the server has in no version, or
          that came between its two counts.
        </p>
      )}
      {awaited > 0 && <p>Not yet read: {plural(awaited, 'group')}.</p>}
      {failed.map(({ group, error }) => (
        <p key={group.id}>
          Not counted: {group.name}, which could not be read. {error?.message}
        </p>
      ))}
    </div>
  )
}
