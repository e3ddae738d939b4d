import { NavLink } from 'react-router'
import { paths } from '#src/paths.ts'
import styles from './PrimaryNav.module.css'

const PAGES = [
  { to: paths.fleet(), name: 'Fleet' },
  { to: paths.nodes(), name: 'Nodes' },
  { to: paths.versions(), name: 'Versions' },
  { to: paths.timelines(), name: 'Over time' },
  { to: paths.auditLog(), name: 'Audit log' },
]

/** In the header: the pages that stand beside each other. */
export function PrimaryNav() {
  return (
    <nav aria-label="Pages">
      <ul className={styles['list']}>
        {PAGES.map(({ to, name }) => (
          <li key={to}>
            <NavLink to={to} end className={styles['link'] ?? ''}>
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
