import { VisuallyHidden } from '@mantine/core'
import { useNavigation } from 'react-router'
import styles from './NavigationProgress.module.css'

/** At the top of the window while the next page loads, unless it takes only a moment. */
export function NavigationProgress() {
  if (useNavigation().state === 'idle') return null
  return (
    <div className={styles['progress']}>
      <VisuallyHidden component="output">Loading the page</VisuallyHidden>
    </div>
  )
}
