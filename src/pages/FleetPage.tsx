import { useSearchParams } from 'react-router'
import { type FleetSearch, fleetSearchParams, parseFleetSearch } from '#src/features/fleet/fleet-search.ts'
import { FleetSummary } from '#src/features/fleet/FleetSummary.tsx'
import { FleetTable } from '#src/features/fleet/FleetTable.tsx'
import { useFleet } from '#src/features/fleet/use-fleet.ts'
import { plural } from '#src/lib/plural.ts'
import { DataAge } from '#src/ui/DataAge.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { SearchField } from '#src/ui/SearchField.tsx'

export function FleetPage() {
  const [params, setParams] = useSearchParams()
  const search = parseFleetSearch(params)
  const { applications, rows, oldestAnswer } = useFleet()
  const setSearch = (next: FleetSearch) =>
    setParams(fleetSearchParams(next), { replace: true, preventScrollReset: true })
  return (
    <>
      <PageHeading
        title="Fleet"
        note={
          applications.data && (
            <>
              {plural(rows.length, 'group')} in {plural(applications.data.length, 'application')} · numbers of
              nodes seen in the last day{oldestAnswer > 0 && ', '}
              <DataAge updatedAt={oldestAnswer} />
            </>
          )
        }
      />
      {(applications.isPending || rows.length > 0) && <FleetSummary rows={rows} />}
      <QueryPanel
        title="Groups"
        flush
        query={applications}
        isEmpty={() => rows.length === 0}
        empty={
          <EmptyState title="No groups yet">
            A group says which nodes get which updates, and how fast. This server has none; groups are made
            with the server’s REST API.
          </EmptyState>
        }
        actions={
          rows.length > 0 && (
            <SearchField
              label="Filter groups"
              value={search.filter}
              onChange={(filter) => setSearch({ ...search, filter })}
            />
          )
        }
      >
        {() => <FleetTable rows={rows} search={search} stale={applications.isError} onSearch={setSearch} />}
      </QueryPanel>
    </>
  )
}
