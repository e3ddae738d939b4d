import { useQuery } from '@tanstack/react-query'
import type { Application } from '#contract/application.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import type { TimelineComparison } from '#src/domain/versions/timeline-comparison.ts'
import {
  comparedGroupKey,
  parseTimelineComparison,
  timelineComparisonParams,
} from '#src/routes/timeline-comparison-url.ts'
import { ComparedGroupsField } from '#src/features/timelines/ComparedGroupsField.tsx'
import { ApplicationTimelines } from '#src/features/timelines/ApplicationTimelines.tsx'
import { FleetTimelines } from '#src/features/timelines/FleetTimelines.tsx'
import { TimeRangeChoice } from '#src/features/timelines/TimeRangeChoice.tsx'
import { plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { useUrlState } from '#src/routes/use-url-state.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { MeasureChoice } from '#src/ui/charts/MeasureChoice.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { SegmentedChoice } from '#src/ui/SegmentedChoice.tsx'
import styles from './TimelinesPage.module.css'
import { VersionsTabs } from './VersionsTabs.tsx'

const CHARTS = [
  { value: 'versions', label: 'Versions' },
  { value: 'statuses', label: 'Statuses' },
] as const

/** Versions or statuses over time, of one or more groups side by side. */
export function TimelinesPage() {
  const [comparison, change] = useUrlState(parseTimelineComparison, timelineComparisonParams)
  const applications = useQuery(applicationsQuery())
  return (
    <>
      <PageHeading
        title={routes.timelines.title}
        documentTitle="Versions and statuses over time"
        note="of the whole fleet, or of several groups over the same time range"
      />
      <VersionsTabs current="timelines" />
      <div className={styles['selection']}>
        <QueryPanel
          title="Selection"
          query={applications}
          minHeight="var(--selection-height)"
          isEmpty={(applications) => applications.every(({ groups }) => !groups?.length)}
          empty={<EmptyState title="No groups yet">Groups can be compared once there are any.</EmptyState>}
        >
          {(applications) => (
            <div className={styles['choices']}>
              <ComparedGroupsField
                applications={applications}
                value={comparison.groups.map(comparedGroupKey)}
                onChange={(keys) =>
                  change({
                    groups: parseTimelineComparison(new URLSearchParams(keys.map((key) => ['group', key])))
                      .groups,
                  })
                }
              />
              <div className={styles['display']}>
                <SegmentedChoice
                  legend="Chart"
                  options={CHARTS}
                  value={comparison.timeline}
                  onChange={(timeline) => change({ timeline })}
                />
                <MeasureChoice measure={comparison.measure} onMeasure={(measure) => change({ measure })} />
                <TimeRangeChoice range={comparison.range} onRange={(range) => change({ range })} />
              </div>
            </div>
          )}
        </QueryPanel>
      </div>
      {applications.data && <SelectedTimelines applications={applications.data} comparison={comparison} />}
    </>
  )
}

interface SelectedTimelinesProps {
  applications: readonly Application[]
  comparison: TimelineComparison
}

function SelectedTimelines({ applications, comparison }: SelectedTimelinesProps) {
  const { groups: refs, ...display } = comparison
  if (refs.length === 0)
    return <FleetTimelines applications={applications.filter(({ groups }) => groups?.length)} {...display} />
  const selected = applications.flatMap((application) => {
    const groups = refs.flatMap(({ applicationId, groupId }) =>
      applicationId === application.id ? (application.groups ?? []).filter(({ id }) => id === groupId) : [],
    )
    return groups.length === 0 ? [] : [{ application, groups }]
  })
  const missing = refs.length - selected.reduce((sum, { groups }) => sum + groups.length, 0)
  return (
    <>
      {missing > 0 && (
        <Notice tone="waiting">
          {plural(missing, 'group')} in this link {missing === 1 ? 'was' : 'were'} not found: deleted, or on
          another server.
        </Notice>
      )}
      {selected.map(({ application, groups }) => (
        <ApplicationTimelines key={application.id} application={application} groups={groups} {...display} />
      ))}
    </>
  )
}
