import type { QueryClient } from '@tanstack/react-query'
import { type Group, targetVersion } from '#contract/group.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { latestEntriesQuery } from '#src/api/audit-log.ts'
import { failurePatternsQuery } from '#src/api/failure-patterns.ts'
import {
  groupPath,
  groupQuery,
  instanceStatsQuery,
  refOfGroup,
  versionBreakdownQuery,
} from '#src/api/groups.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { rolloutQuery } from '#src/api/rollout.ts'
import { versionChartQuery } from '#src/api/timelines.ts'
import { pageBase } from '#src/lib/page-base.ts'
import { serverNow } from '#src/lib/server-clock.ts'
import { routes } from '#src/routes/routes.ts'
import { auditSection, failureSections, policySection, rolloutSections } from './group-sections.ts'
import { breakdownSection, statusSection, timelineSection } from './count-sections.ts'
import type { Report, ReportSection, ReportSource } from './report.ts'

const MOST_CHANGES = 100

const at = (resource: string): ReportSource => ({ path: resource, readAt: serverNow() })

/** Reads everything about a group's rollout anew, and when. Throws where one of the reads fails. */
export async function readGroupReport(client: QueryClient, group: Group): Promise<Report> {
  const ref = refOfGroup(group)
  const path = groupPath(ref)
  const fresh = { staleTime: 0 }
  const current = await client.fetchQuery({ ...groupQuery(ref), ...fresh })
  const target = targetVersion(current)
  const sections: ReportSection[] = [policySection(current, at(path))]
  const rollout = await client.fetchQuery({ ...rolloutQuery(ref), ...fresh })
  const platte = `?application=${ref.applicationId}&group=${ref.groupId}`
  const breakdown = await client.fetchQuery({ ...versionBreakdownQuery(ref), ...fresh })
  sections.push(breakdownSection(breakdown, target, at(`${path}/version_breakdown`)))
  const stats = await client.fetchQuery({ ...instanceStatsQuery(ref, '1d'), ...fresh })
  sections.push(statusSection(stats, at(`${path}/instances_stats?duration=1d`)))
  const timeline = await client.fetchQuery({ ...versionChartQuery(ref, '30d'), ...fresh })
  sections.push(timelineSection(timeline, at(`${path}/version_timeline?duration=30d`)))
  if (rollout) sections.push(...rolloutSections(rollout, at(`/platte/rollout${platte}`)))
  const patterns = await client.fetchQuery({ ...failurePatternsQuery(ref), ...fresh })
  const patternsPath = patterns.fromList ? `${path}/instances` : `/platte/failure-patterns${platte}`
  sections.push(...failureSections(patterns, at(patternsPath)))
  const status = await client.ensureQueryData(platteStatusQuery())
  if (status?.audit_log) {
    const filter = { application: ref.applicationId, subject: 'group', subject_id: group.id }
    const { entries } = await client.fetchQuery({ ...latestEntriesQuery(filter, MOST_CHANGES), ...fresh })
    sections.push(auditSection(entries, at(`/platte/audit-log?subject=group&subject_id=${group.id}`)))
  }
  const applications = await client.ensureQueryData(applicationsQuery())
  const application = applications.find(({ id }) => id === ref.applicationId)
  return {
    title: `${current.name} of ${application?.name ?? 'an application that is gone'}: ${target === null ? 'no target' : `rollout of ${target}`}`,
    url: `${window.location.origin}${pageBase()}${routes.rollout.url(ref)}`,
    createdAt: serverNow(),
    sections,
  }
}
