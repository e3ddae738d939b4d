import styles from './Key.module.css'

/** A key, or keys pressed together: "Ctrl K". */
export const Key = ({ children }: { children: string }) => <kbd className={styles['key']}>{children}</kbd>
