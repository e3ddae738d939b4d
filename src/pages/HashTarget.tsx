import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import styles from './HashTarget.module.css'

/** A part of a page that links on the same page lead to. It takes the focus then, so that reading continues here. */
export function HashTarget({ id, children }: { id: string; children: ReactNode }) {
  const { hash, key } = useLocation()
  const target = useRef<HTMLDivElement>(null)
  const focusedFor = useRef('')
  useEffect(() => {
    if (hash !== `#${id}` || focusedFor.current === key) return
    focusedFor.current = key
    target.current?.focus({ preventScroll: true })
  }, [id, hash, key])
  return (
    <div id={id} ref={target} tabIndex={-1} className={styles['target']}>
      {children}
    </div>
  )
}
