import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

// One timer for the page, resting while nobody reads it.
function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(tick, SECOND_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function tick() {
  if (document.hidden) return
  now = Date.now()
  for (const listener of listeners) listener()
}

/** A text made from the present time; the component renders again only when the text changes. */
export function useTextOfNow(text: (now: number) => string): string {
  return useSyncExternalStore(subscribe, () => {
    if (timer === undefined) now = Date.now()
    return text(now)
  })
}

/** The present minute, in ms: for what need not be drawn anew every second. */
export const useMinute = (): number => Number(useTextOfNow((now) => String(now - (now % MINUTE_MS))))
