import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import { createExternalStore } from '#src/lib/external-store.ts'

const isPrinting = createExternalStore(false, () => {
  window.addEventListener('beforeprint', begin)
  window.addEventListener('afterprint', end)
  return () => {
    window.removeEventListener('beforeprint', begin)
    window.removeEventListener('afterprint', end)
  }
})

/** At once: the browser draws the paper right after the event. */
function begin(): void {
  flushSync(() => isPrinting.set(true))
}

function end(): void {
  isPrinting.set(false)
}

/** Whether the page is being printed: what renders only the part in view renders everything then. */
export const useIsPrinting = (): boolean => useSyncExternalStore(isPrinting.subscribe, isPrinting.get)
