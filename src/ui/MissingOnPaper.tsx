import styles from './MissingOnPaper.module.css'

/** Stands on paper for what was not loaded when the page was printed, which printing loads for the next time. */
export const MissingOnPaper = () => (
  <p className={styles['missing']}>
    Not on this page: it was not loaded yet when the page was printed. Print again to include it.
  </p>
)
