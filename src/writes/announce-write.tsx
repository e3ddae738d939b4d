import type { ReactNode } from 'react'
import { LONG_ENOUGH_TO_UNDO_MS, notify, withdrawNotification } from '#src/ui/notify.ts'
import { type Undo, UndoWriteButton } from './UndoWriteButton.tsx'
import type { WritableResource } from './writable-resource.ts'

interface WriteAnnouncement<Value, Settings> {
  tone?: 'done' | 'caution'
  title: ReactNode
  message: ReactNode
  undo?: Undo<Value, Settings> | undefined
  /** Makes the notification stay until it is closed; called then. */
  onClose?: () => void
}

/** The notification area shows few at a time: one that stays must not keep the next from being seen. */
let staying: string | null = null

/** Announces a write on whatever page is open by now, with its undo. Replaces the resource's earlier announcement. */
export function announceWrite<Value, Settings>(
  resource: WritableResource<Value, Settings>,
  { tone = 'done', title, message, undo, onClose }: WriteAnnouncement<Value, Settings>,
): void {
  if (onClose) {
    if (staying !== null) withdrawNotification(staying)
    staying = resource.key
  }
  notify({
    id: resource.key,
    tone,
    title,
    message: (
      <>
        {message}
        {undo && <UndoWriteButton resource={resource} undo={undo} />}
      </>
    ),
    ...(onClose ? { autoClose: false, onClose } : undo && { autoClose: LONG_ENOUGH_TO_UNDO_MS }),
  })
}
