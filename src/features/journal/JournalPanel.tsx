import { useInfiniteQuery } from '@tanstack/react-query'
import type { Application } from '#contract/application.ts'
import { type JournalFilter, journalQuery } from '#src/api/journal.ts'
import { plural } from '#src/lib/plural.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { ErrorState } from '#src/ui/ErrorState.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'
import { JournalList, OlderEntries } from './JournalList.tsx'

interface JournalPanelProps {
  filter: JournalFilter
  applications: readonly Application[]
  isNarrowed: boolean
}

/** The entries that the filters leave, and older ones at a press. */
export function JournalPanel({ filter, applications, isNarrowed }: JournalPanelProps) {
  const journal = useInfiniteQuery(journalQuery(filter))
  const entries = journal.data?.pages.flatMap((page) => page.entries) ?? []
  const newest = journal.data?.pages[0]
  return (
    <Panel
      flush
      title="Entries"
      busy={journal.isPending}
      note={newest && `newest first · kept for ${plural(newest.kept_days, 'day')}`}
    >
      {journal.isPending ? (
        <LoadingLines label="Loading the journal" lines={6} />
      ) : newest === undefined ? (
        <ErrorState
          title="The journal could not be loaded"
          error={journal.error ?? new Error('The server did not answer.')}
          onRetry={() => void journal.refetch()}
          retrying={journal.isFetching}
        />
      ) : entries.length === 0 ? (
        <EmptyState title={isNarrowed ? 'No entry matches' : 'Nothing has been written yet'}>
          {isNarrowed
            ? 'Take a filter away; what is older than the journal is kept is gone.'
            : 'Every change of a group, channel, package, floor, application or node’s alias that goes through this server will stand here.'}
        </EmptyState>
      ) : (
        <>
          <JournalList label="Entries of the journal" entries={entries} applications={applications} />
          {journal.isFetchNextPageError && (
            <ErrorState
              title="Older entries could not be loaded"
              error={journal.error}
              onRetry={() => void journal.fetchNextPage()}
              retrying={journal.isFetching}
            />
          )}
          <OlderEntries
            shown={entries.length}
            total={newest.totalCount}
            hasMore={journal.hasNextPage && !journal.isFetchNextPageError}
            loading={journal.isFetchingNextPage}
            onMore={() => void journal.fetchNextPage()}
          />
        </>
      )}
    </Panel>
  )
}
