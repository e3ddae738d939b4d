import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { hasNotified } from './has-notified.ts'

const COLOURS = { done: 'green', undone: 'gray', caution: 'yellow', failed: 'red' } as const
const LONG_ENOUGH_TO_READ_MS = 12_000
/** For a notification that offers an undo. */
export const LONG_ENOUGH_TO_UNDO_MS = 30_000

interface Notification {
  /** A newer notification with the same id replaces the older one. */
  id?: string
  tone: keyof typeof COLOURS
  title: ReactNode
  message: ReactNode
  /** In ms; false to stay until it is closed, as failures do. */
  autoClose?: number | false
  onClose?: () => void
}

/** Announces the result of an action, whatever page is open by now. */
export function notify({ tone, autoClose, ...notification }: Notification): void {
  hasNotified.set(true)
  // Mantine would keep the earlier one instead.
  if (notification.id !== undefined) notifications.hide(notification.id)
  notifications.show({
    ...notification,
    color: COLOURS[tone],
    autoClose: autoClose ?? (tone === 'failed' ? false : LONG_ENOUGH_TO_READ_MS),
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close' },
  })
}

export const withdrawNotification = (id: string): void => {
  notifications.hide(id)
}
