import type { ReactNode } from 'react'
import styles from './FormSection.module.css'

/** A titled part of a form. */
export function FormSection({
  title,
  disabled = false,
  children,
}: {
  title: string
  disabled?: boolean
  children: ReactNode
}) {
  return (
    <fieldset className={styles['section']} disabled={disabled}>
      <legend className={styles['legend']}>{title}</legend>
      <div className={styles['fields']}>{children}</div>
    </fieldset>
  )
}
