import type { ReactNode } from 'react'
import type { Group } from '#contract/group.ts'
import { formatInterval } from '#src/domain/policy/format-interval.ts'
import type { GroupState } from '#src/domain/rollout/group-state.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { LastPause } from './LastPause.tsx'
import { PausedSince } from './PausedSince.tsx'

interface GroupStateNoticeProps {
  group: Group
  state: GroupState
  /** Renders text as a link to the nodes whose updates failed or have not ended. */
  renderUnfinished: (text: string) => ReactNode
}

/** Why the group's nodes are granted no update; nothing while they may be. */
export function GroupStateNotice({ group, state, renderUnfinished }: GroupStateNoticeProps) {
  switch (state.kind) {
    case 'held-by-safe-mode':
      return (
        <Notice tone="bad">
          Safe mode switched updates off <RelativeTime time={state.trippedTs} />:{' '}
          {plural(state.timedOut, 'update')} took longer than {formatInterval(group.policy_update_timeout)},
          and the limit is {formatNumber(state.limit)}. Find the cause before you resume: while these nodes
          stay as they are, the next check-in triggers safe mode again.{' '}
          {renderUnfinished('List the nodes that failed or are still updating')}
        </Notice>
      )
    case 'paused':
      return (
        <Notice tone="waiting">
          An operator switched updates off <PausedSince group={group} />: no node is granted an update.
          Updates in progress continue.
          <LastPause group={group} isUncertain={false} />
        </Notice>
      )
    case 'updates-off':
      return (
        <Notice tone="waiting">
          Updates are off: no node is granted an update. This server does not report whether an operator or
          safe mode switched them off{state.likelyCause && `; possibly it was ${state.likelyCause}`}.
          <LastPause group={group} isUncertain />
        </Notice>
      )
    case 'outside-office-hours':
      return <Notice tone="waiting">{describeOfficeHours(group)}</Notice>
    case 'at-limit':
      return (
        <Notice tone="neutral">
          {plural(state.waiting, 'node')} {state.waiting === 1 ? 'is' : 'are'} waiting:{' '}
          {plural(state.inProgress, 'update')} {state.inProgress === 1 ? 'is' : 'are'} in progress, and the
          limit is {formatNumber(state.limit)}. The next node continues when an update ends or times out after{' '}
          {formatInterval(group.policy_update_timeout)}.
        </Notice>
      )
    case 'no-package':
      return (
        <Notice tone="neutral">
          {group.channel ? (
            <>
              The channel “<bdi>{group.channel.name}</bdi>” has no package, so there is nothing to update to.
            </>
          ) : (
            'The group follows no channel, so there is nothing to update to.'
          )}
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

const describeOfficeHours = ({ policy_timezone: zone }: Group): string =>
  zone
    ? `Outside office hours, which are Monday to Friday, 9 to 17 in ${zone}: no node is granted an update. Updates in progress continue.`
    : 'The policy keeps to office hours, but has no time zone: no node is ever granted an update. Updates in progress continue.'
