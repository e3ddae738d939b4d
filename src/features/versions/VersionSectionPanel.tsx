import { useMemo } from 'react'
import { Link } from 'react-router'
import { listedVersions, sectionName, type VersionSection } from '#src/domain/versions/fleet-versions.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { MAX_COMPARED } from '#src/domain/versions/timeline-comparison.ts'
import { timelineComparisonParams } from '#src/routes/timeline-comparison-url.ts'
import { barsToScale, colourOfVersion, versionBars } from '#src/domain/versions/version-bars.ts'
import { plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { DataTable } from '#src/ui/DataTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { NameList } from '#src/ui/NameList.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { StackedBarChart } from '#src/ui/charts/StackedBarChart.tsx'
import type { ChartMeasure } from '#src/ui/charts/chart-data.ts'
import { useIsDrawn, useWasVisible } from '#src/ui/use-was-visible.ts'
import styles from './Versions.module.css'
import { versionColumns, type VersionRow } from './version-columns.tsx'

interface VersionSectionPanelProps {
  section: VersionSection
  measure: ChartMeasure
}

/** One application's versions on one arch: a bar per group, and a table by version. */
export function VersionSectionPanel({ section, measure }: VersionSectionPanelProps) {
  const [ref, wasVisible] = useWasVisible()
  const isDrawn = useIsDrawn(wasVisible)
  const name = sectionName(section)
  return (
    <Panel
      title={name}
      actions={
        section.groups.length > 0 && (
          <Link
            className={styles['count']}
            to={routes.timelines.url(timelineParams(section))}
            aria-label={`Over time: ${name}`}
          >
            Over time
          </Link>
        )
      }
      note={
        section.groups.length > 0 &&
        `${plural(section.nodes, 'node')} seen in the last 24 hours in ${plural(section.groups.length, 'group')}`
      }
    >
      <div ref={ref} className={styles['section']}>
        {section.nodes === 0 ? (
          section.groups.length > 0 && (
            <EmptyState
              title={
                section.unread.length > 0
                  ? 'No node of the groups that have loaded was seen in the last 24 hours'
                  : 'No node was seen in the last 24 hours'
              }
            />
          )
        ) : (
          <VersionCounts section={section} measure={measure} isDrawn={isDrawn} />
        )}
        <ExcludedNodes section={section} />
      </div>
    </Panel>
  )
}

/** @param props.isDrawn whether the reader has seen the chart's place */
function VersionCounts({ section, measure, isDrawn }: VersionSectionPanelProps & { isDrawn: boolean }) {
  const name = sectionName(section)
  const bars = useMemo(() => versionBars(section), [section])
  const { shown, leftOut } = useMemo(() => barsToScale(bars, measure), [bars, measure])
  const rows = useMemo(() => {
    const sectionFilter = filterOf(section)
    return listedVersions(section).map((version): VersionRow => ({
      ...version,
      colour: version.nodes === 0 ? 'transparent' : colourOfVersion(bars, version.version),
      sectionNodes: section.nodes,
      filter: { ...sectionFilter, versions: [version.version], newer: LAST_DAY },
    }))
  }, [section, bars])
  return (
    <>
      <StackedBarChart
        label={`Versions of ${name}, by group`}
        {...shown}
        measure={measure}
        barHeader="Group"
        unit="nodes seen in the last 24 hours"
        isVisible={isDrawn}
      />
      {leftOut && (
        <div className={styles['notes']}>
          <p>
            Not drawn: {leftOut.label} with {plural(leftOut.nodes, 'node')} in all. The table and the shares
            count them.
          </p>
        </div>
      )}
      <DataTable
        label={`Versions of ${name}, newest first`}
        columns={versionColumns}
        rows={rows}
        rowId={({ version }) => version}
        narrow="stack"
      />
    </>
  )
}

const LAST_DAY = '1d'
const LAST_30_DAYS = '30d'

/** The section's groups with the most nodes, as many as can be compared. */
const timelineParams = ({ application, groups }: VersionSection) =>
  timelineComparisonParams({
    groups: groups.slice(0, MAX_COMPARED).map(({ id }) => ({ applicationId: application.id, groupId: id })),
  })

/** Selects the nodes of all groups of a section. */
const filterOf = ({ application, arch, groups }: VersionSection): Partial<NodeFilter> =>
  arch === null ? { groups: groups.map(({ id }) => id) } : { applications: [application.id], arches: [arch] }

/** Often all groups have failed for the same reason. */
function messagesOf(failed: VersionSection['unread']): { message: string; names: string[] }[] {
  const messages = new Map<string, string[]>()
  for (const { group, error } of failed) {
    const message = error?.message ?? ''
    messages.set(message, [...(messages.get(message) ?? []), group.name])
  }
  return [...messages].map(([message, names]) => ({ message, names }))
}

/** What the section's counts leave out. */
function ExcludedNodes({ section }: { section: VersionSection }) {
  const { silent, uncounted, unread } = section
  const unlisted = section.nodes - listedVersions(section).reduce((sum, { nodes }) => sum + nodes, 0)
  const failed = unread.filter(({ error }) => error !== null)
  const pending = unread.length - failed.length
  if (unlisted + silent + uncounted + unread.length === 0) return null
  const silentNodes = nodeFilterParams({ ...filterOf(section), older: LAST_DAY, newer: LAST_30_DAYS })
  return (
    <div className={styles['notes']}>
      {unlisted > 0 && <p>Not listed: {plural(unlisted, 'node')} with other versions.</p>}
      {silent > 0 && (
        <p>
          Not counted: <Link to={routes.nodes.url(silentNodes)}>{plural(silent, 'silent node')}</Link>, seen
          in the last 30 days but not in the last 24 hours.
        </p>
      )}
      {uncounted > 0 && (
        <p>
          Not counted: {plural(uncounted, 'node')} seen in the last 24 hours. The server lists them under no
          version, or they checked in between its two counts.
        </p>
      )}
      {pending > 0 && <p>Still loading: {plural(pending, 'group')}.</p>}
      {messagesOf(failed).map(({ message, names }) => (
        <p key={message}>
          Not counted: <NameList names={names} />, which failed to load. {message}
        </p>
      ))}
    </div>
  )
}
