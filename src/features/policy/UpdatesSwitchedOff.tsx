import { useQuery } from '@tanstack/react-query'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { formatTime } from '#src/lib/format-time.ts'
import { plural } from '#src/lib/format-number.ts'
import { Notice } from '#src/ui/Notice.tsx'

/** That updates of the group went off while the form was open, and by whom where a server tells. */
export function UpdatesSwitchedOff({ groupId }: { groupId: string }) {
  const { data: status } = useQuery({ ...platteStatusQuery(), refetchOnMount: 'always' })
  const brakes = status?.safe_mode_brakes
  const brake = brakes?.find(({ group_id }) => group_id === groupId)
  return (
    <Notice tone="bad">
      <strong>Updates were switched off meanwhile</strong>
      {brake ? (
        <>
          {' '}
          by safe mode, at {formatTime(Date.parse(brake.tripped_ts))}:{' '}
          {plural(brake.updates_timed_out, 'update')} timed out, at a limit of {brake.limit}.
        </>
      ) : brakes ? (
        ', by an operator.'
      ) : (
        ', by an operator or by safe mode.'
      )}{' '}
      They stay off unless you say below that they shall be on: that would resume the rollout.
    </Notice>
  )
}
