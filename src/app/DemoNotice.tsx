import { CloseButton } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import '@mantine/core/styles/CloseButton.layer.css'
import * as z from 'zod/mini'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { storedValue } from '#src/lib/stored-value.ts'
import { Notice } from '#src/ui/Notice.tsx'
import styles from './DemoNotice.module.css'

const DISMISSED = storedValue('platte-demo-notice-dismissed', z.boolean(), false)

/** Says that the nodes are simulated, until this browser dismisses it. */
export function DemoNotice() {
  const { data: status } = useQuery(platteStatusQuery())
  const [isDismissed, setDismissed] = useLocalStorage<boolean>(DISMISSED)
  if (!status?.demo || isDismissed) return null
  return (
    <Notice
      tone="neutral"
      actions={
        <CloseButton
          size="sm"
          aria-label="Dismiss the notice of the demo"
          onClick={() => setDismissed(true)}
        />
      }
    >
      <strong>Demo:</strong> these nodes are simulated.{' '}
      <span className={styles['more']}>
        They check in with this server as real nodes would, and follow the policies you set. Start with{' '}
        <code>--no-demo</code> for a fleet of your own.
      </span>
    </Notice>
  )
}
