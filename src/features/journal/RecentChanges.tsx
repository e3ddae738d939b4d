import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Group } from '#contract/group.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { latestOfEachQuery } from '#src/api/journal.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { paths } from '#src/paths.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { useWasVisible } from '#src/ui/use-was-visible.ts'
import { JournalList } from './JournalList.tsx'
import styles from './JournalList.module.css'
import { journalSearchParams } from './journal-search.ts'
import { newestOf } from './newest-of.ts'

const SHOWN = 4

/** The last writes to a group and to its channel, whose package is what it rolls out; nothing where no server of ours keeps a journal. Asked for when it comes into view. */
export function RecentChanges({ group }: { group: Group }) {
  const status = useQuery(platteStatusQuery())
  return status.data?.journal === true ? <RecentChangesPanel group={group} /> : null
}

function RecentChangesPanel({ group }: { group: Group }) {
  const [observe, wasVisible] = useWasVisible()
  const applications = useQuery(applicationsQuery())
  const filter = { subject: 'group', subject_id: group.id } as const
  const ofChannel =
    group.channel_id === null ? null : ({ subject: 'channel', subject_id: group.channel_id } as const)
  const filters = ofChannel ? [filter, ofChannel] : [filter]
  const latest = useQuery({ ...latestOfEachQuery(filters, SHOWN), enabled: wasVisible })
  return (
    <div ref={observe}>
      <QueryPanel
        flush
        title="Recent changes"
        query={latest}
        isEmpty={(pages) => pages.every(({ entries }) => entries.length === 0)}
        empty={
          <EmptyState title="No change since the journal began">
            The server’s journal has no entry of this group, nor of its channel.
          </EmptyState>
        }
      >
        {(pages) => (
          <>
            <JournalList
              label={`Latest changes of ${group.name}`}
              entries={newestOf(
                pages.map(({ entries }) => entries),
                SHOWN,
              )}
              applications={applications.data ?? []}
            />
            <div className={styles['link']}>
              <Link to={paths.journal(journalSearchParams(filter))}>
                All {pages[0]?.totalCount ?? 0} in the journal
              </Link>
              {ofChannel && (
                <Link to={paths.journal(journalSearchParams(ofChannel))}>
                  {pages[1]?.totalCount ?? 0} of channel {group.channel?.name}
                </Link>
              )}
            </div>
          </>
        )}
      </QueryPanel>
    </div>
  )
}
