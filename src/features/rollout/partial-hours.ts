import { isFullHour, type RolloutHour } from '#src/domain/rollout/rollout-pace.ts'
import { formatClock } from '#src/lib/format-time.ts'

/** "01:00 to 02:00", in the reader's time zone. */
export const formatHour = ({ from, until }: Pick<RolloutHour, 'from' | 'until'>): string =>
  `${formatClock(from)} to ${formatClock(until)}`

/**
 * Lists the hours that are incomplete and says why; empty if there are none.
 * @param started when the rollout started, in ms; 0 where that is not known
 */
export function describePartialHours(hours: readonly RolloutHour[], started: number): string {
  const parts = hours
    .filter((hour) => !isFullHour(hour, started))
    .map((hour) =>
      hour.from < started
        ? `${formatClock(started)} to ${formatClock(hour.until)}, from the start of the rollout`
        : `${formatHour(hour)}, so far`,
    )
  return parts.length === 0 ? '' : `Partial hours: ${parts.join('; ')}.`
}
