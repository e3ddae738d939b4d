import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { Group } from '#contract/group.ts'
import { LazyDialog } from '#src/ui/lazy/LazyDialog.tsx'
import { createLazyComponent } from '#src/ui/lazy/lazy-component.ts'

// Loaded when the button is first pressed.
const pauseDialog = createLazyComponent(async () => (await import('./PauseDialog.tsx')).PauseDialog)

interface PauseRequest {
  group: Group
  applicationName: string | undefined
  /** Whether updates are to be on. */
  wanted: boolean
  openedBy: Element | null
}

/** One dialog for all groups of a page. */
export function usePauseDialog(): {
  /** Opens the dialog that pauses the group, or resumes it where updates are off. A stable function. */
  open: (group: Group, applicationName: string | undefined) => void
  dialog: ReactNode
} {
  const [request, setRequest] = useState<PauseRequest | null>(null)
  // Mantine's dialogs restore the focus only from their second opening on.
  const before = useRef<Element>(null)
  const open = useCallback((group: Group, applicationName: string | undefined) => {
    before.current = document.activeElement
    const wanted = !group.policy_updates_enabled
    setRequest({ group, applicationName, wanted, openedBy: document.activeElement })
  }, [])
  useEffect(() => {
    if (request === null && before.current instanceof HTMLElement)
      before.current.focus({ preventScroll: true })
  }, [request])
  const dialog = request && (
    <LazyDialog
      component={pauseDialog}
      failureTitle={`Failed to load the dialog that ${request.wanted ? 'resumes' : 'pauses'} updates`}
      props={{ ...request, onClose: () => setRequest(null) }}
    />
  )
  return { open, dialog }
}
