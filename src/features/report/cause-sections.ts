import { ACTIVITY_CLASS, type ActivityEntry } from '#contract/activity.ts'
import type { FailingNodes } from '#contract/failing-nodes.ts'
import type { VersionBreakdown } from '#contract/group-statistics.ts'
import type { Package } from '#contract/package.ts'
import type { GroupWhy } from '#contract/why.ts'
import { describeFailing } from '#src/domain/nodes/describe-failing.ts'
import { errorLabel, describeErrorCode } from '#src/domain/nodes/error-label.ts'
import { describeActivity } from '#src/domain/rollout/describe-activity.ts'
import { gateReason } from '#src/domain/rollout/describe-gate.ts'
import { floorStandings } from '#src/domain/versions/floor-standings.ts'
import { formatTime } from '#src/lib/format-time.ts'
import type { ReportSection, ReportSource } from './report.ts'

/**
 * The package change of the channel that the rollout is of.
 * @param activity of the channel, newest first
 */
export function startSection(
  activity: readonly ActivityEntry[],
  target: string,
  startedTs: string | null,
  source: ReportSource,
): ReportSection {
  const started = startedTs === null ? Infinity : Date.parse(startedTs)
  const change = activity.find(
    (entry) =>
      entry.class === ACTIVITY_CLASS.channelPackageUpdated &&
      entry.version === target &&
      Date.parse(entry.created_ts) <= started,
  )
  return {
    title: 'What started the rollout',
    notes: [
      change === undefined
        ? `The channel’s latest activity of 30 days has no change of its package to ${target}.`
        : `${describeActivity(change)}, ${formatTime(Date.parse(change.created_ts))}.`,
    ],
    source,
  }
}

/** The versions that nodes must not skip on their way to the channel's package. */
export const floorsSection = (
  floors: readonly Package[],
  target: Package | null,
  breakdown: VersionBreakdown,
  source: ReportSource,
): ReportSection => ({
  title: 'Floors',
  notes: [floors.length === 0 ? 'The channel has none.' : 'Versions that nodes must not skip.'],
  ...(floors.length > 0 && {
    table: [
      ['Version', 'Nodes that must install it', 'Reason'],
      ...floorStandings(floors, target, breakdown).map(({ floor, nodes }) => [
        floor.version,
        nodes,
        floor.floor_reason ?? '',
      ]),
    ],
  }),
  source,
})

/** Where the group's nodes stand in the server's decision. */
export const waitingSection = (why: GroupWhy, source: ReportSource): ReportSection => ({
  title: 'Where nodes wait',
  notes: ['If all checked in now; nodes seen in the last 30 days, each counted once.'],
  table: [
    ['Nodes that', 'Nodes'],
    ['would be granted an update', why.granted],
    ['are offered again what they were granted', why.offered],
    ...why.gates.map(({ gate, nodes }) => [gateReason(gate), nodes]),
    ['Total', why.nodes],
  ],
  source,
})

/** Nodes that fail in a loop or were rolled back. */
export function failingSection(failing: FailingNodes, source: ReportSource): ReportSection {
  const { nodes, total } = failing
  const notes =
    total === 0
      ? ['None.']
      : [
          describeFailing(failing),
          ...(total > nodes.length ? [`The ${nodes.length} that failed last are listed.`] : []),
        ]
  return {
    title: 'Nodes that fail again and again',
    notes,
    ...(total > 0 && {
      table: [
        ['Node', 'Alias', 'Update to', 'Error', 'What happened', 'Times', 'Latest'],
        ...nodes.map(({ instance_id, alias, version, error_code, times, latest_ts }) => [
          instance_id,
          alias,
          version ?? '–',
          errorLabel(error_code ?? ''),
          describeErrorCode(error_code ?? ''),
          times,
          formatTime(Date.parse(latest_ts)),
        ]),
      ],
    }),
    source,
  }
}
