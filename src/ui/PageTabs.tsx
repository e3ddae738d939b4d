import { Link } from 'react-router'
import styles from './PageTabs.module.css'

export interface PageTab {
  title: string
  to: string
  isCurrent: boolean
}

interface PageTabsProps {
  /** What the tabs are views of: "Stable (AMD64)". */
  label: string
  tabs: readonly PageTab[]
}

/** Links between the views of one subject, each a URL of its own, below the page's heading. */
export function PageTabs({ label, tabs }: PageTabsProps) {
  return (
    <nav aria-label={label} className={styles['tabs']}>
      <ul className={styles['list']}>
        {tabs.map(({ title, to, isCurrent }) => (
          <li key={title}>
            <Link to={to} className={styles['tab']} aria-current={isCurrent ? 'page' : undefined}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
