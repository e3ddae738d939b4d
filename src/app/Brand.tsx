import styles from './Brand.module.css'

interface BrandProps {
  title: string
  /** An SVG document; empty for Platte's own logo. */
  logo: string
}

/** The name and the logo of the update server, or Platte's own: bars that fill up like a rollout. */
export function Brand({ title, logo }: BrandProps) {
  return (
    <span className={styles['brand']}>
      {logo === '' ? (
        <svg width="20" height="20" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
          <rect width="32" height="32" rx="7" fill="#1f5fbf" />
          <g fill="#fff">
            <rect x="7" y="20" width="18" height="4.5" rx="1.5" />
            <rect x="7" y="13.75" width="13" height="4.5" rx="1.5" opacity=".8" />
            <rect x="7" y="7.5" width="7" height="4.5" rx="1.5" opacity=".6" />
          </g>
        </svg>
      ) : (
        // As a picture, whose scripts don't run and which loads nothing.
        <img src={`data:image/svg+xml,${encodeURIComponent(logo)}`} alt="" className={styles['logo']} />
      )}
      <bdi className={styles['name']}>{title}</bdi>
    </span>
  )
}
