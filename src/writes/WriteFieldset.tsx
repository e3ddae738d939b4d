import type { ReactNode } from 'react'
import { Notice } from '#src/ui/Notice.tsx'
import { useReadOnlyReason } from './read-only.ts'
import styles from './WriteFieldset.module.css'

/** A form that writes. For people who may only read, the reason stands above it, and all its fields are disabled. */
export function WriteFieldset({ children }: { children: ReactNode }) {
  const reason = useReadOnlyReason()
  return (
    <>
      {reason !== null && <Notice tone="waiting">{reason}</Notice>}
      {/* The same elements for everyone: a role that changes meanwhile leaves what was typed. */}
      <fieldset disabled={reason !== null} className={styles['fieldset']}>
        {children}
      </fieldset>
    </>
  )
}
