import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { applicationsQuery } from '#src/api/applications.ts'
import { checkTimeAt } from '#src/domain/nodes/node-filter.ts'
import { ActivityFilters } from '#src/features/activity/ActivityFilters.tsx'
import { ActivityPanel } from '#src/features/activity/ActivityPanel.tsx'
import { useActivityExport } from '#src/features/activity/use-activity-export.ts'
import { serverNow } from '#src/lib/server-clock.ts'
import { activityParams, parseActivitySearch } from '#src/routes/activity-url.ts'
import { routes } from '#src/routes/routes.ts'
import { useUrlState } from '#src/routes/use-url-state.ts'
import { ExportNotice } from '#src/ui/ExportNotice.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'

const NONE: never[] = []

/** What happened in the fleet since a chosen time: rollouts, failed updates and changes of channels. */
export function ActivityPage() {
  const [search, changeSearch] = useUrlState(parseActivitySearch, activityParams)
  const filter = useMemo(() => ({ ...search, since: checkTimeAt(search.since, serverNow()) }), [search])
  const { data: applications = NONE } = useQuery(applicationsQuery())
  const exported = useActivityExport(filter, applications)
  return (
    <>
      <PageHeading
        title={routes.activity.title}
        note="Rollouts, failed updates and changes of channels’ packages"
        actions={
          <Button size="xs" variant="default" onClick={() => void exported.start('csv')}>
            Save as CSV
          </Button>
        }
      />
      <ActivityFilters search={search} applications={applications} onSearch={changeSearch} />
      {exported.state && (
        <ExportNotice
          progress={exported.state.progress}
          noun={['entry', 'entries']}
          onRetry={() => void exported.start('csv')}
          onClose={exported.close}
        />
      )}
      <ActivityPanel filter={filter} applications={applications} />
    </>
  )
}
