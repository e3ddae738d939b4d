import type { ReactNode } from 'react'
import { Notice } from '#src/ui/Notice.tsx'
import { useReadOnly } from './read-only.ts'
import styles from './WriteFieldset.module.css'

/** A form that writes. For people who may only read, the reason stands above it, and all its fields are disabled. */
export function WriteFieldset({ children }: { children: ReactNode }) {
  const readOnly = useReadOnly()
  const isReadOnly = readOnly?.isKnown === true
  return (
    <>
      {isReadOnly && <Notice tone="waiting">{readOnly.reason}</Notice>}
      {/* The same elements for everyone: a role that changes meanwhile leaves what was typed. */}
      <fieldset disabled={isReadOnly} inert={readOnly !== null && !isReadOnly} className={styles['fieldset']}>
        {children}
      </fieldset>
    </>
  )
}
