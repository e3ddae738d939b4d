import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { applicationsQuery } from '#src/api/applications.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { ExportButtons, AuditExport } from '#src/features/audit/AuditExport.tsx'
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
import { LoadingLines } from '#src/ui/QueryPanel.tsx'

/** Every write through our server. */
export function AuditLogPage() {
  const status = useQuery(platteStatusQuery())
  if (status.data?.audit_log === true) return <AuditLog />
  return (
    <>
      <PageHeading title={routes.auditLog.title} />
      {status.data !== undefined ? (
        <EmptyState title="There is no audit log here">
          An update server keeps no audit log of what is changed. Platte’s own server does, also in front of
          another one: start it with --update-server and the address of that server, and make changes through
          it.
        </EmptyState>
      ) : status.isError ? (
        <QueryError title="Whether there is an audit log could not be found out" query={status} />
      ) : (
        <LoadingLines label="Looking for an audit log" />
      )}
    </>
  )
}

const NONE: never[] = []

function AuditLog() {
  const [search, changeSearch] = useUrlState(parseAuditSearch, auditSearchParams)
  const filter = useMemo(() => auditFilter(search), [search])
  const { data: applications = NONE } = useQuery(applicationsQuery())
  const file = useAuditExport(filter, applications)
  const things = applications.flatMap(({ groups, channels }) => [...(groups ?? NONE), ...(channels ?? NONE)])
  const thing = things.find(({ id }) => id === search.subject_id)
  return (
    <>
      <PageHeading
        title={routes.auditLog.title}
        note="Every change made through this server: who, what before and after, and why"
        actions={<ExportButtons start={file.start} />}
      />
      <AuditFilters
        search={search}
        applications={applications}
        thingName={thing?.name ?? null}
        onSearch={changeSearch}
      />
      <AuditExport {...file} />
      <AuditPanel filter={filter} applications={applications} isNarrowed={isNarrowedAuditSearch(search)} />
    </>
  )
}
