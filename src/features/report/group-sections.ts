import type { AuditEntry } from '#contract/audit-log.ts'
import type { FailurePatterns } from '#contract/failure-patterns.ts'
import type { Group } from '#contract/group.ts'
import type { Rollout } from '#contract/rollout.ts'
import { describeAuditEntry } from '#src/domain/audit/describe-audit-entry.ts'
import { differingFlags } from '#src/domain/nodes/differing-flags.ts'
import { errorLabel, describeErrorCode } from '#src/domain/nodes/error-label.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { policySentence } from '#src/domain/policy/policy-sentence.ts'
import { patternDetails, patternHeadline } from '#src/domain/rollout/describe-failure-pattern.ts'
import { findFailurePatterns } from '#src/domain/rollout/find-failure-patterns.ts'
import { formatShare, plural } from '#src/lib/format-number.ts'
import { formatDuration, formatTime } from '#src/lib/format-time.ts'
import { SECOND_MS } from '#contract/time-units.ts'
import type { ReportSection, ReportSource } from './report.ts'

/** The policy in force, in words and field by field. */
export const policySection = (group: Group, source: ReportSource): ReportSection => ({
  title: 'Update policy in force',
  notes: [policySentence(group)],
  table: [
    ['Setting', 'Value'],
    ['channel', group.channel?.name ?? 'none'],
    ['track', group.track],
    ...Object.entries(group)
      .filter(([name]) => name.startsWith('policy_'))
      .map(([name, value]) => [name, typeof value === 'object' ? '' : String(value)]),
  ],
  source,
})

/** What only Platte's own server reports of a rollout. */
export function rolloutSections(rollout: Rollout, source: ReportSource): ReportSection[] {
  const { target, started_ts, phases, failures, hours } = rollout
  if (target === null || started_ts === null) return []
  return [
    {
      title: 'Rollout',
      notes: [`The rollout of ${target} started ${formatTime(Date.parse(started_ts))}.`],
      table: [
        ['Hour from', 'Granted', 'Completed', 'Failed'],
        ...hours.map(({ from_ts, granted, completed, failed }) => [
          formatTime(Date.parse(from_ts)),
          granted,
          completed,
          failed,
        ]),
      ],
      source,
    },
    {
      title: 'Length of an update',
      notes: ['Medians of the latest nodes of this rollout.'],
      table: [
        ['From', 'To', 'Median', 'Nodes'],
        ...phases.map(({ from_status, to_status, median_seconds, nodes }) => [
          describeNodeStatus(from_status).label,
          describeNodeStatus(to_status).label,
          median_seconds === null ? '–' : formatDuration(median_seconds * SECOND_MS),
          nodes,
        ]),
      ],
      source,
    },
    {
      title: 'Failures',
      notes: [`${plural(rollout.nodes_failed, 'node')} failed at least once.`],
      table: [
        ['Error', 'What happened', 'Version', 'Nodes', 'Failed now'],
        ...failures.map((failure) => [
          errorLabel(failure.error_code ?? ''),
          whatHappened(failure, failures),
          failure.version ?? '–',
          failure.nodes,
          failure.nodes_in_error,
        ]),
      ],
      source,
    },
  ]
}

function whatHappened(failure: Rollout['failures'][number], failures: Rollout['failures']): string {
  const flags = differingFlags(failure, failures)
  return `${describeErrorCode(failure.error_code ?? '')}${flags.length === 0 ? '' : ` (${flags.join('; ')})`}`
}

/** What the failed nodes have in common. */
export function failureSections(report: FailurePatterns, source: ReportSource): ReportSection[] {
  if (report.failed === 0) return []
  const patterns = findFailurePatterns(report)
  return [
    {
      title: 'Failure patterns',
      notes: [
        `${plural(report.failed, 'node')} of ${report.nodes} failed (${formatShare(report.failed, report.nodes)}).`,
        ...(patterns.length === 0
          ? ['Nothing sets them apart that chance does not explain.']
          : patterns.map((pattern) => `${patternHeadline(pattern)}. ${patternDetails(pattern)}`)),
      ],
      source,
    },
  ]
}

/** What was changed, by whom and why. */
export const auditSection = (
  title: string,
  entries: readonly AuditEntry[],
  source: ReportSource,
): ReportSection => ({
  title,
  notes: entries.length === 0 ? ['No change is recorded.'] : ['Newest first.'],
  ...(entries.length > 0 && {
    table: [
      ['Time', 'By', 'What', 'Reason'],
      ...entries.map((entry) => {
        const { verb, changes } = describeAuditEntry(entry, [])
        const details = changes.map(({ label, before, after }) => `${label}: ${before} → ${after}`)
        return [
          formatTime(Date.parse(entry.created_ts)),
          entry.actor,
          [verb, ...details].join('; '),
          entry.reason,
        ]
      }),
    ],
  }),
  source,
})
