import { Link } from 'react-router'
import { routes } from '#src/routes/routes.ts'
import { Brand } from './Brand.tsx'
import { Freshness } from './Freshness.tsx'
import styles from './Header.module.css'
import { HeaderMenu } from './HeaderMenu.tsx'
import { PaletteButton } from './PaletteButton.tsx'
import { PrimaryNav } from './PrimaryNav.tsx'
import { useBranding } from './use-branding.ts'
import { useShortcuts } from './use-shortcuts.tsx'

/** One line above every page: the sections, and the age of the data. */
export function Header() {
  const { show, dialogs, mod } = useShortcuts()
  const { title, logo, isDark } = useBranding()
  return (
    <>
      <a href="#main" className={styles['skip']}>
        Skip to content
      </a>
      <header className={styles['header']} {...(isDark && { 'data-mantine-color-scheme': 'dark' })}>
        <Link to={routes.fleet.url()} className={styles['home']} aria-label={title}>
          <Brand title={title} logo={logo} />
        </Link>
        <PrimaryNav />
        <div className={styles['end']}>
          <PaletteButton mod={mod} onPress={() => show('palette')} />
          <Freshness />
          <HeaderMenu onShortcuts={() => show('help')} />
        </div>
      </header>
      {dialogs}
    </>
  )
}
