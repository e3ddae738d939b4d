import type { ReactNode } from 'react'
import styles from './Facts.module.css'

interface FactsProps {
  /** `line`: beside each other below a heading. Otherwise each value stands below its name, in as many columns. */
  layout: 'line' | 'one-column' | 'two-columns' | 'columns'
  children: ReactNode
}

/** Names with their values. */
export const Facts = ({ layout, children }: FactsProps) => (
  <dl className={styles['facts']} data-layout={layout}>
    {children}
  </dl>
)

interface FactProps {
  name: string
  /** Explains the name; its tooltip. */
  title?: string
  children: ReactNode
}

export const Fact = ({ name, title, children }: FactProps) => (
  <div>
    <dt title={title}>{name}</dt>
    <dd>{children}</dd>
  </div>
)
