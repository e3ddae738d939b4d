import { describeFleet } from '#src/domain/attention/describe-fleet.ts'
import { isOldAt } from '#src/ui/DataAge.tsx'
import { useMinute } from '#src/ui/use-now.ts'
import type { FleetRow } from './fleet-row.ts'

interface FleetSentenceProps {
  rows: readonly FleetRow[]
  /** When the oldest of the shown stats were read, in ms; 0 while there are none. */
  oldestReadAt: number
}

/** The fleet in one sentence. */
export function FleetSentence({ rows, oldestReadAt }: FleetSentenceProps) {
  const now = useMinute()
  const isStale = oldestReadAt > 0 && isOldAt(oldestReadAt, now)
  const groups = rows.map(({ state, reasons, failure, doneAt }) => ({
    state,
    reasons,
    hasFailed: failure !== null,
    doneAt,
  }))
  return <>{describeFleet(groups, { now, staleSince: isStale ? oldestReadAt : null })}</>
}
