import { useQuery } from '@tanstack/react-query'
import { useId, useRef } from 'react'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import styles from './HeaderMenu.module.css'
import { ThemeSwitch } from './ThemeSwitch.tsx'

/** At the end of the header: what is chosen once, and which update server is behind Platte. */
export function HeaderMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { data: status } = useQuery(platteStatusQuery())
  const id = useId()
  const opener = useRef<HTMLButtonElement>(null)
  return (
    <div className={styles['anchor']}>
      <button
        ref={opener}
        type="button"
        className={styles['opener']}
        aria-label="Menu"
        title="Theme, keyboard shortcuts"
        popoverTarget={id}
      >
        <DotsIcon />
      </button>
      <div id={id} popover="auto" className={styles['menu']}>
        {status?.update_server && (
          <p className={styles['server']}>
            Update server <strong>{status.update_server}</strong>
          </p>
        )}
        <div className={styles['line']}>
          <span>Theme</span>
          <ThemeSwitch />
        </div>
        <button
          type="button"
          className={styles['item']}
          popoverTarget={id}
          popoverTargetAction="hide"
          onClick={() => {
            // The dialog returns the focus to where it was, and this button hides.
            opener.current?.focus()
            onShortcuts()
          }}
        >
          Keyboard shortcuts <kbd>?</kbd>
        </button>
      </div>
    </div>
  )
}

const DotsIcon = () => (
  <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <g fill="currentColor">
      <circle cx="3" cy="8" r="1.4" />
      <circle cx="8" cy="8" r="1.4" />
      <circle cx="13" cy="8" r="1.4" />
    </g>
  </svg>
)
