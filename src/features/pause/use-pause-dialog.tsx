import { lazy, type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import type { Group } from '#contract/group.ts'

// Nobody needs it before they press the button.
const PauseDialog = lazy(async () => ({ default: (await import('./PauseDialog.tsx')).PauseDialog }))

interface Asked {
  group: Group
  applicationName: string | undefined
  /** Whether updates shall be on. */
  wanted: boolean
  openedBy: Element | null
}

/** One dialog a page, however many groups it can be opened for. */
export function usePauseDialog(): {
  /** Asks whether to switch the group's updates off, or on where they are off. Stays the same function. */
  ask: (group: Group, applicationName: string | undefined) => void
  dialog: ReactNode
} {
  const [asked, setAsked] = useState<Asked | null>(null)
  // Mantine's dialogs return the focus from their second opening on only.
  const before = useRef<Element>(null)
  const ask = useCallback((group: Group, applicationName: string | undefined) => {
    before.current = document.activeElement
    const wanted = !group.policy_updates_enabled
    setAsked({ group, applicationName, wanted, openedBy: document.activeElement })
  }, [])
  useEffect(() => {
    if (asked === null && before.current instanceof HTMLElement) before.current.focus({ preventScroll: true })
  }, [asked])
  const dialog = asked && (
    <Suspense fallback={null}>
      <PauseDialog {...asked} onClose={() => setAsked(null)} />
    </Suspense>
  )
  return { ask, dialog }
}
