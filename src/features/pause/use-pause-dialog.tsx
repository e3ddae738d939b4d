import { lazy, type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import type { Group } from '#contract/group.ts'
import type { SwitchDone } from './use-switch-updates.ts'

// Nobody needs it before they press the button.
const PauseDialog = lazy(async () => ({ default: (await import('./PauseDialog.tsx')).PauseDialog }))

interface Asked {
  group: Group
  applicationName: string | undefined
  /** Whether updates shall be on. */
  wanted: boolean
  openedBy: Element | null
}

/**
 * One dialog a page, however many groups it can be opened for.
 * @param onSwitched told of what was done, also after the dialog was left
 */
export function usePauseDialog(onSwitched: SwitchDone): {
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
      <PauseDialog {...asked} onSwitched={onSwitched} onClose={() => setAsked(null)} />
    </Suspense>
  )
  return { ask, dialog }
}
