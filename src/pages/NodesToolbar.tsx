import type { ExplorerHeading } from '#src/features/nodes/explorer/NodeExplorer.tsx'
import styles from './NodesToolbar.module.css'

/** What the heading of the explorer's own page has, below the tabs of a group. */
export const NodesToolbar = ({ note, actions }: ExplorerHeading) => (
  <div className={styles['toolbar']}>
    <p className={styles['note']}>{note}</p>
    <div className={styles['actions']}>{actions}</div>
  </div>
)
