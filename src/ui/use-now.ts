import { useSyncExternalStore } from 'react'
import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { createExternalStore } from '#src/lib/external-store.ts'

let isTicking = false

/** The time in ms, with one timer for the whole page that rests while nothing shows the time. */
const clock = createExternalStore(Date.now(), () => {
  const timer = setInterval(tick, SECOND_MS)
  isTicking = true
  return () => {
    clearInterval(timer)
    isTicking = false
  }
})

function tick() {
  if (!document.hidden) clock.set(Date.now())
}

/** A text that depends on the current time in ms; the component renders again only when the text changes. */
export function useTextOfNow(text: (now: number) => string): string {
  return useSyncExternalStore(clock.subscribe, () => {
    if (!isTicking) clock.set(Date.now())
    return text(clock.get())
  })
}

/** The start of the current minute in ms, for what needs no redraw every second. */
export const useMinute = (): number => Number(useTextOfNow((now) => String(now - (now % MINUTE_MS))))
