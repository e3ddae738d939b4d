import type { ReactNode } from 'react'
import styles from './PolicyForm.module.css'

/** An `inputContainer` that puts something at the end of an input's line. */
export const besideInput = (beside: ReactNode) =>
  function InputAndMore(input: ReactNode) {
    return (
      <div className={styles['pair']}>
        <div className={styles['wide']}>{input}</div>
        <div className={styles['beside']}>{beside}</div>
      </div>
    )
  }
