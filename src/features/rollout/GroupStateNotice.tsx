import type { Group } from '#contract/group.ts'
import type { GroupState } from '#src/domain/rollout/group-state.ts'
import { formatInterval } from '#src/domain/policy/format-interval.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { LastPause } from './LastPause.tsx'
import { PausedSince } from './PausedSince.tsx'

/** Why no node gets an update, when none does; nothing when some may. */
export function GroupStateNotice({ group, state }: { group: Group; state: GroupState }) {
  switch (state.kind) {
    case 'held-by-safe-mode':
      return (
        <Notice tone="bad">
          Safe mode switched updates off <RelativeTime time={state.trippedTs} />:{' '}
          {plural(state.timedOut, 'update')} took longer than {group.policy_update_timeout}, and the limit is{' '}
          {state.limit}. Find out why before you switch them on again: as long as these nodes stay where they
          are, the next node that asks trips it again.
        </Notice>
      )
    case 'paused':
      return (
        <Notice tone="waiting">
          An operator switched updates off <PausedSince group={group} />: no node gets a new one. Nodes that
          were granted one go on with it.
          <LastPause group={group} guess={false} />
        </Notice>
      )
    case 'updates-off':
      return (
        <Notice tone="waiting">
          Updates are off: no node gets a new one. This server doesn’t tell whether an operator or safe mode
          switched them off{state.perhaps && `; perhaps it was ${state.perhaps}`}.
          <LastPause group={group} guess />
        </Notice>
      )
    case 'outside-office-hours':
      return (
        <Notice tone="waiting">
          Outside office hours: no node gets a new update before Monday to Friday, 9 to 17{' '}
          {group.policy_timezone
            ? `in ${group.policy_timezone}`
            : '– and the group has no time zone, so never'}
          . Nodes that were granted one go on with it.
        </Notice>
      )
    case 'waiting-for-room':
      return (
        <Notice tone="neutral">
          {plural(state.onHold, 'node')} on hold {state.onHold === 1 ? 'waits' : 'wait'} for room:{' '}
          {formatNumber(state.underWay)} {state.underWay === 1 ? 'is' : 'are'} under way, and the limit is{' '}
          {formatNumber(state.limit)}. They go on as others finish, or time out after{' '}
          {formatInterval(group.policy_update_timeout)}.
        </Notice>
      )
    case 'no-package':
      return (
        <Notice tone="neutral">
          {group.channel
            ? `The channel “${group.channel.name}” has no package, so there is nothing to update to.`
            : 'The group follows no channel, so there is nothing to update to.'}
        </Notice>
      )
    case 'frozen':
    case 'no-nodes':
    case 'rolling-out':
    case 'done':
    case 'unknown':
      break
  }
  return null
}
