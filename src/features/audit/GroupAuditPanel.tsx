import { useQuery } from '@tanstack/react-query'
import type { Group } from '#contract/group.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { AuditPanel } from './AuditPanel.tsx'

const NONE: never[] = []

/** Every entry of the audit log about a group; nothing without an audit log. */
export function GroupAuditPanel({ group }: { group: Group }) {
  const status = useQuery(platteStatusQuery())
  const applications = useQuery(applicationsQuery())
  if (status.data?.audit_log !== true) return null
  return (
    <AuditPanel
      title="Changes"
      filter={{ subject: 'group', subject_id: group.id }}
      applications={applications.data ?? NONE}
      isNarrowed={false}
    />
  )
}
