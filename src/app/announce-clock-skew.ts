import { MINUTE_MS } from '#contract/time-units.ts'
import { formatDuration } from '#src/lib/format-time.ts'
import { clockCorrection } from '#src/lib/server-clock.ts'
import { notify } from '#src/ui/notify.ts'

/** Below this, nobody misreads a time. */
const MAX_SKEW_MS = 3 * MINUTE_MS

let isAnnounced = false

function announce() {
  const correction = clockCorrection.get()
  if (isAnnounced || Math.abs(correction) < MAX_SKEW_MS) return
  isAnnounced = true
  notify({
    tone: 'caution',
    title: `This computer’s clock is ${formatDuration(roundedSkew(correction))} ${correction < 0 ? 'ahead of' : 'behind'} the server’s`,
    message: 'Ages and forecasts on these pages follow the server’s clock. Check which of the two is wrong.',
  })
}

/** To whole minutes: responses give the time to the second at best. */
const roundedSkew = (correction: number) => Math.round(Math.abs(correction) / MINUTE_MS) * MINUTE_MS

/** Reports once, as long as the page is open, that the clocks of browser and server differ. @returns stops watching */
export function announceClockSkew(): () => void {
  announce()
  return clockCorrection.subscribe(announce)
}
