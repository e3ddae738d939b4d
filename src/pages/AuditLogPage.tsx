import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { applicationsQuery } from '#src/api/applications.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { ExportButtons, AuditExport } from '#src/features/audit/AuditExport.tsx'
import { AuditFilters } from '#src/features/audit/AuditFilters.tsx'
import { AuditPanel } from '#src/features/audit/AuditPanel.tsx'
import {
  isNarrowedAuditSearch,
  auditFilter,
  type AuditSearch,
  auditSearchParams,
  parseAuditSearch,
} from '#src/features/audit/audit-search.ts'
import { useAuditExport } from '#src/features/audit/use-audit-export.ts'
import { routes } from '#src/routes/routes.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { ErrorState } from '#src/ui/ErrorState.tsx'
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
        <ErrorState
          title="Whether there is an audit log could not be found out"
          error={status.error}
          onRetry={() => void status.refetch()}
          retrying={status.isFetching}
        />
      ) : (
        <LoadingLines label="Looking for an audit log" />
      )}
    </>
  )
}

const NONE: never[] = []

function AuditLog() {
  const [params, setParams] = useSearchParams()
  const text = params.toString()
  const search = useMemo(() => parseAuditSearch(new URLSearchParams(text)), [text])
  const filter = useMemo(() => auditFilter(search), [search])
  const { data: applications = NONE } = useQuery(applicationsQuery())
  const file = useAuditExport(filter, applications)
  const change = (next: Partial<AuditSearch>) =>
    setParams((now) => auditSearchParams({ ...parseAuditSearch(now), ...next }), {
      replace: true,
      preventScrollReset: true,
    })
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
        onSearch={change}
      />
      <AuditExport {...file} />
      <AuditPanel filter={filter} applications={applications} isNarrowed={isNarrowedAuditSearch(search)} />
    </>
  )
}
