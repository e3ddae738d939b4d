import { Notifications } from '@mantine/notifications'
import '@mantine/core/styles/CloseButton.layer.css'
import '@mantine/core/styles/Notification.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import '@mantine/notifications/styles.layer.css'
import { useEffect } from 'react'
import { announceClockSkew } from './announce-clock-skew.ts'
import styles from './NotificationArea.module.css'

/** Shows the results of writes for a while, also after the operator left the page. */
export function NotificationArea() {
  useEffect(announceClockSkew, [])
  return <Notifications position="bottom-right" limit={3} className={styles['area']} />
}
