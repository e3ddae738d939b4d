import { useOs } from '@mantine/hooks'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { handlesOwnKeys, NO_KEYS, pressKey, type ShortcutAction } from './shortcuts.ts'
import { LazyDialog } from '#src/ui/lazy/LazyDialog.tsx'
import { createLazyComponent } from '#src/ui/lazy/lazy-component.ts'
import { useTypedAhead } from './use-typed-ahead.ts'

// Both load when they are opened for the first time.
const palette = createLazyComponent(async () => (await import('./ActionPalette.tsx')).ActionPalette)
const shortcutsDialog = createLazyComponent(
  async () => (await import('./ShortcutsDialog.tsx')).ShortcutsDialog,
)

type DialogName = 'palette' | 'help'

/** The keyboard shortcuts of every page, and the dialogs that they and the header's buttons open. */
export function useShortcuts(): { show: (dialog: DialogName) => void; dialogs: ReactNode; mod: string } {
  const navigate = useNavigate()
  const [open, setOpen] = useState<DialogName | null>(null)
  const [loaded, setLoaded] = useState({ palette: false, help: false })
  const mod = useModKey()
  // Mantine returns the focus only if the dialog was mounted before it opened, and these two are not.
  const returnFocusTo = useRef<Element>(null)
  const show = (dialog: DialogName) => {
    if (open === null) returnFocusTo.current = document.activeElement
    setLoaded((loaded) => ({ ...loaded, [dialog]: true }))
    setOpen(dialog)
  }
  const close = () => setOpen(null)
  const closeForNavigation = () => {
    returnFocusTo.current = null
    close()
  }
  useEffect(() => {
    if (open === null && returnFocusTo.current instanceof HTMLElement)
      returnFocusTo.current.focus({ preventScroll: true })
  }, [open])
  const perform = (action: ShortcutAction) => {
    if (action.kind === 'go') void navigate(action.to)
    else if (action.kind !== 'search') show(action.kind)
    else if (!focusSearch()) show('palette')
  }
  useShortcutKeys(perform)
  const takeTyped = useTypedAhead(open === 'palette')
  const dialogs = (
    <>
      {loaded.palette && (
        <LazyDialog
          component={palette}
          failureTitle="Failed to load the search"
          props={{
            opened: open === 'palette',
            onClose: close,
            onLeave: closeForNavigation,
            takeTyped,
          }}
        />
      )}
      {loaded.help && (
        <LazyDialog
          component={shortcutsDialog}
          failureTitle="Failed to load the keyboard shortcuts"
          props={{ opened: open === 'help', onClose: close, mod }}
        />
      )}
    </>
  )
  return { show, dialogs, mod }
}

function useShortcutKeys(perform: (action: ShortcutAction) => void): void {
  const newest = useRef(perform)
  useEffect(() => {
    newest.current = perform
  })
  useEffect(() => {
    let pending = NO_KEYS
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const next = pressKey(pending, event)
      const isOwn = handlesOwnKeys(event.target)
      pending = isOwn ? NO_KEYS : next.pending
      if (next.action === null || (isOwn && next.action.kind !== 'palette')) return
      event.preventDefault()
      newest.current(next.action)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/** @returns false if the page has no search field */
function focusSearch(): boolean {
  const search = document.querySelector('main input[type="search"]')
  if (!(search instanceof HTMLInputElement)) return false
  search.focus()
  search.select()
  return true
}

const useModKey = () => {
  const os = useOs()
  return os === 'macos' || os === 'ios' ? '⌘' : 'Ctrl'
}
