import { type NotificationData, notifications } from '@mantine/notifications'

/** In the place of an earlier one with the same id, which Mantine would leave standing instead. */
export function showInPlace(notification: NotificationData & { id: string }): void {
  notifications.hide(notification.id)
  notifications.show(notification)
}
