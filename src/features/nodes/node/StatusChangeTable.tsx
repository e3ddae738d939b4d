import { useMemo } from 'react'
import type { StatusHistoryEntry } from '#contract/instance.ts'
import { DataTable } from '#src/ui/DataTable.tsx'
import { historyColumns } from './history-columns.tsx'
import { historyRows } from './history-rows.ts'
import styles from './UpdatesPanel.module.css'

/** Each entry of a node's history as the server has it. @param entries newest first */
export function StatusChangeTable({ entries }: { entries: readonly StatusHistoryEntry[] }) {
  const rows = useMemo(() => historyRows(entries), [entries])
  return (
    <div className={styles['entries']}>
      <DataTable
        label="Status changes"
        columns={historyColumns}
        rows={rows}
        rowId={({ key }) => key}
        sortedBy="server"
        narrow="stack"
      />
    </div>
  )
}
