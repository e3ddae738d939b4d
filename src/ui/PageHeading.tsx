import { type ReactNode, useEffect, useRef } from 'react'
import { usePageTitle } from '#src/ui/page-visit.ts'
import styles from './PageHeading.module.css'

interface PageHeadingProps {
  /** The page's h1 and, unless `documentTitle` says more, the document's title. */
  title: string
  documentTitle?: string
  /** One line below: what this is, its window, its age. */
  note?: ReactNode
  /** Beside the title: a state. */
  aside?: ReactNode
  /** Buttons and links at the far end. */
  actions?: ReactNode
}

/** One a page. It receives the focus when the reader came by a link, so that reading starts there. */
export function PageHeading({ title, documentTitle = title, note, aside, actions }: PageHeadingProps) {
  const { followedLink } = usePageTitle(documentTitle)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (followedLink) heading.current?.focus({ preventScroll: true })
  }, [followedLink])
  return (
    <div className={styles['heading']}>
      <div className={styles['words']}>
        <div className={styles['line']}>
          <h1 ref={heading} tabIndex={-1} className={styles['title']}>
            {title}
          </h1>
          {aside}
        </div>
        {note && <div className={styles['note']}>{note}</div>}
      </div>
      {actions && <div className={styles['actions']}>{actions}</div>}
    </div>
  )
}
