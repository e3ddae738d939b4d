import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'

const COLOURS = { done: 'green', undone: 'gray', caution: 'yellow', failed: 'red' } as const
const LONG_ENOUGH_TO_READ_MS = 12_000
/** For what offers a way back. */
export const LONG_ENOUGH_TO_UNDO_MS = 30_000

interface Notification {
  /** Of those with the same id only the newest stands. */
  id?: string
  tone: keyof typeof COLOURS
  title: string
  message: ReactNode
  /** In ms; false for until it is closed, as whatever failed. */
  autoClose?: number | false
  onClose?: () => void
}

/** Says what has become of something, whatever page is open by now. */
export function notify({ tone, autoClose, ...notification }: Notification): void {
  // Mantine would leave the earlier one standing instead.
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
