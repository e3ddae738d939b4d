import { Button } from '@mantine/core'
import { useCallback, useDeferredValue } from 'react'
import { Link } from 'react-router'
import { type Application, FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import { fleetSearchParams, isFiltered, parseFleetSearch } from '#src/features/fleet/fleet-search.ts'
import type { FleetRow } from '#src/features/fleet/fleet-row.ts'
import { FleetFilters } from '#src/features/fleet/FleetFilters.tsx'
import { FleetSummary } from '#src/features/fleet/FleetSummary.tsx'
import { FleetAccounting } from '#src/features/fleet/FleetAccounting.tsx'
import { FleetTable } from '#src/features/fleet/FleetTable.tsx'
import { useFleet } from '#src/features/fleet/use-fleet.ts'
import { usePauseDialog } from '#src/features/pause/use-pause-dialog.tsx'
import { plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { useUrlState } from '#src/routes/use-url-state.ts'
import { wallboardUrl } from '#src/routes/wallboard-url.ts'
import { OldDataAge } from '#src/ui/DataAge.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'

export function FleetPage() {
  const [search, onSearch] = useUrlState(parseFleetSearch, fleetSearchParams)
  const { applications, rows, source, oldestReadAt } = useFleet()
  const { open, dialog } = usePauseDialog()
  const onPauseOrResume = useCallback(
    ({ group, application }: FleetRow) => open(group, application.name),
    [open],
  )
  // Keeps typing responsive while hundreds of groups are filtered. The stats are not deferred: as they arrive one by one,
  // deferred rendering would never finish.
  const deferredSearch = useDeferredValue(search)
  return (
    <>
      <PageHeading
        title={routes.fleet.title}
        note={
          applications.data && (
            <>
              {plural(rows.length, 'group')} in {plural(applications.data.length, 'application')} · counts
              cover nodes seen in the last 24 hours
              <OldDataAge updatedAt={oldestReadAt} />
            </>
          )
        }
        actions={<FleetActions applications={applications.data ?? []} />}
      />
      {(applications.isPending || rows.length > 0) && <FleetSummary rows={rows} />}
      <FleetAccounting rows={rows} source={source} />
      <QueryPanel
        title="Groups"
        flush
        note={isFiltered(deferredSearch) ? undefined : 'those that need attention first'}
        query={applications}
        isEmpty={() => rows.length === 0}
        empty={
          <EmptyState title="No groups yet">
            A group decides which updates its nodes get, and how fast. Groups are created with the server’s
            REST API.
          </EmptyState>
        }
        actions={rows.length > 0 && <FleetFilters rows={rows} search={search} onSearch={onSearch} />}
      >
        {() => (
          <FleetTable
            rows={rows}
            search={deferredSearch}
            isStale={applications.isError}
            onSearch={onSearch}
            onPauseOrResume={onPauseOrResume}
          />
        )}
      </QueryPanel>
      {dialog}
    </>
  )
}

function FleetActions({ applications }: { applications: readonly Application[] }) {
  const [first, ...others] = applications
  // The table links to the other applications' channels.
  const main = others.length === 0 ? first : applications.find(({ id }) => id === FLATCAR_APPLICATION_ID)
  return (
    <>
      {main && (
        <Button
          component={Link}
          to={routes.channels.url({ applicationId: main.id })}
          size="xs"
          variant="default"
          aria-label={`Channels of ${main.name}`}
          title={`Channels and promotions of ${main.name}`}
        >
          Channels
        </Button>
      )}
      <Button component={Link} to={routes.freeze.url()} size="xs" variant="default">
        Freeze…
      </Button>
      <Button component={Link} to={wallboardUrl()} size="xs" variant="default">
        Wallboard
      </Button>
    </>
  )
}
