import type { Group } from '#contract/group.ts'
import type { UpdateGate } from '#contract/update-rules/update-gates.ts'
import type { NodeWhy, UpdateGateReport } from '#contract/why.ts'
import { formatAgo, formatTime } from '#src/lib/format-time.ts'
import { describeLimitUse, type WhyDescription } from './describe-why.ts'

/** What a node must meet to pass each gate. */
const REQUIREMENTS: Record<UpdateGate, string> = {
  silent: 'It checks in',
  'no-group': 'Its group exists and has a channel',
  'update-in-progress': 'No update of it is in progress',
  'no-package': 'The channel has a package',
  'held-grant': 'A grant that it holds still gets it an update',
  'up-to-date': 'The target is newer than its version',
  blacklisted: 'The next package is not blacklisted',
  'updates-disabled': 'The group’s updates are on',
  'outside-office-hours': 'Office hours, if the policy keeps to them',
  'max-updates-per-period': 'The period’s limit is not reached',
  'max-concurrent-updates': 'The limit on updates in progress is not reached',
  'max-timed-out-updates': 'Safe mode: few updates have timed out',
}

/** What the nodes do that stop at each gate: “nodes that …”. */
const REASONS: Record<UpdateGate, string> = {
  silent: 'have been silent for more than 24 hours',
  'no-group': 'are refused: the group has no channel',
  'update-in-progress': 'are updating',
  'no-package': 'wait for a package',
  'held-grant': 'end their grants at the next check-in',
  'up-to-date': 'run the target or newer',
  blacklisted: 'are stopped by the blacklist',
  'updates-disabled': 'wait for updates to be switched on',
  'outside-office-hours': 'wait for office hours',
  'max-updates-per-period': 'wait for the period’s limit',
  'max-concurrent-updates': 'wait for updates in progress to end',
  'max-timed-out-updates': 'are stopped by safe mode',
}

export const gateRequirement = (gate: UpdateGate): string => REQUIREMENTS[gate]
export const gateReason = (gate: UpdateGate): string => REASONS[gate]

/** Whether a node that stops there has a fault, waits, or neither, as `describeWhy` says of it. */
const BLOCKED_TONES: Record<UpdateGate, WhyDescription['tone']> = {
  silent: 'waiting',
  'no-group': 'bad',
  'update-in-progress': 'moving',
  'no-package': 'neutral',
  'held-grant': 'neutral',
  'up-to-date': 'neutral',
  blacklisted: 'bad',
  'updates-disabled': 'waiting',
  'outside-office-hours': 'waiting',
  'max-updates-per-period': 'waiting',
  'max-concurrent-updates': 'waiting',
  'max-timed-out-updates': 'bad',
}

interface GateStateDescription {
  label: string
  tone: WhyDescription['tone']
}

const STATES: Record<Exclude<UpdateGateReport['state'], 'blocked'>, GateStateDescription> = {
  passed: { label: 'Yes', tone: 'good' },
  'not-reached': { label: 'Not reached', tone: 'neutral' },
  unknown: { label: 'Not reported', tone: 'neutral' },
}

export const describeGateState = ({
  gate,
  state,
}: Pick<UpdateGateReport, 'gate' | 'state'>): GateStateDescription =>
  state === 'blocked' ? { label: 'No', tone: BLOCKED_TONES[gate] } : STATES[state]

/** The numbers and times of a gate; empty where it has none. Times are in the reader's zone, with its name. */
export function describeGateFacts(
  report: UpdateGateReport,
  why: NodeWhy,
  policy: Pick<Group, 'policy_timezone' | 'policy_period_interval' | 'policy_update_timeout'> | null,
  now: number,
): string {
  const facts = [
    report.gate === 'silent'
      ? `last check-in ${formatAgo(Math.min(Date.parse(why.last_check_ts), now), now)}`
      : '',
    report.gate === 'up-to-date' && report.state !== 'not-reached'
      ? `runs ${why.version}, target ${why.target ?? 'none'}`
      : '',
    report.gate === 'blacklisted' && report.state !== 'not-reached' && why.path[0]
      ? `next: ${why.path[0].version}`
      : '',
    describeLimitUse(report, policy),
    report.since_ts && report.gate !== 'silent' ? `since ${formatTime(Date.parse(report.since_ts))}` : '',
    report.clears_ts ? `until ${latest(report.clears_ts)}` : '',
    ...why.later_gates
      .filter(({ gate }) => gate === report.gate)
      .map(
        ({ clears_ts }) => `would hold it later${clears_ts === null ? '' : `, until ${latest(clears_ts)}`}`,
      ),
  ]
  return facts.filter((fact) => fact !== '').join(' · ')
}

const latest = (timestamp: string) => `${formatTime(Date.parse(timestamp))} at the latest`
