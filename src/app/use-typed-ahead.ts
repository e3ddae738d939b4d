import { useCallback, useLayoutEffect, useRef } from 'react'
import { typeKey } from './typed-ahead.ts'

/**
 * Collects what is typed from the moment a dialog is opened until its field is there, and keeps it from the page.
 * @returns takes the text over, which ends the collecting
 */
export function useTypedAhead(isOpen: boolean): () => string {
  const typed = useRef({ text: '', isCollecting: false })
  useLayoutEffect(() => {
    if (!isOpen) return undefined
    typed.current = { text: '', isCollecting: true }
    const onKey = (event: KeyboardEvent) => {
      const state = typed.current
      if (!state.isCollecting || event.isComposing || isInDialog(event.target)) return
      const text = typeKey(state.text, event)
      // Enter would press what has the focus on the page.
      if (text === null && event.key !== 'Enter') return
      state.text = text ?? state.text
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => {
      typed.current.isCollecting = false
      window.removeEventListener('keydown', onKey, { capture: true })
    }
  }, [isOpen])
  return useCallback(() => {
    const { text } = typed.current
    typed.current = { text: '', isCollecting: false }
    return text
  }, [])
}

/** The dialog that says that the awaited one loads is no place to type in, except for its button. */
const isInDialog = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest('dialog button, dialog:not([data-loading]), [role="dialog"]') !== null
