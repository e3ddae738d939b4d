import { Link, useMatches } from 'react-router'
import { sectionsAt } from './sections.ts'
import styles from './PrimaryNav.module.css'

/** In the header: the main pages. Where they don't all fit, the current one is scrolled into view. */
export function PrimaryNav() {
  const sections = sectionsAt(useMatches().at(-1)?.id)
  return (
    <nav aria-label="Pages" className={styles['nav']}>
      <ul className={styles['list']}>
        {sections.map(({ title, url, current }) => (
          <li key={url}>
            <Link ref={current && scrollToCentre} to={url} aria-current={current} className={styles['link']}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Within the row alone: `scrollIntoView` would scroll the page too. */
function scrollToCentre(link: HTMLAnchorElement | null): void {
  const row = link?.closest('nav')
  if (link && row) row.scrollLeft = link.offsetLeft + link.offsetWidth / 2 - row.clientWidth / 2
}
