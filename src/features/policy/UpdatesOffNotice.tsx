import { useQuery } from '@tanstack/react-query'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { plural } from '#src/lib/format-number.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'

/** Updates of the group went off while the form was open, and who switched them off, where the server reports it. */
export function UpdatesOffNotice({ groupId }: { groupId: string }) {
  const { data: status } = useQuery({ ...platteStatusQuery(), refetchOnMount: 'always' })
  const brakes = status?.safe_mode_brakes
  const brake = brakes?.find(({ group_id }) => group_id === groupId)
  return (
    <Notice tone="bad">
      <strong>Updates were switched off meanwhile</strong>
      {brake ? (
        <>
          {' '}
          by safe mode <RelativeTime time={brake.tripped_ts} />: {plural(brake.updates_timed_out, 'update')}{' '}
          timed out, and the limit is {brake.limit}.
        </>
      ) : brakes ? (
        ', by an operator.'
      ) : (
        ', by an operator or by safe mode.'
      )}{' '}
      They stay off unless you choose “on” below, which resumes the rollout.
    </Notice>
  )
}
