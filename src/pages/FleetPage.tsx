import { Button } from '@mantine/core'
import { useCallback, useDeferredValue, useMemo } from 'react'
import { Link, useSearchParams } from 'react-router'
import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import {
  type FleetSearch,
  fleetSearchParams,
  isNarrowed,
  parseFleetSearch,
} from '#src/features/fleet/fleet-search.ts'
import type { FleetRow } from '#src/features/fleet/fleet-row.ts'
import { FleetFilters } from '#src/features/fleet/FleetFilters.tsx'
import { FleetSummary } from '#src/features/fleet/FleetSummary.tsx'
import { FleetAccounting } from '#src/features/fleet/FleetAccounting.tsx'
import { FleetTable } from '#src/features/fleet/FleetTable.tsx'
import { useFleet } from '#src/features/fleet/use-fleet.ts'
import { usePauseDialog } from '#src/features/pause/use-pause-dialog.tsx'
import { rememberChange } from '#src/features/policy/last-change.ts'
import { plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { wallboardUrl } from '#src/routes/wallboard-url.ts'
import { DataAge } from '#src/ui/DataAge.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'

export function FleetPage() {
  const { search, onSearch } = useFleetSearch()
  const { applications, rows, source, oldestAnswer } = useFleet()
  const { ask, dialog } = usePauseDialog(rememberChange)
  const onSwitch = useCallback(({ group, application }: FleetRow) => ask(group, application.name), [ask])
  // Typing goes on while hundreds of groups are being filtered. Their numbers are not put off as well: while they come
  // in one by one, there would be no time left to draw them.
  const shown = useDeferredValue(search)
  const [first, ...others] = applications.data ?? []
  // What there are several of is reached by the names in the table.
  const main =
    others.length === 0 ? first : applications.data?.find(({ id }) => id === FLATCAR_APPLICATION_ID)
  return (
    <>
      <PageHeading
        title={routes.fleet.title}
        note={
          applications.data && (
            <>
              {plural(rows.length, 'group')} in {plural(applications.data.length, 'application')} · numbers of
              nodes seen in the last day{oldestAnswer > 0 && ', '}
              <DataAge updatedAt={oldestAnswer} />
            </>
          )
        }
        actions={
          <>
            {main && (
              <Button
                component={Link}
                to={routes.channels.url({ applicationId: main.id })}
                size="xs"
                variant="default"
                aria-label={`Channels of ${main.name}`}
                title={`Channels of ${main.name}, and what can be promoted`}
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
        }
      />
      {(applications.isPending || rows.length > 0) && <FleetSummary rows={rows} />}
      <FleetAccounting rows={rows} source={source} />
      <QueryPanel
        title="Groups"
        flush
        note={isNarrowed(shown) ? undefined : 'what wants attention first'}
        query={applications}
        isEmpty={() => rows.length === 0}
        empty={
          <EmptyState title="No groups yet">
            A group says which nodes get which updates, and how fast. This server has none; groups are made
            with the server’s REST API.
          </EmptyState>
        }
        actions={rows.length > 0 && <FleetFilters rows={rows} search={search} onSearch={onSearch} />}
      >
        {() => (
          <FleetTable
            rows={rows}
            search={shown}
            stale={applications.isError}
            onSearch={onSearch}
            onSwitch={onSwitch}
          />
        )}
      </QueryPanel>
      {dialog}
    </>
  )
}

/** The search that the URL says, the same object while it is the same; and a way to change a part of it. */
function useFleetSearch() {
  const [params, setParams] = useSearchParams()
  const search = useMemo(() => parseFleetSearch(params), [params])
  const onSearch = useCallback(
    (change: Partial<FleetSearch>) =>
      setParams((before) => fleetSearchParams({ ...parseFleetSearch(before), ...change }), {
        replace: true,
        preventScrollReset: true,
      }),
    [setParams],
  )
  return { search, onSearch }
}
