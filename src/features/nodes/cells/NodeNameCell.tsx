import type { ReactNode } from 'react'
import styles from './NodeNameCell.module.css'

interface NodeNameCellProps {
  id: string
  /** Null without one. */
  alias: string | null
  /** Links the name to the node's page. */
  renderLink: (name: ReactNode, className: string | undefined) => ReactNode
}

/** A node's alias with its ID below, or the ID alone. */
export function NodeNameCell({ id, alias, renderLink }: NodeNameCellProps) {
  if (alias === null) return renderLink(id, styles['id'])
  return (
    <>
      {renderLink(<bdi>{alias}</bdi>, styles['alias'])} <div className={styles['smallId']}>{id}</div>
    </>
  )
}
