/** Moves the focus from a closing notification to what opened the dialog, unless the reader has moved on. */
export function restoreFocus(to: Element | null): void {
  const { activeElement } = document
  const isLost = activeElement === null || activeElement === document.body
  if (!isLost && !activeElement.closest('[role="alert"]')) return
  if (to instanceof HTMLElement && to.isConnected) to.focus({ preventScroll: true })
}
