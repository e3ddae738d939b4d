import { useQuery } from '@tanstack/react-query'
import { Link, matchPath, useLocation } from 'react-router'
import { applicationsQuery } from '#src/api/applications.ts'
import { type Crumb, crumbsOf } from '#src/app/crumbs.ts'
import { routePatterns } from '#src/paths.ts'
import styles from './Breadcrumbs.module.css'

/** The pages below an application, and what those are called that are neither a group nor a node. */
const PAGES = [
  { pattern: routePatterns.group, page: null },
  { pattern: routePatterns.editPolicy, page: 'Edit policy' },
  { pattern: routePatterns.rollout, page: 'Rollout' },
  { pattern: routePatterns.instance, page: null },
  { pattern: routePatterns.promote, page: 'Channels' },
  { pattern: routePatterns.pointChannel, page: 'Package' },
  { pattern: routePatterns.newChannel, page: 'Add a channel' },
  { pattern: routePatterns.packages, page: 'Packages' },
  { pattern: routePatterns.newPackage, page: 'Add a package' },
] as const

/** Where this page is, from the fleet down. */
export function Breadcrumbs() {
  const { pathname } = useLocation()
  const place = PAGES.find(({ pattern }) => matchPath(pattern, pathname))
  const match = place && matchPath(place.pattern, pathname)
  const { data: applications } = useQuery(applicationsQuery())
  if (!match) return null
  return (
    <nav aria-label="Breadcrumbs" className={styles['nav']}>
      <ol className={styles['list']}>
        {crumbsOf(match.params, applications, place.page).map((crumb) => (
          <li key={crumb.key}>
            <CrumbText crumb={crumb} />
          </li>
        ))}
      </ol>
    </nav>
  )
}

function CrumbText({ crumb: { text, to, current } }: { crumb: Crumb }) {
  if (current) return <span aria-current="page">{text}</span>
  return to === undefined ? text : <Link to={to}>{text}</Link>
}
