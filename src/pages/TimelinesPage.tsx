import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import type { Application } from '#contract/application.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { MOST_COMPARED, type TimelineComparison } from '#src/domain/versions/timeline-comparison.ts'
import {
  comparedGroupKey,
  parseTimelineComparison,
  timelineComparisonParams,
} from '#src/routes/timeline-comparison-url.ts'
import { ComparedGroupsField } from '#src/features/timelines/ComparedGroupsField.tsx'
import { ApplicationTimelines } from '#src/features/timelines/ApplicationTimelines.tsx'
import { RangeChoice } from '#src/features/timelines/RangeChoice.tsx'
import { plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { MeasureChoice } from '#src/ui/MeasureChoice.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { SegmentedChoice } from '#src/ui/SegmentedChoice.tsx'
import styles from './TimelinesPage.module.css'

const WHAT = [
  { value: 'versions', label: 'Versions' },
  { value: 'statuses', label: 'Statuses' },
] as const
/** Versions or statuses over time, of one group or several side by side. */
export function TimelinesPage() {
  const [params, setParams] = useSearchParams()
  const comparison = parseTimelineComparison(params)
  const change = (part: Partial<TimelineComparison>) =>
    setParams(timelineComparisonParams({ ...comparison, ...part }), {
      replace: true,
      preventScrollReset: true,
    })
  const applications = useQuery(applicationsQuery())
  return (
    <>
      <PageHeading
        title={routes.timelines.title}
        documentTitle="Versions and statuses over time"
        note="versions or statuses of groups, side by side over the same window"
      />
      <QueryPanel
        title="What to show"
        query={applications}
        isEmpty={(applications) => applications.every(({ groups }) => !groups?.length)}
        empty={<EmptyState title="No groups yet">There is nothing to compare.</EmptyState>}
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
            <div className={styles['how']}>
              <SegmentedChoice
                legend="What is shown"
                options={WHAT}
                value={comparison.timeline}
                onChange={(timeline) => change({ timeline })}
              />
              <MeasureChoice measure={comparison.measure} onMeasure={(measure) => change({ measure })} />
              <RangeChoice range={comparison.range} onRange={(range) => change({ range })} />
            </div>
          </div>
        )}
      </QueryPanel>
      {applications.data && <Chosen applications={applications.data} comparison={comparison} />}
    </>
  )
}

interface ChosenProps {
  applications: readonly Application[]
  comparison: TimelineComparison
}

function Chosen({ applications, comparison }: ChosenProps) {
  const { groups: wanted, ...how } = comparison
  if (wanted.length === 0) return <NothingChosen applications={applications} comparison={comparison} />
  const chosen = applications.flatMap((application) => {
    const groups = wanted.flatMap(({ applicationId, groupId }) =>
      applicationId === application.id ? (application.groups ?? []).filter(({ id }) => id === groupId) : [],
    )
    return groups.length === 0 ? [] : [{ application, groups }]
  })
  const missing = wanted.length - chosen.reduce((sum, { groups }) => sum + groups.length, 0)
  return (
    <>
      {missing > 0 && (
        <Notice tone="waiting">
          {plural(missing, 'group')} of this link {missing === 1 ? 'is' : 'are'} not there: deleted, or of
          another server.
        </Notice>
      )}
      {chosen.map(({ application, groups }) => (
        <ApplicationTimelines key={application.id} application={application} groups={groups} {...how} />
      ))}
    </>
  )
}

const OFFERED = 6

function NothingChosen({ applications, comparison }: ChosenProps) {
  const offered = applications.filter(({ groups }) => groups?.length).slice(0, OFFERED)
  return (
    <EmptyState title="Choose groups to see them side by side">
      <p>Or start with those of an application:</p>
      <ul className={styles['offers']}>
        {offered.map(({ id, name, groups }) => {
          const first = (groups ?? []).slice(0, MOST_COMPARED)
          const params = timelineComparisonParams({
            ...comparison,
            groups: first.map((group) => ({ applicationId: id, groupId: group.id })),
          })
          return (
            <li key={id}>
              <Link to={routes.timelines.url(params)}>
                {name}, {groups && groups.length > first.length ? `the first ${first.length} of ` : ''}
                {plural(groups?.length ?? 0, 'group')}
              </Link>
            </li>
          )
        })}
      </ul>
    </EmptyState>
  )
}
