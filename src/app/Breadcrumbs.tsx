import { useQuery } from '@tanstack/react-query'
import { Link, useMatches } from 'react-router'
import { applicationsQuery } from '#src/api/applications.ts'
import { breadcrumbTrail } from './breadcrumb-trail.ts'
import { isRouteName, routes } from '#src/routes/routes.ts'
import styles from './Breadcrumbs.module.css'

interface BreadcrumbsProps {
  /** The title of the page; null while it is not known. A node's is its alias. */
  pageTitle: string | null
}

/** The way from the fleet to this page. */
export function Breadcrumbs({ pageTitle }: BreadcrumbsProps) {
  const match = useMatches().at(-1)
  const { data: applications } = useQuery(applicationsQuery())
  if (match === undefined || !isRouteName(match.id)) return null
  const trail = breadcrumbTrail(match.params, routes[match.id], applications)
  if (trail.length === 0) return null
  return (
    <nav aria-label="Breadcrumbs" className={styles['nav']}>
      <ol className={styles['list']}>
        {trail.map(({ key, text, to }, index) => (
          <li key={key}>
            {index === trail.length - 1 ? (
              <bdi aria-current="page">{key === 'node' ? (pageTitle ?? text) : text}</bdi>
            ) : to === undefined ? (
              <bdi>{text}</bdi>
            ) : (
              <Link to={to}>
                <bdi>{text}</bdi>
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
