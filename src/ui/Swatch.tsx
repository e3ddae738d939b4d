import styles from './Swatch.module.css'

/** The colour of the label beside it, hidden from screen readers. */
export const Swatch = ({ colour }: { colour: string }) => (
  <span className={styles['swatch']} style={{ background: colour }} aria-hidden="true" />
)
