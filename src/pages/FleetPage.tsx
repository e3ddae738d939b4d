import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useCallback, useDeferredValue, useState } from 'react'
import { Link } from 'react-router'
import { SECOND_MS } from '#contract/time-units.ts'
import type { Application } from '#contract/application.ts'
import { useConnection } from '#src/api/connection.ts'
import { hasFailedRead } from '#src/api/has-failed-read.ts'
import { ChannelsLink } from '#src/features/fleet/ChannelsLink.tsx'
import { type FleetSearch, fleetSearchParams, parseFleetSearch } from '#src/features/fleet/fleet-search.ts'
import type { FleetRow } from '#src/features/fleet/fleet-row.ts'
import { FleetFilters } from '#src/features/fleet/FleetFilters.tsx'
import { FleetSentence } from '#src/features/fleet/FleetSentence.tsx'
import { FleetSummary } from '#src/features/fleet/FleetSummary.tsx'
import { FleetTable } from '#src/features/fleet/FleetTable.tsx'
import { isUnusedFleet } from '#src/features/fleet/is-unused-fleet.ts'
import { useFleet } from '#src/features/fleet/use-fleet.ts'
import { usePauseDialog } from '#src/features/pause/use-pause-dialog.tsx'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { useUrlState } from '#src/routes/use-url-state.ts'
import { wallboardUrl } from '#src/routes/wallboard-url.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { LazyView } from '#src/ui/lazy/LazyView.tsx'
import { createLazyComponent } from '#src/ui/lazy/lazy-component.ts'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { useHasElapsed } from '#src/ui/use-has-elapsed.ts'
import styles from './FleetPage.module.css'
import { WriteButton } from '#src/writes/WriteButton.tsx'

// Loaded once the groups are on screen: the first load has no room for them. One after the other, so that neither holds up
// who scrolls already.
const VERSIONS_AFTER_MS = SECOND_MS
const FOOT_AFTER_MS = 2 * SECOND_MS
const fleetVersions = createLazyComponent(
  async () => (await import('#src/features/timelines/FleetVersions.tsx')).FleetVersions,
)

const fleetFoot = createLazyComponent(async () => (await import('./FleetFoot.tsx')).FleetFoot)
// Says in brief what the foot says.
const machineProblems = createLazyComponent(
  async () => (await import('#src/features/failing/MachineProblems.tsx')).MachineProblems,
)
// Only a fresh server needs it.
const firstSteps = createLazyComponent(async () => (await import('./FirstSteps.tsx')).FirstSteps)

const NO_ROWS: FleetRow[] = []

export function FleetPage() {
  const [search, onSearch] = useUrlState(parseFleetSearch, fleetSearchParams)
  const { applications, rows, source, oldestReadAt } = useFleet()
  const needsVersions = useHasElapsed(oldestReadAt > 0, VERSIONS_AFTER_MS)
  const needsFoot = useHasElapsed(oldestReadAt > 0, FOOT_AFTER_MS)
  const guide = useGuide(isUnusedFleet(applications.data, rows), fleetSearchParams(search).size > 0)
  // Where they may come, their room is kept.
  const hasRows = applications.isPending || rows.length > 0
  return (
    <>
      <PageHeading
        title={routes.fleet.title}
        note={
          <FleetNote
            applications={applications}
            rows={rows}
            oldestReadAt={oldestReadAt}
            showsMachineProblems={needsFoot}
          />
        }
        actions={<FleetActions applications={applications.data} chosen={search.application} />}
      />
      {guide.isShown && applications.data ? (
        <LazyView
          component={firstSteps}
          failureTitle="Failed to load the first steps"
          props={{ applications: applications.data, onLeave: guide.leave }}
        />
      ) : (
        <>
          {hasRows && <FleetOverview rows={rows} needsVersions={needsVersions} />}
          <GroupsPanel
            applications={applications}
            rows={rows}
            search={search}
            onSearch={onSearch}
            hasFilters={hasRows}
          />
        </>
      )}
      {needsFoot && (
        <LazyView
          component={fleetFoot}
          failureTitle="Failed to load the end of the page"
          props={{ rows: guide.isShown ? NO_ROWS : rows, source }}
        />
      )}
    </>
  )
}

interface FleetNoteProps {
  applications: UseQueryResult<Application[]>
  rows: readonly FleetRow[]
  oldestReadAt: number
  showsMachineProblems: boolean
}

function FleetNote({ applications, rows, oldestReadAt, showsMachineProblems }: FleetNoteProps) {
  return (
    <p className={styles['sentence']}>
      {applications.data ? (
        <>
          <FleetSentence rows={rows} oldestReadAt={oldestReadAt} />
          {showsMachineProblems && (
            <LazyView component={machineProblems} failureTitle="" renderFailure={() => null} props={{}} />
          )}
        </>
      ) : hasFailedRead(applications) ? (
        'The groups could not be read.'
      ) : (
        'Loading the groups…'
      )}
    </p>
  )
}

function FleetOverview({ rows, needsVersions }: { rows: readonly FleetRow[]; needsVersions: boolean }) {
  return (
    <div className={styles['summary']}>
      <div>
        <FleetSummary rows={rows} />
      </div>
      <div className={styles['versions']}>
        {needsVersions && (
          <LazyView component={fleetVersions} failureTitle="Failed to load the versions" props={{}} />
        )}
      </div>
    </div>
  )
}

interface GroupsPanelProps {
  applications: UseQueryResult<Application[]>
  rows: readonly FleetRow[]
  search: FleetSearch
  onSearch: (change: Partial<FleetSearch>) => void
  hasFilters: boolean
}

function GroupsPanel({ applications, rows, search, onSearch, hasFilters }: GroupsPanelProps) {
  const isOut = useConnection('outage') !== null
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
      <QueryPanel
        title="Groups"
        flush
        note={
          applications.data &&
          `${formatNumber(rows.length)} in ${plural(applications.data.length, 'application')}`
        }
        query={applications}
        isEmpty={() => rows.length === 0}
        empty={<EmptyState title="No groups yet" />}
        actions={hasFilters && <FleetFilters rows={rows} search={search} onSearch={onSearch} />}
      >
        {() => (
          <FleetTable
            rows={rows}
            search={deferredSearch}
            isStale={applications.isError || isOut}
            onSearch={onSearch}
            onPauseOrResume={onPauseOrResume}
          />
        )}
      </QueryPanel>
      {dialog}
    </>
  )
}

/** The first steps of a server that is fresh when the page opens, and not searched; they stay until the reader leaves them. */
function useGuide(isUnused: boolean | undefined, isSearched: boolean) {
  const [isShown, setShown] = useState<boolean>()
  if (isShown === undefined && isUnused !== undefined) setShown(isUnused && !isSearched)
  return { isShown, leave: () => setShown(false) }
}

interface FleetActionsProps {
  /** Undefined while they load. */
  applications: readonly Application[] | undefined
  /** Id of the application that the table is filtered by; empty for none. */
  chosen: string
}

function FleetActions({ applications, chosen }: FleetActionsProps) {
  return (
    <>
      <ChannelsLink applications={applications} chosen={chosen} />
      <Button component={Link} to={routes.applications.url()} size="xs" variant="default">
        Applications
      </Button>
      <WriteButton to={routes.freeze.url()} size="xs" variant="default">
        Freeze…
      </WriteButton>
      <Button component={Link} to={wallboardUrl()} size="xs" variant="default">
        Wallboard
      </Button>
    </>
  )
}
