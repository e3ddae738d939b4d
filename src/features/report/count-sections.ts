import type { InstanceStats, VersionBreakdown, VersionTimeline } from '#contract/group-statistics.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { compareVersions } from '#contract/version-order.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { versionSeries } from '#src/domain/versions/timeline-series.ts'
import { formatShare } from '#src/lib/format-number.ts'
import type { ReportSection, ReportSource } from './report.ts'

/** @param target null without one */
export function breakdownSection(
  breakdown: VersionBreakdown,
  target: string | null,
  source: ReportSource,
): ReportSection {
  const total = breakdown.reduce((sum, { instances }) => sum + instances, 0)
  const reached = breakdown.reduce(
    (sum, { version, instances }) =>
      target !== null && compareVersions(version, target) >= 0 ? sum + instances : sum,
    0,
  )
  return {
    title: 'Versions',
    notes: [
      'Nodes seen in the last 24 hours, by the version that they report.',
      ...(target === null ? [] : [`${formatShare(reached, total)} run ${target} or newer.`]),
    ],
    table: [
      ['Version', 'Nodes', 'Share'],
      ...breakdown.map(({ version, instances }) => [
        version === target ? `${version} (target)` : version,
        instances,
        formatShare(instances, total),
      ]),
      ['Total', total, formatShare(total, total)],
    ],
    source,
  }
}

export function statusSection(stats: InstanceStats, source: ReportSource): ReportSection {
  const rows: [number | null, number][] = [
    [INSTANCE_STATUS.updateGranted, stats.update_granted],
    [INSTANCE_STATUS.downloading, stats.downloading],
    [INSTANCE_STATUS.downloaded, stats.downloaded],
    [INSTANCE_STATUS.installed, stats.installed],
    [INSTANCE_STATUS.complete, stats.complete],
    [INSTANCE_STATUS.error, stats.error],
    [INSTANCE_STATUS.onHold, stats.onhold],
    [null, stats.undefined],
  ]
  const remainder = stats.total - rows.reduce((sum, [, nodes]) => sum + nodes, 0)
  return {
    title: 'Statuses',
    notes: ['Nodes seen in the last 24 hours, by the status of their latest update.'],
    table: [
      ['Status', 'Nodes'],
      ...rows.map(([status, nodes]) => [describeNodeStatus(status).label, nodes]),
      ...(remainder === 0 ? [] : [['In no other count', remainder]]),
      ['Total', stats.total],
    ],
    source,
  }
}

export const timelineSection = (wire: VersionTimeline, source: ReportSource): ReportSection => ({
  title: 'Versions over the last 30 days',
  notes: ['Nodes by version; the first in the legend is at the bottom.'],
  chart: versionSeries(wire, []),
  source,
})
