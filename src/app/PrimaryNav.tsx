import { NavLink } from 'react-router'
import { routes } from '#src/routes/routes.ts'
import styles from './PrimaryNav.module.css'

const PAGES = [routes.fleet, routes.nodes, routes.versions, routes.timelines, routes.auditLog]

/** In the header: the main pages. */
export function PrimaryNav() {
  return (
    <nav aria-label="Pages">
      <ul className={styles['list']}>
        {PAGES.map(({ pattern, title, url }) => (
          <li key={pattern}>
            <NavLink to={url()} end className={styles['link'] ?? ''}>
              {title}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
