import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import type { RowPause } from './fleet-row.ts'

/** Since when a group is paused, by whom and why: "3 d ago by lena: “registry outage”". */
export function PauseNote({ pause: { since, by, isUncertain } }: { pause: RowPause }) {
  return (
    <>
      {isUncertain && 'last paused here '}
      <RelativeTime time={since} />
      {by && (
        <>
          {' '}
          by <bdi>{by.actor}</bdi>
          {by.reason !== '' && (
            <>
              : “<bdi>{by.reason}</bdi>”
            </>
          )}
        </>
      )}
    </>
  )
}
