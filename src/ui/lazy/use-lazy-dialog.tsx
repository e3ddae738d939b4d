import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { LazyDialog } from './LazyDialog.tsx'
import type { LazyComponent } from './lazy-component.ts'

/** A dialog whose code loads when it is first opened, and which gives the focus back when it closes. */
export function useLazyDialog<Props extends { onClose: () => void }>(
  component: LazyComponent<Props>,
  failureTitle: string,
  propsOf: (onClose: () => void) => Props,
): { open: () => void; dialog: ReactNode } {
  const [isOpen, setOpen] = useState(false)
  // Mantine's dialogs restore the focus only from their second opening on.
  const before = useRef<Element>(null)
  const open = useCallback(() => {
    before.current = document.activeElement
    setOpen(true)
  }, [])
  useEffect(() => {
    if (!isOpen && before.current instanceof HTMLElement) before.current.focus({ preventScroll: true })
  }, [isOpen])
  const dialog = isOpen && (
    <LazyDialog component={component} failureTitle={failureTitle} props={propsOf(() => setOpen(false))} />
  )
  return { open, dialog }
}
