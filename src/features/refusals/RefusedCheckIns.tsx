import { useQuery } from '@tanstack/react-query'
import {
  MAX_REFUSED,
  MAX_REFUSED_OF_ADDRESS,
  REFUSED_KEPT_DAYS,
  type RefusedCheckIn,
} from '#contract/refused-check-in.ts'
import { refusedCheckInsQuery } from '#src/api/refused-check-ins.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { DataTable } from '#src/ui/DataTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { refusalColumns } from './refusal-columns.tsx'
import styles from './RefusedCheckIns.module.css'

/** The machines that the server refuses, which are in no other list. */
export function RefusedCheckIns() {
  const query = useQuery(refusedCheckInsQuery())
  return (
    <QueryPanel
      title="Refused"
      note={query.data && plural(query.data.length, 'machine')}
      flush
      query={query}
      minHeight="12rem"
      isEmpty={(refused) => refused === null || refused.length === 0}
      empty={
        query.data === null ? (
          <EmptyState title="Not available">This update server does not report what it refuses.</EmptyState>
        ) : (
          <EmptyState title="Nothing refused">
            Every machine that checked in within {REFUSED_KEPT_DAYS} days was accepted.
          </EmptyState>
        )
      }
    >
      {(refused) => (
        <>
          <DataTable
            label="Refused check-ins"
            columns={refusalColumns}
            rows={refused ?? NONE}
            rowId={rowId}
            sortedBy="server"
            narrow="stack"
          />
          <p className={styles['foot']}>
            The latest {formatNumber(MAX_REFUSED)} are kept for {REFUSED_KEPT_DAYS} days, of one address{' '}
            {MAX_REFUSED_OF_ADDRESS}. A cause is judged by the applications and groups that there are now.
          </p>
        </>
      )}
    </QueryPanel>
  )
}

const NONE: never[] = []

const rowId = ({ id }: RefusedCheckIn) => id
