import { type ToggleEvent, useId, useRef, useState } from 'react'
import { useSession } from '#src/api/session.ts'
import { isolateText } from '#src/lib/isolate-text.ts'
import { LazyView } from '#src/ui/lazy/LazyView.tsx'
import { createLazyComponent } from '#src/ui/lazy/lazy-component.ts'
import styles from './HeaderMenu.module.css'

// Menus are not part of the first load: their code comes when somebody is about to open one.
const items = createLazyComponent(async () => (await import('./HeaderMenuItems.tsx')).HeaderMenuItems)

/** At the end of the header: the user, and a menu of settings. */
export function HeaderMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const session = useSession()
  const person = session?.signed_in === true ? session.name : null
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const opener = useRef<HTMLButtonElement>(null)
  const load = () => void items.load()
  const showShortcuts = () => {
    // The dialog returns the focus to where it was, and the menu hides.
    opener.current?.focus()
    onShortcuts()
  }
  return (
    <div className={styles['anchor']}>
      <button
        ref={opener}
        type="button"
        className={styles['opener']}
        aria-label={person === null ? 'Menu' : `Menu of ${isolateText(person)}`}
        title="Account, theme, keyboard shortcuts"
        popoverTarget={id}
        onPointerEnter={load}
        onFocus={load}
      >
        {person !== null && <bdi className={styles['person']}>{person}</bdi>}
        {session?.role === 'viewer' && <span className={styles['role']}>Read only</span>}
        <DotsIcon />
      </button>
      <div
        id={id}
        popover="auto"
        className={styles['menu']}
        onToggle={({ newState }: ToggleEvent) => setOpen(newState === 'open')}
      >
        {isOpen && (
          <LazyView
            component={items}
            failureTitle="Failed to load the menu"
            loading="Loading the menu…"
            props={{ menuId: id, onShortcuts: showShortcuts }}
          />
        )}
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
