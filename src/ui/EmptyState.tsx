import type { ReactNode } from 'react'
import styles from './EmptyState.module.css'

interface EmptyStateProps {
  /** What is missing, in a few words: "No groups yet". */
  title: string
  /** Why, and what to do. */
  children?: ReactNode
  actions?: ReactNode
}

/** Stands where content would be. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className={styles['state']}>
      <p className={styles['title']}>{title}</p>
      {children && <div className={styles['text']}>{children}</div>}
      {actions && <div className={styles['actions']}>{actions}</div>}
    </div>
  )
}
