import { type ReactNode, useCallback, useState } from 'react'
import styles from './ScrollArea.module.css'

/**
 * Lets wide content scroll sideways, by keyboard too. It is a scroll container only while the content is too wide,
 * because a scroll container stops a table header from sticking to the window and adds a Tab stop.
 */
export function ScrollArea({ label, children }: { label: string; children: ReactNode }) {
  const [scrolls, setScrolls] = useState(false)
  const observe = useCallback((area: HTMLDivElement | null) => {
    if (!area) return undefined
    const observer = new ResizeObserver(() => setScrolls(area.scrollWidth > area.clientWidth))
    observer.observe(area)
    for (const child of area.children) observer.observe(child)
    return () => observer.disconnect()
  }, [])
  return (
    <div
      ref={observe}
      className={styles['area']}
      data-scrolls={scrolls || undefined}
      {...(scrolls && { role: 'region', 'aria-label': `${label}, scrolls sideways`, tabIndex: 0 })}
    >
      {children}
    </div>
  )
}
