import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { hasFailedRead } from '#src/api/has-failed-read.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { auditActorsQuery } from '#src/api/audit-log.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { ExportButtons } from '#src/features/audit/ExportButtons.tsx'
import { AuditFilters } from '#src/features/audit/AuditFilters.tsx'
import { AuditPanel } from '#src/features/audit/AuditPanel.tsx'
import {
  isNarrowedAuditSearch,
  auditFilter,
  auditSearchParams,
  parseAuditSearch,
} from '#src/features/audit/audit-search.ts'
import { useAuditExport } from '#src/features/audit/use-audit-export.ts'
import { routes } from '#src/routes/routes.ts'
import { useUrlState } from '#src/routes/use-url-state.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryError } from '#src/ui/QueryError.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { ExportNotice } from '#src/ui/ExportNotice.tsx'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'

/** Every write through Platte's server. */
export function AuditLogPage() {
  const status = useQuery(platteStatusQuery())
  if (status.data?.audit_log === true) return <AuditLog />
  return (
    <>
      <PageHeading title={routes.auditLog.title} />
      {status.data !== undefined ? (
        <EmptyState title="No audit log">
          This update server keeps no audit log. Platte’s process keeps one, also in front of another update
          server: start it with --update-server and that server’s URL, and make changes through it.
        </EmptyState>
      ) : hasFailedRead(status) ? (
        <QueryError title="Failed to check for an audit log" query={status} />
      ) : (
        <LoadingLines label="Checking for an audit log" />
      )}
    </>
  )
}

const NONE: never[] = []

function AuditLog() {
  const [search, changeSearch] = useUrlState(parseAuditSearch, auditSearchParams)
  const filter = useMemo(() => auditFilter(search), [search])
  const { data: applications = NONE } = useQuery(applicationsQuery())
  const { data: actors = NONE } = useQuery(auditActorsQuery())
  const exported = useAuditExport(filter, applications)
  const resources = applications.flatMap(({ groups, channels }) => [
    ...(groups ?? NONE),
    ...(channels ?? NONE),
  ])
  const resource = resources.find(({ id }) => id === search.subject_id)
  return (
    <>
      <PageHeading
        title={routes.auditLog.title}
        note="Every change made through this server: by whom, when and why, with the values before and after"
        actions={<ExportButtons start={exported.start} />}
      />
      <AuditFilters
        search={search}
        applications={applications}
        actors={actors}
        resourceName={resource?.name ?? null}
        onSearch={changeSearch}
      />
      {exported.state && (
        <ExportNotice
          progress={exported.state.progress}
          noun={['entry', 'entries']}
          onRetry={() => exported.state && void exported.start(exported.state.format)}
          onClose={exported.close}
        />
      )}
      <AuditPanel filter={filter} applications={applications} isNarrowed={isNarrowedAuditSearch(search)} />
    </>
  )
}
