import { type ReactNode, useState } from 'react'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import type { NodeQueryPlan } from '#src/features/nodes/reading/node-query-plan.ts'
import type { NodeSort } from '#src/features/nodes/reading/node-sort.ts'
import type { NodeResults, NodeSource } from '#src/features/nodes/reading/node-source.ts'
import { ChoiceMenu } from '#src/ui/ChoiceMenu.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'
import { NodeTable } from './NodeTable.tsx'
import { NoNodes } from './NoNodes.tsx'
import { ResultCount, ResultNotices } from './ResultSummary.tsx'
import { useNodeColumns } from './use-node-columns.ts'
import styles from './NodeExplorer.module.css'

interface NodeResultsPanelProps {
  plan: NodeQueryPlan
  source: NodeSource
  results: NodeResults
  filter: NodeFilter
  /** The page is about one group, so no column names it. */
  isGroupChosen: boolean
  /** A node last seen before this time is silent; in ms. */
  silentBefore: number
  /** Beside the menu of columns. */
  actions: ReactNode
  onSort: (sort: NodeSort) => void
  onClear: () => void
}

/** The nodes that match, with a menu of the columns to show. */
export function NodeResultsPanel(props: NodeResultsPanelProps) {
  const { plan, source, results, filter, silentBefore, onSort, onClear } = props
  const { columns, optionalColumns, chosen, setChosen } = useNodeColumns(props.isGroupChosen, filter)
  const [hadTable, setHadTable] = useState(false)
  if (results.total > 0 && !hadTable) setHadTable(true)
  // The head stays while the next nodes load, with the focus that is on it.
  const hasTable = results.total > 0 || (hadTable && results.state === 'reading')
  const hasFailures = results.failures.length > 0
  const emptyState =
    hasFailures && results.groupsRead === 0 ? null : results.state === 'reading' ? (
      <div className={styles['inset']}>
        <LoadingLines label="Loading nodes" lines={6} />
      </div>
    ) : (
      <NoNodes
        filter={filter}
        isGroupChosen={props.isGroupChosen}
        isIncomplete={hasFailures}
        onClear={onClear}
      />
    )
  return (
    <Panel
      title="Nodes found"
      note={<ResultCount plan={plan} results={results} />}
      flush
      busy={results.state === 'reading'}
      actions={
        <>
          {props.actions}
          <ChoiceMenu
            label="Columns"
            choices={optionalColumns.map(({ id, header }) => ({ value: id, label: header }))}
            chosen={chosen.filter((id) => optionalColumns.some((column) => column.id === id))}
            onChange={setChosen}
          />
        </>
      }
    >
      <ResultNotices plan={plan} source={source} results={results} />
      {hasTable && (
        <NodeTable
          source={source}
          results={results}
          columns={columns}
          sort={plan.sort}
          onSort={onSort}
          silentBefore={silentBefore}
        />
      )}
      {results.total === 0 && emptyState}
    </Panel>
  )
}
