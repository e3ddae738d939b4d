import { Key } from '#src/ui/Key.tsx'
import styles from './PaletteButton.module.css'

interface PaletteButtonProps {
  /** The platform's modifier key: "Ctrl" or "⌘". */
  mod: string
  onPress: () => void
}

/** Opens the palette; on a narrow screen only an icon. */
export const PaletteButton = ({ mod, onPress }: PaletteButtonProps) => (
  <button
    type="button"
    className={styles['opener']}
    onClick={onPress}
    aria-keyshortcuts="Control+K Meta+K"
    aria-label="Search or jump to"
  >
    <SearchIcon /> <span className={styles['text']}>Search or jump to</span>
    <Key>{`${mod} K`}</Key>
  </button>
)

const SearchIcon = () => (
  <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <circle cx="7" cy="7" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
    <path d="m10.5 10.5 4 4" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
  </svg>
)
