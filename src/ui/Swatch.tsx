import styles from './Swatch.module.css'

/** The colour of what stands beside it; says nothing by itself. */
export const Swatch = ({ colour }: { colour: string }) => (
  <span className={styles['swatch']} style={{ background: colour }} aria-hidden="true" />
)
