import { DAY_MS } from '#contract/time-units.ts'
import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { ANY_NODE, checkTimeAt, type NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { routes } from '#src/routes/routes.ts'
import { plural } from '#src/lib/format-number.ts'
import { ChoiceMenu } from '#src/ui/ChoiceMenu.tsx'
import { DataAge } from '#src/ui/DataAge.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'
import type { NodeGroup } from '#src/features/nodes/reading/node-group.ts'
import { ExportMenu } from '#src/features/nodes/export/ExportMenu.tsx'
import { filterChips } from './filter-chips.ts'
import { FilterChips } from './FilterChips.tsx'
import { ResultProgress, ResultCount } from './ResultSummary.tsx'
import { NODE_COLUMNS } from './node-columns.tsx'
import type { ExportFormat } from '#src/features/nodes/export/node-export.ts'
import { type NodeQueryPlan, planNodeQuery } from '#src/features/nodes/reading/node-query-plan.ts'
import type { NodeSort } from '#src/features/nodes/reading/node-sort.ts'
import { NodeFilters } from './NodeFilters.tsx'
import { NodeExportNotice } from '#src/features/nodes/export/NodeExportNotice.tsx'
import { NodeTable } from './NodeTable.tsx'
import { NoNodes } from './NoNodes.tsx'
import { SavedViewsMenu } from '#src/features/nodes/views/SavedViewsMenu.tsx'
import { useNodeColumns } from './use-node-columns.ts'
import { type ExportRequest, useNodeExport } from '#src/features/nodes/export/use-node-export.ts'
import { useNodeSource } from '#src/features/nodes/reading/use-node-source.ts'
import styles from './NodeExplorer.module.css'

interface NodeExplorerProps {
  groups: readonly NodeGroup[]
  filter: NodeFilter
  sort: NodeSort
  /** The URL's query string, without its "?". */
  search: string
  onChange: (change: Partial<NodeFilter> & { sort?: NodeSort }) => void
}

/** Ages count from when somebody asks. `reading` is for which time the same is read. */
function plannedNow(
  filter: NodeFilter,
  groups: readonly NodeGroup[],
  sort: NodeSort,
  reading: number,
): { plan: NodeQueryPlan; now: number; reading: number } {
  const now = Date.now()
  return { plan: planNodeQuery(filter, groups, sort, now), now, reading }
}

/** The nodes of all groups: filtered, sorted, with as many rows as there are. */
export function NodeExplorer({ groups, filter, sort, search, onChange }: NodeExplorerProps) {
  const [reading, setReading] = useState(1)
  const { plan, now } = useMemo(
    () => plannedNow(filter, groups, sort, reading),
    [filter, groups, sort, reading],
  )
  const { source, found } = useNodeSource(plan)
  const { columns, chosen, setChosen } = useNodeColumns()
  const silentBefore = filter.older === null ? now - DAY_MS : checkTimeAt(filter.older, now)
  const isEmpty = found.total === 0
  const nodeExport = useNodeExport()
  const exportOrder = (format: ExportFormat): ExportRequest => ({
    format,
    plan: planNodeQuery(filter, groups, sort, Date.now(), { whole: true }),
    words: filterChips(filter, groups, []).map(({ name, value }) => `${name} ${value}`),
    url: `${window.location.origin}${routes.nodes.url(new URLSearchParams(search))}`,
  })
  return (
    <>
      <PageHeading
        title="Nodes"
        note={
          <>
            of {plural(groups.length, 'group')}, seen in the last 30 days, silent ones too ·{' '}
            <DataAge updatedAt={found.since} />
          </>
        }
        actions={
          <>
            <SavedViewsMenu search={search} />
            <ExportMenu
              disabledReason={found.state !== 'reading' && isEmpty ? 'There are no nodes to export.' : null}
              onExport={(format) => void nodeExport.start(exportOrder(format))}
            />
            <Button size="xs" variant="default" onClick={() => setReading(reading + 1)}>
              Read again
            </Button>
          </>
        }
      />
      <NodeExportNotice {...nodeExport} />
      <div className={styles['head']}>
        <NodeFilters filter={filter} groups={groups} onChange={onChange} />
        <FilterChips
          filter={filter}
          groups={groups}
          plan={plan}
          found={found}
          onChange={onChange}
          onLiftAll={() => onChange(ANY_NODE)}
        />
      </div>
      <Panel
        title="Nodes found"
        note={<ResultCount plan={plan} found={found} />}
        flush
        busy={found.state === 'reading'}
        actions={
          <ChoiceMenu
            label="Columns"
            choices={NODE_COLUMNS.filter(({ namesRow }) => !namesRow).map(({ id, header }) => ({
              value: id,
              label: header,
            }))}
            chosen={chosen.filter((id) =>
              NODE_COLUMNS.some((column) => column.id === id && !column.namesRow),
            )}
            onChange={setChosen}
          />
        }
      >
        <ResultProgress plan={plan} source={source} found={found} />
        {!isEmpty ? (
          <NodeTable
            source={source}
            found={found}
            columns={columns}
            sort={sort}
            onSort={(sort) => onChange({ sort })}
            silentBefore={silentBefore}
          />
        ) : found.failures.length > 0 && found.groupsRead === 0 ? null : found.state === 'reading' ? (
          <div className={styles['inset']}>
            <LoadingLines label="Reading the nodes" lines={6} />
          </div>
        ) : (
          <NoNodes filter={filter} failed={found.failures.length > 0} onChange={onChange} />
        )}
      </Panel>
    </>
  )
}
