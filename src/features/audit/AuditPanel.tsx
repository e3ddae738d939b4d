import { useInfiniteQuery } from '@tanstack/react-query'
import type { Application } from '#contract/application.ts'
import { type AuditFilter, auditLogQuery } from '#src/api/audit-log.ts'
import { plural } from '#src/lib/format-number.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { ErrorState } from '#src/ui/ErrorState.tsx'
import { OlderEntries } from '#src/ui/OlderEntries.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'
import { AuditList } from './AuditList.tsx'

interface AuditPanelProps {
  title?: string
  filter: AuditFilter
  applications: readonly Application[]
  isNarrowed: boolean
}

/** The entries that match the filters, with older ones on demand. */
export function AuditPanel({ title = 'Entries', filter, applications, isNarrowed }: AuditPanelProps) {
  const auditLog = useInfiniteQuery(auditLogQuery(filter))
  const entries = auditLog.data?.pages.flatMap((page) => page.entries) ?? []
  const newest = auditLog.data?.pages[0]
  return (
    <Panel
      flush
      title={title}
      busy={auditLog.isPending}
      note={newest && `newest first · kept for ${plural(newest.kept_days, 'day')}`}
    >
      {auditLog.isPending ? (
        <LoadingLines label="Loading the audit log" lines={6} />
      ) : newest === undefined ? (
        <ErrorState
          title="Failed to load the audit log"
          error={auditLog.error ?? new Error('The server did not respond.')}
          onRetry={() => void auditLog.refetch()}
          retrying={auditLog.isFetching}
        />
      ) : entries.length === 0 ? (
        <EmptyState title={isNarrowed ? 'No entry matches' : 'No changes recorded yet'}>
          {isNarrowed
            ? `Try fewer filters. Entries older than ${plural(newest.kept_days, 'day')} are deleted.`
            : 'Changes of groups, channels, packages, floors, applications and node aliases made through this server appear here.'}
        </EmptyState>
      ) : (
        <>
          <AuditList
            label="Entries of the audit log"
            entries={entries}
            hasOlder={auditLog.hasNextPage}
            applications={applications}
          />
          {auditLog.isFetchNextPageError && (
            <ErrorState
              title="Failed to load older entries"
              error={auditLog.error}
              onRetry={() => void auditLog.fetchNextPage()}
              retrying={auditLog.isFetching}
            />
          )}
          <OlderEntries
            shown={entries.length}
            total={newest.totalCount}
            hasMore={auditLog.hasNextPage && !auditLog.isFetchNextPageError}
            loading={auditLog.isFetchingNextPage}
            onMore={() => void auditLog.fetchNextPage()}
          />
        </>
      )}
    </Panel>
  )
}
