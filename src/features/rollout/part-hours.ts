import { isWholeHour, type PaceHour } from '#src/domain/rollout/rollout-pace.ts'
import { formatClock } from '#src/lib/format-time.ts'

/** "01:00 to 02:00", in the reader's time zone. */
export const hourInWords = ({ from, until }: Pick<PaceHour, 'from' | 'until'>): string =>
  `${formatClock(from)} to ${formatClock(until)}`

/**
 * Which of the hours are no whole ones, and why; empty where all are.
 * @param started when the rollout started, in ms; 0 where that isn't known
 */
export function partHoursInWords(hours: readonly PaceHour[], started: number): string {
  const parts = hours
    .filter((hour) => !isWholeHour(hour, started))
    .map((hour) =>
      hour.from < started
        ? `${formatClock(started)} to ${formatClock(hour.until)}, since the rollout started`
        : `${hourInWords(hour)}, so far`,
    )
  return parts.length === 0 ? '' : `Parts of an hour: ${parts.join('; ')}.`
}
