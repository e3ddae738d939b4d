import { Button } from '@mantine/core'
import { memo, useMemo } from 'react'
import { oneOf } from '#src/lib/one-of.ts'
import { prioritizeGroups } from '#src/api/request-queue.ts'
import type { Sort } from '#src/lib/sort.ts'
import { DataTable } from '#src/ui/DataTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { fleetColumns, type OnPauseOrResume } from './fleet-columns.tsx'
import { FLEET_SECTIONS, type FleetRow, fleetSection, type FleetSection } from './fleet-row.ts'
import { EMPTY_SEARCH, FLEET_COLUMNS, type FleetSearch, filterFleet } from './fleet-search.ts'
import { AllReadsFailedNotice, ReadFailureNotice } from './ReadFailureNotices.tsx'

interface FleetTableProps {
  rows: readonly FleetRow[]
  search: FleetSearch
  /** The page has its own notice that the data is stale, so the rows need none. */
  isStale: boolean
  onSearch: (change: Partial<FleetSearch>) => void
  /** Must be stable: a new function re-renders every row. */
  onPauseOrResume: OnPauseOrResume
}

const SECTION_TITLES: Record<FleetSection, string> = {
  attention: 'Needs attention',
  'rolling-out': 'Rolling out',
  unknown: 'Not read yet',
  'up-to-date': 'Up to date',
}

const ATTENTION_FIRST = { column: 'state', descending: false } as const

/** Every group of every application, one per row. */
export const FleetTable = memo((props: FleetTableProps) => {
  const { rows, search, isStale, onSearch, onPauseOrResume } = props
  const { compact } = search
  const columns = useMemo(() => fleetColumns(onPauseOrResume, compact), [compact, onPauseOrResume])
  const sections = useFleetSections(search, onSearch)
  // One notice above the table instead of one in every row.
  const haveAllFailed = rows.length > 1 && rows.every(({ failure }) => failure !== null)
  const { filter, application, arch, state } = EMPTY_SEARCH
  return (
    <>
      {haveAllFailed && !isStale && <AllReadsFailedNotice rows={rows} />}
      <DataTable
        label="Groups of the fleet"
        columns={columns}
        rows={filterFleet(rows, search)}
        rowId={({ group }) => group.id}
        sort={search.sort ?? ATTENTION_FIRST}
        onSortChange={({ column, descending }: Sort) => {
          const known = FLEET_COLUMNS.find((name) => name === column)
          if (known) onSearch({ sort: { column: known, descending } })
        }}
        sections={sections}
        holdsOrder
        rowNotice={haveAllFailed || isStale ? undefined : rowNotice}
        onRender={prioritizeRows}
        narrow="stack"
        dense
        empty={
          <EmptyState
            title="No group matches"
            actions={
              <Button
                size="xs"
                variant="default"
                onClick={() => onSearch({ filter, application, arch, state })}
              >
                Show all groups
              </Button>
            }
          >
            {search.filter.trim() === '' ? (
              'No group has this application, arch and state.'
            ) : (
              <>
                Every word of “<bdi>{search.filter}</bdi>” must occur in a group’s name, application, channel,
                versions or state.
              </>
            )}
          </EmptyState>
        }
      />
    </>
  )
})

/** Sections by urgency; none where the reader sorts by a column. */
function useFleetSections({ sort, closed }: FleetSearch, onSearch: FleetTableProps['onSearch']) {
  return useMemo(() => {
    if (sort !== null) return undefined
    return {
      of: fleetSection,
      loading: 'unknown',
      title: (section: string) => SECTION_TITLES[oneOf(FLEET_SECTIONS, section) ?? 'unknown'],
      closed,
      onToggle: (section: string) =>
        onSearch({
          closed: FLEET_SECTIONS.filter((known) => closed.includes(known) !== (known === section)),
        }),
    }
  }, [sort, closed, onSearch])
}

const rowNotice = (row: FleetRow) => row.failure && <ReadFailureNotice row={row} />
const prioritizeRows = (rows: readonly FleetRow[]) => prioritizeGroups(rows.map(({ group }) => group.id))
