import type { ReactNode } from 'react'
import styles from './NodeNameCell.module.css'

interface NodeNameCellProps {
  id: string
  /** Null without one. */
  alias: string | null
  /** Renders the link to the node's page. */
  link: (name: ReactNode, className: string | undefined) => ReactNode
}

/** A node's alias with its ID below, or the ID alone. */
export function NodeNameCell({ id, alias, link }: NodeNameCellProps) {
  if (alias === null) return link(id, styles['id'])
  return (
    <>
      {link(<bdi>{alias}</bdi>, styles['alias'])} <div className={styles['smallId']}>{id}</div>
    </>
  )
}
