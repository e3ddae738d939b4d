import styles from './Swatch.module.css'

/**
 * The colour of the label beside it, hidden from screen readers. As a user may have entered it: a background colour,
 * unlike a background, can't name a picture that the browser would load.
 */
export const Swatch = ({ colour }: { colour: string }) => (
  <span className={styles['swatch']} style={{ backgroundColor: colour }} aria-hidden="true" />
)
