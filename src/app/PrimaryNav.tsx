import { Link, useMatches } from 'react-router'
import { sectionsAt } from './sections.ts'
import styles from './PrimaryNav.module.css'

/** In the header: the main pages. */
export function PrimaryNav() {
  const sections = sectionsAt(useMatches().at(-1)?.id)
  return (
    <nav aria-label="Pages" className={styles['nav']}>
      <ul className={styles['list']}>
        {sections.map(({ title, url, current }) => (
          <li key={url}>
            <Link to={url} aria-current={current} className={styles['link']}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
