import { useQuery } from '@tanstack/react-query'
import { Link, useMatch } from 'react-router'
import { applicationsQuery } from '#src/api/applications.ts'
import { type Crumb, crumbsOf } from '#src/app/crumbs.ts'
import { routePatterns } from '#src/paths.ts'
import styles from './Breadcrumbs.module.css'

/** Where this page is, from the fleet down. */
export function Breadcrumbs() {
  const group = useMatch(routePatterns.group)
  const edit = useMatch(routePatterns.editPolicy)
  const rollout = useMatch(routePatterns.rollout)
  const instance = useMatch(routePatterns.instance)
  const match = instance ?? edit ?? rollout ?? group
  const { data: applications } = useQuery(applicationsQuery())
  if (!match) return null
  const below = edit ? 'edit' : rollout ? 'rollout' : null
  return (
    <nav aria-label="Breadcrumbs" className={styles['nav']}>
      <ol className={styles['list']}>
        {crumbsOf(match.params, applications, below).map((crumb) => (
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
