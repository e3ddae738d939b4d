import { Button } from '@mantine/core'
import { type ReactNode, useMemo, useState } from 'react'
import { DAY_MS } from '#contract/time-units.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { useOwnsUpdateServer } from '#src/api/platte-status.ts'
import { ANY_NODE, checkTimeAt, type NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { ExportMenu } from '#src/features/nodes/export/ExportMenu.tsx'
import type { ExportFormat } from '#src/features/nodes/export/node-export-file.ts'
import { NodeExportNotice } from '#src/features/nodes/export/NodeExportNotice.tsx'
import { useNodeExport } from '#src/features/nodes/export/use-node-export.ts'
import type { NodeGroup } from '#src/features/nodes/reading/node-group.ts'
import { type NodeQueryPlan, planNodeQuery } from '#src/features/nodes/reading/node-query-plan.ts'
import type { NodeSort } from '#src/features/nodes/reading/node-sort.ts'
import { useNodeSource } from '#src/features/nodes/reading/use-node-source.ts'
import { SavedViewsMenu } from '#src/features/nodes/views/SavedViewsMenu.tsx'
import { plural } from '#src/lib/format-number.ts'
import { pageBase } from '#src/lib/page-base.ts'
import { routes } from '#src/routes/routes.ts'
import { serverNow } from '#src/lib/server-clock.ts'
import { DataAge } from '#src/ui/DataAge.tsx'
import { ErrorGroups } from './ErrorGroups.tsx'
import { filterChips } from './filter-chips.ts'
import { FilterChips } from './FilterChips.tsx'
import { NodeFilters } from './NodeFilters.tsx'
import { NodeResultsPanel } from './NodeResultsPanel.tsx'
import styles from './NodeExplorer.module.css'

export interface ExplorerHeading {
  /** Which nodes there are to search, and when they were read. */
  note: ReactNode
  actions: ReactNode
}

interface NodeExplorerProps {
  groups: readonly NodeGroup[]
  /** The group that the filter names and the operator can't change here; null where every group can be chosen. */
  chosenGroup: GroupRef | null
  renderHeading: (heading: ExplorerHeading) => ReactNode
  filter: NodeFilter
  sort: NodeSort
  /** The URL's query string, without its "?". */
  search: string
  onChange: (change: Partial<NodeFilter> & { sort?: NodeSort }) => void
}

/**
 * Plans the query; ages count from now.
 * @param refresh a counter, so that the same query is planned, and read, again
 */
function planNow(
  filter: NodeFilter,
  groups: readonly NodeGroup[],
  sort: NodeSort,
  refresh: number,
): { plan: NodeQueryPlan; silentBefore: number; refresh: number } {
  const now = serverNow()
  const silentBefore = filter.older === null ? now - DAY_MS : checkTimeAt(filter.older, now)
  return { plan: planNodeQuery(filter, groups, sort, now), silentBefore, refresh }
}

/** Reads the nodes that match; `refresh` reads them again. */
function useFoundNodes(filter: NodeFilter, groups: readonly NodeGroup[], sort: NodeSort) {
  const [refresh, setRefresh] = useState(0)
  const { plan, silentBefore } = useMemo(
    () => planNow(filter, groups, sort, refresh),
    [filter, groups, sort, refresh],
  )
  return { plan, silentBefore, ...useNodeSource(plan), refresh: () => setRefresh(refresh + 1) }
}

/** Searches the nodes of all groups: filters, a sorted table of every match, saved views and exports. */
export function NodeExplorer(props: NodeExplorerProps) {
  const { groups, chosenGroup, filter, sort, search, onChange, renderHeading } = props
  const isGroupChosen = chosenGroup !== null
  const [isByError, setByError] = useState(false)
  const isOwn = useOwnsUpdateServer()
  const { refresh, ...found } = useFoundNodes(filter, groups, sort)
  const { results } = found
  const nodeExport = useNodeExport()
  const startExport = (format: ExportFormat) =>
    nodeExport.start({
      format,
      plan: planNodeQuery(filter, groups, sort, serverNow(), { readAll: true }),
      filters: filterChips(filter, groups, []).map(({ name, value }) => `${name} ${value}`),
      url: `${window.location.origin}${pageBase()}${routes.nodes.url(new URLSearchParams(search))}`,
    })
  const onClear = () => onChange(ANY_NODE)
  return (
    <>
      {renderHeading({
        note: (
          <>
            {!isGroupChosen && `in ${plural(groups.length, 'group')}, `}seen in the last 30 days, including
            silent ones · <DataAge updatedAt={results.startedAt} />
          </>
        ),
        actions: (
          <ExplorerActions
            search={search}
            hasNodes={results.state === 'reading' || results.total > 0}
            onExport={(format) => void startExport(format)}
            onRefresh={refresh}
          />
        ),
      })}
      <NodeExportNotice {...nodeExport} />
      <div className={styles['head']}>
        <NodeFilters filter={filter} groups={groups} hasGroupMenus={!isGroupChosen} onChange={onChange} />
        <FilterChips
          filter={filter}
          groups={groups}
          isGroupChosen={isGroupChosen}
          plan={found.plan}
          results={results}
          onChange={onChange}
          onClear={onClear}
        />
      </div>
      {isByError && isOwn && <ErrorGroups filter={filter} groups={groups} onChange={onChange} />}
      <NodeResultsPanel
        {...found}
        filter={filter}
        isGroupChosen={isGroupChosen}
        actions={isOwn && <GroupByErrorButton isOn={isByError} onChange={setByError} />}
        onSort={(sort) => onChange({ sort })}
        onClear={onClear}
      />
    </>
  )
}

interface ExplorerActionsProps {
  /** The URL's query string, without its "?". */
  search: string
  /** Whether there are nodes to export, or may be. */
  hasNodes: boolean
  onExport: (format: ExportFormat) => void
  onRefresh: () => void
}

const ExplorerActions = ({ search, hasNodes, onExport, onRefresh }: ExplorerActionsProps) => (
  <>
    <SavedViewsMenu search={search} />
    <ExportMenu disabledReason={hasNodes ? null : 'There are no nodes to export.'} onExport={onExport} />
    <Button size="xs" variant="default" onClick={onRefresh}>
      Refresh
    </Button>
  </>
)

const GroupByErrorButton = ({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) => (
  <Button size="xs" variant="default" aria-pressed={isOn} onClick={() => onChange(!isOn)}>
    Group by error
  </Button>
)
