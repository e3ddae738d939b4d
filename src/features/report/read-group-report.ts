import type { QueryClient } from '@tanstack/react-query'
import type { VersionBreakdown } from '#contract/group-statistics.ts'
import { type Group, targetVersion } from '#contract/group.ts'
import type { Rollout } from '#contract/rollout.ts'
import { channelActivityQuery, latestActivityPath } from '#src/api/activity.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { auditLogPath, latestEntriesQuery } from '#src/api/audit-log.ts'
import { failingNodesQuery } from '#src/api/failing-nodes.ts'
import { failurePatternsQuery } from '#src/api/failure-patterns.ts'
import { floorsPath, floorsQuery } from '#src/api/floors.ts'
import { groupWhyQuery } from '#src/api/group-why.ts'
import {
  type GroupRef,
  groupPath,
  groupQuery,
  instanceStatsQuery,
  refOfGroup,
  versionBreakdownPath,
  versionBreakdownQuery,
} from '#src/api/groups.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { rolloutQuery } from '#src/api/rollout.ts'
import { serverCapabilitiesQuery } from '#src/api/server-capabilities.ts'
import { versionChartQuery, versionTimelinePath } from '#src/api/timelines.ts'
import { pageBase } from '#src/lib/page-base.ts'
import { serverNow } from '#src/lib/server-clock.ts'
import { routes } from '#src/routes/routes.ts'
import { failingSection, floorsSection, startSection, waitingSection } from './cause-sections.ts'
import { breakdownSection, statusSection, timelineSection } from './count-sections.ts'
import { auditSection, failureSections, policySection, rolloutSections } from './group-sections.ts'
import type { Report, ReportSection, ReportSource } from './report.ts'

const MAX_CHANGES = 100

const at = (resource: string): ReportSource => ({ path: resource, readAt: serverNow() })
const fresh = { staleTime: 0 }
const scopeOf = ({ applicationId, groupId }: GroupRef) => `?application=${applicationId}&group=${groupId}`

/** Reads everything about a group's rollout anew, and when. Throws where one of the reads fails. */
export async function readGroupReport(client: QueryClient, group: Group): Promise<Report> {
  const ref = refOfGroup(group)
  const current = await client.fetchQuery({ ...groupQuery(ref), ...fresh })
  const target = targetVersion(current)
  const policy = policySection(current, at(groupPath(ref)))
  const rollout = await client.fetchQuery({ ...rolloutQuery(ref), ...fresh })
  const ofRollout = rollout ? rolloutSections(rollout, at(`/platte/rollout${scopeOf(ref)}`)) : []
  const breakdown = await client.fetchQuery({ ...versionBreakdownQuery(ref), ...fresh })
  const versions = breakdownSection(breakdown, target, at(versionBreakdownPath(ref)))
  const sections = [
    policy,
    ...(await readChannelSections(client, current, rollout, breakdown)),
    ...(await readWaiting(client, ref)),
    versions,
    ...(await readCounts(client, ref)),
    ...ofRollout,
    ...(await readFailures(client, ref)),
    ...(await readChanges(client, current)),
  ]
  const applications = await client.ensureQueryData(applicationsQuery())
  const application = applications.find(({ id }) => id === ref.applicationId)
  return {
    title: `${current.name} of ${application?.name ?? 'an application that is gone'}: ${target === null ? 'no target' : `rollout of ${target}`}`,
    url: `${window.location.origin}${pageBase()}${routes.rollout.url(ref)}`,
    createdAt: serverNow(),
    sections,
  }
}

/** What the channel offers: since when, and which floors are on the way. @param rollout null where it is not reported */
async function readChannelSections(
  client: QueryClient,
  { application_id: applicationId, channel_id: channelId, channel }: Group,
  rollout: Rollout | null,
  breakdown: VersionBreakdown,
): Promise<ReportSection[]> {
  if (channelId === null) return []
  const sections: ReportSection[] = []
  const offered = channel?.package ?? null
  if (offered !== null) {
    const activity = await client.fetchQuery({ ...channelActivityQuery(applicationId, channelId), ...fresh })
    const source = at(latestActivityPath(applicationId, { channelID: channelId }))
    sections.push(startSection(activity, offered.version, rollout?.started_ts ?? null, source))
  }
  const { floors: hasFloors } = await client.ensureQueryData(serverCapabilitiesQuery())
  if (hasFloors) {
    const floors = await client.fetchQuery({ ...floorsQuery({ applicationId, channelId }), ...fresh })
    sections.push(floorsSection(floors, offered, breakdown, at(floorsPath(channelId))))
  }
  return sections
}

async function readWaiting(client: QueryClient, ref: GroupRef): Promise<ReportSection[]> {
  const why = await client.fetchQuery({ ...groupWhyQuery(ref), ...fresh })
  return why === null ? [] : [waitingSection(why, at(`/platte/groups/${ref.groupId}/why`))]
}

async function readCounts(client: QueryClient, ref: GroupRef): Promise<ReportSection[]> {
  const stats = await client.fetchQuery({ ...instanceStatsQuery(ref, '1d'), ...fresh })
  const statuses = statusSection(stats, at(`${groupPath(ref)}/instances_stats?duration=1d`))
  const timeline = await client.fetchQuery({ ...versionChartQuery(ref, '30d'), ...fresh })
  return [statuses, timelineSection(timeline, at(versionTimelinePath(ref, '30d')))]
}

async function readFailures(client: QueryClient, ref: GroupRef): Promise<ReportSection[]> {
  const patterns = await client.fetchQuery({ ...failurePatternsQuery(ref), ...fresh })
  const path = patterns.fromList ? `${groupPath(ref)}/instances` : `/platte/failure-patterns${scopeOf(ref)}`
  const sections = failureSections(patterns, at(path))
  const failing = await client.fetchQuery({ ...failingNodesQuery(ref.groupId), ...fresh })
  if (failing !== null)
    sections.push(failingSection(failing, at(`/platte/failing-nodes?group=${ref.groupId}`)))
  return sections
}

/** Who changed the group and its channel, where that is recorded. */
async function readChanges(
  client: QueryClient,
  { application_id: application, id, channel_id }: Group,
): Promise<ReportSection[]> {
  const status = await client.ensureQueryData(platteStatusQuery())
  if (!status?.audit_log) return []
  const readSection = async (title: string, subject: string, subject_id: string) => {
    const filter = { application, subject, subject_id }
    const { entries } = await client.fetchQuery({ ...latestEntriesQuery(filter, MAX_CHANGES), ...fresh })
    return auditSection(title, entries, at(auditLogPath(filter, { limit: MAX_CHANGES })))
  }
  const ofGroup = await readSection('Changes of the group', 'group', id)
  if (channel_id === null) return [ofGroup]
  return [ofGroup, await readSection('Changes of the channel', 'channel', channel_id)]
}
