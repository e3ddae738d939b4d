import { MINUTE_MS } from '#contract/time-units.ts'
import { RelativeTime } from './RelativeTime.tsx'
import { useTextOfNow } from './use-now.ts'

/** Everything is read again within a minute; data of this age has missed several readings. */
const OLD_MS = 3 * MINUTE_MS

/** Whether data of this time is older than it should be; both in ms. */
export const isOldAt = (time: number, now: number): boolean => now - time >= OLD_MS

interface DataAgeProps {
  /** In ms of the server's clock; 0, when nothing was received yet, shows nothing. */
  updatedAt: number
}

/** When the data was received: "updated 12 s ago". For data that is read only once, and where no header says "Live". */
export function DataAge({ updatedAt }: DataAgeProps) {
  if (updatedAt === 0) return null
  return (
    <span>
      updated <RelativeTime time={updatedAt} />
    </span>
  )
}

interface OldDataAgeProps extends DataAgeProps {
  /** Nothing stands before it on its line. */
  isAlone?: boolean
}

/** " · updated 5 min ago" once the data is older than it should be; the header says how new everything else is. */
export function OldDataAge({ updatedAt, isAlone = false }: OldDataAgeProps) {
  const isOld = useTextOfNow((now) => String(isOldAt(updatedAt, now))) === 'true'
  if (updatedAt === 0 || !isOld) return null
  return (
    <>
      {!isAlone && ' · '}
      <DataAge updatedAt={updatedAt} />
    </>
  )
}
