import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import { createExternalStore } from '#src/lib/external-store.ts'

const isPrinting = createExternalStore(false, () => {
  // The browser draws the paper right after the event.
  const begin = () => flushSync(() => isPrinting.set(true))
  const end = () => isPrinting.set(false)
  window.addEventListener('beforeprint', begin)
  window.addEventListener('afterprint', end)
  return () => {
    window.removeEventListener('beforeprint', begin)
    window.removeEventListener('afterprint', end)
  }
})

/** Whether the page is being printed: what renders only the part in view renders everything then. */
export const useIsPrinting = (): boolean => useSyncExternalStore(isPrinting.subscribe, isPrinting.get)
