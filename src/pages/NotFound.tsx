import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { routes } from '#src/routes/routes.ts'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import styles from './NotFound.module.css'

interface NotFoundProps {
  /** What the URL names, capitalized: "Group". */
  noun: string
  /** Why it may not exist. */
  children?: ReactNode
  /** A link to something close, before the one to the fleet. */
  link?: ReactNode
}

/** The page for a URL that names something that does not exist. */
export function NotFound({
  noun,
  children = 'It may have been deleted, or the URL may be mistyped.',
  link,
}: NotFoundProps) {
  return (
    <>
      <PageHeading title={`${noun} not found`} />
      <p className={styles['text']}>
        {children} {link}
        {link && ' or '}
        <Link to={routes.fleet.url()}>{link ? 'to the fleet' : 'Go to the fleet'}</Link>
      </p>
    </>
  )
}
