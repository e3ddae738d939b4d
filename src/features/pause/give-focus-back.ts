/** To what has opened a dialog, from a notice that goes: unless the reader is elsewhere by now. */
export function giveFocusBack(to: Element | null): void {
  const { activeElement } = document
  const isLost = activeElement === null || activeElement === document.body
  if (!isLost && !activeElement.closest('[role="alert"]')) return
  if (to instanceof HTMLElement && to.isConnected) to.focus({ preventScroll: true })
}
