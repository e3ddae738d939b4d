import { useSyncExternalStore } from 'react'
import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { createExternalStore } from '#src/lib/external-store.ts'
import { clockCorrection, serverNow } from '#src/lib/server-clock.ts'

let isTicking = false

/** The server's time in ms, with one timer for the whole page that rests while nothing shows the time. */
const clock = createExternalStore(serverNow(), () => {
  const timer = setInterval(tick, SECOND_MS)
  const stopFollowing = clockCorrection.subscribe(() => clock.set(serverNow()))
  isTicking = true
  return () => {
    clearInterval(timer)
    stopFollowing()
    isTicking = false
  }
})

function tick() {
  if (!document.hidden) clock.set(serverNow())
}

/** A text that depends on the server's current time in ms; the component renders again only when the text changes. */
export function useTextOfNow(text: (now: number) => string): string {
  return useSyncExternalStore(clock.subscribe, () => {
    if (!isTicking) clock.set(serverNow())
    return text(clock.get())
  })
}

/** The start of the server's current minute in ms, for what needs no redraw every second. */
export const useMinute = (): number => Number(useTextOfNow((now) => String(now - (now % MINUTE_MS))))
