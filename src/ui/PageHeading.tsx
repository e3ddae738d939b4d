import { type ReactNode, useEffect, useRef } from 'react'
import { usePageTitle } from '#src/ui/page-visit.ts'
import styles from './PageHeading.module.css'

interface PageHeadingProps {
  /** The page's h1 and, unless `documentTitle` is set, the document's title. */
  title: string
  /** The h1 with markup, for a title that contains a user's own text. */
  heading?: ReactNode
  documentTitle?: string
  /** One line below the title: a description, the time window, the age of the data. */
  note?: ReactNode
  /** A badge beside the title. */
  aside?: ReactNode
  /** Buttons and links at the end of the line. */
  actions?: ReactNode
}

/** The heading of a page, which has exactly one. It takes the focus after a link was followed, so that reading starts here. */
export function PageHeading(props: PageHeadingProps) {
  const { title, heading = title, documentTitle = title, note, aside, actions } = props
  const { followedLink } = usePageTitle(documentTitle)
  const h1 = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (followedLink) h1.current?.focus({ preventScroll: true })
  }, [followedLink])
  return (
    <div className={styles['heading']}>
      <div className={styles['words']}>
        <div className={styles['line']}>
          <h1 ref={h1} tabIndex={-1} className={styles['title']}>
            {heading}
          </h1>
          {aside}
        </div>
        {note && <div className={styles['note']}>{note}</div>}
      </div>
      {actions && <div className={styles['actions']}>{actions}</div>}
    </div>
  )
}
