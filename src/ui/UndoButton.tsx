import { Button } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'

/** In a notification: takes back what that tells of, once at a time. */
export function UndoButton({ undo, children }: { undo: () => Promise<void>; children: ReactNode }) {
  const [busy, setBusy] = useState(false)
  // Not state: a second click comes before the next rendering.
  const pressed = useRef(false)

  async function press() {
    if (pressed.current) return
    pressed.current = true
    setBusy(true)
    try {
      await undo()
    } finally {
      pressed.current = false
      setBusy(false)
    }
  }

  return (
    <div>
      <Button size="compact-xs" variant="default" mt={6} loading={busy} onClick={() => void press()}>
        {children}
      </Button>
    </div>
  )
}
