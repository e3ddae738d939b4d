import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Group } from '#contract/group.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { latestOfEachQuery } from '#src/api/audit-log.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { allOf, formatNumber } from '#src/lib/format-number.ts'
import { resourceAuditUrl } from '#src/routes/audit-url.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { useWasVisible } from '#src/ui/use-was-visible.ts'
import { AuditList } from './AuditList.tsx'
import styles from './AuditList.module.css'
import { newestOf } from './newest-of.ts'

const SHOWN = 4

/** The latest writes to a group and its channel, loaded when the panel scrolls into view; nothing without an audit log. */
export function RecentChanges({ group }: { group: Group }) {
  const status = useQuery(platteStatusQuery())
  return status.data?.audit_log === true ? <RecentChangesPanel group={group} /> : null
}

function RecentChangesPanel({ group }: { group: Group }) {
  const [observe, wasVisible] = useWasVisible()
  const applications = useQuery(applicationsQuery())
  const filter = { subject: 'group', subject_id: group.id } as const
  const channelFilter =
    group.channel_id === null ? null : ({ subject: 'channel', subject_id: group.channel_id } as const)
  const filters = channelFilter ? [filter, channelFilter] : [filter]
  const latest = useQuery({ ...latestOfEachQuery(filters, SHOWN), enabled: wasVisible })
  const ofGroup = latest.data?.[0]?.totalCount ?? 0
  return (
    <div ref={observe}>
      <QueryPanel
        flush
        title="Recent changes"
        query={latest}
        isEmpty={(pages) => pages.every(({ entries }) => entries.length === 0)}
        empty={
          <EmptyState title="No changes recorded yet">
            The audit log has no entry about this group or its channel.
          </EmptyState>
        }
      >
        {(pages) => (
          <>
            <AuditList
              label={`Latest changes of ${group.name}`}
              entries={newestOf(
                pages.map(({ entries }) => entries),
                SHOWN,
              )}
              hasOlder={false}
              applications={applications.data ?? []}
            />
            <div className={styles['link']}>
              <Link to={resourceAuditUrl('group', group.id)}>
                {allOf(ofGroup, formatNumber(ofGroup))} in the audit log
              </Link>
              {channelFilter && (
                <Link to={resourceAuditUrl('channel', channelFilter.subject_id)}>
                  {pages[1]?.totalCount ?? 0} about channel <bdi>{group.channel?.name}</bdi>
                </Link>
              )}
            </div>
          </>
        )}
      </QueryPanel>
    </div>
  )
}
