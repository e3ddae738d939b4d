import { type ReactNode, useEffect, useRef } from 'react'
import { usePageTitle } from './page-visit.ts'
import styles from './PageHeading.module.css'
import { isolateText } from '#src/lib/isolate-text.ts'

interface PageHeadingProps {
  /** The page's h1, which is the document's title too unless `documentTitle` is set. */
  title: string
  /** A name given by a user that completes the title: "Channels of" "Kiosk". */
  name?: string | undefined
  documentTitle?: string
  /** Before the document's title, for a tab in the background: "46%". Not announced as it changes. */
  progress?: string | undefined
  /** One line below the title: a description, the time window, the age of the data. Its room is kept until it is there. */
  note?: ReactNode
  /** A badge beside the title. */
  aside?: ReactNode
  /** Buttons and links at the end of the line. */
  actions?: ReactNode
}

/** The heading of a page, which has exactly one. It takes the focus after a link was followed, so that reading starts here. */
export function PageHeading(props: PageHeadingProps) {
  const { title, name, note, aside, actions } = props
  const { documentTitle = name === undefined ? title : `${title} ${isolateText(name)}` } = props
  const { followedLink } = usePageTitle(documentTitle, props.progress)
  const h1 = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (followedLink) h1.current?.focus({ preventScroll: true })
  }, [followedLink])
  return (
    <div className={styles['heading']}>
      <div className={styles['text']}>
        <div className={styles['line']}>
          <h1 ref={h1} tabIndex={-1} className={styles['title']}>
            {title} {name !== undefined && <bdi>{name}</bdi>}
          </h1>
          {aside}
        </div>
        {'note' in props && <div className={styles['note']}>{note}</div>}
      </div>
      {actions && <div className={styles['actions']}>{actions}</div>}
    </div>
  )
}
