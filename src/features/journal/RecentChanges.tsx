import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Group } from '#contract/group.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { latestEntriesQuery } from '#src/api/journal.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { paths } from '#src/paths.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { useWasVisible } from '#src/ui/use-was-visible.ts'
import { JournalList } from './JournalList.tsx'
import styles from './JournalList.module.css'
import { journalSearchParams } from './journal-search.ts'

const SHOWN = 4

/** The last writes to a group; nothing where no server of ours keeps a journal. Asked for when it comes into view. */
export function RecentChanges({ group }: { group: Group }) {
  const status = useQuery(platteStatusQuery())
  return status.data?.journal === true ? <RecentChangesPanel group={group} /> : null
}

function RecentChangesPanel({ group }: { group: Group }) {
  const [observe, wasVisible] = useWasVisible()
  const applications = useQuery(applicationsQuery())
  const filter = { subject: 'group', subject_id: group.id } as const
  const latest = useQuery({ ...latestEntriesQuery(filter, SHOWN), enabled: wasVisible })
  return (
    <div ref={observe}>
      <QueryPanel
        flush
        title="Recent changes"
        query={latest}
        isEmpty={({ entries }) => entries.length === 0}
        empty={
          <EmptyState title="No change since the journal began">
            The server’s journal has no entry of this group.
          </EmptyState>
        }
      >
        {({ entries, totalCount }) => (
          <>
            <JournalList
              label={`Latest changes of ${group.name}`}
              entries={entries}
              applications={applications.data ?? []}
            />
            <div className={styles['link']}>
              <Link to={paths.journal(journalSearchParams(filter))}>All {totalCount} in the journal</Link>
            </div>
          </>
        )}
      </QueryPanel>
    </div>
  )
}
