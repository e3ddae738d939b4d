import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { applicationsQuery } from '#src/api/applications.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { ExportButtons, JournalExport } from '#src/features/journal/JournalExport.tsx'
import { JournalFilters } from '#src/features/journal/JournalFilters.tsx'
import { JournalPanel } from '#src/features/journal/JournalPanel.tsx'
import {
  isNarrowedJournal,
  journalFilter,
  type JournalSearch,
  journalSearchParams,
  parseJournalSearch,
} from '#src/features/journal/journal-search.ts'
import { useJournalExport } from '#src/features/journal/use-journal-export.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { ErrorState } from '#src/ui/ErrorState.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'

/** Every write through our server. */
export function JournalPage() {
  const status = useQuery(platteStatusQuery())
  if (status.data?.journal === true) return <Journal />
  return (
    <>
      <PageHeading title="Journal" />
      {status.data !== undefined ? (
        <EmptyState title="There is no journal here">
          An update server keeps no journal of what is changed. Platte’s own server does, also in front of
          another one: start it with --update-server and the address of that server, and make changes through
          it.
        </EmptyState>
      ) : status.isError ? (
        <ErrorState
          title="Whether there is a journal could not be found out"
          error={status.error}
          onRetry={() => void status.refetch()}
          retrying={status.isFetching}
        />
      ) : (
        <LoadingLines label="Looking for a journal" />
      )}
    </>
  )
}

const NONE: never[] = []

function Journal() {
  const [params, setParams] = useSearchParams()
  const text = params.toString()
  const search = useMemo(() => parseJournalSearch(new URLSearchParams(text)), [text])
  const filter = useMemo(() => journalFilter(search), [search])
  const { data: applications = NONE } = useQuery(applicationsQuery())
  const file = useJournalExport(filter, applications)
  const change = (next: Partial<JournalSearch>) =>
    setParams((now) => journalSearchParams({ ...parseJournalSearch(now), ...next }), {
      replace: true,
      preventScrollReset: true,
    })
  const things = applications.flatMap(({ groups, channels }) => [...(groups ?? NONE), ...(channels ?? NONE)])
  const thing = things.find(({ id }) => id === search.subject_id)
  return (
    <>
      <PageHeading
        title="Journal"
        note="Every change made through this server: who, what before and after, and why"
        actions={<ExportButtons start={file.start} />}
      />
      <JournalFilters
        search={search}
        applications={applications}
        thingName={thing?.name ?? null}
        onSearch={change}
      />
      <JournalExport {...file} />
      <JournalPanel filter={filter} applications={applications} isNarrowed={isNarrowedJournal(search)} />
    </>
  )
}
