import { useOs } from '@mantine/hooks'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { afterKey, keepsItsKeys, NO_KEYS, type ShortcutAction } from './shortcuts.ts'
import styles from './Shortcuts.module.css'

// Neither is needed before somebody asks for it.
const Palette = lazy(async () => ({ default: (await import('#src/features/palette/Palette.tsx')).Palette }))
const ShortcutsDialog = lazy(async () => ({
  default: (await import('./ShortcutsDialog.tsx')).ShortcutsDialog,
}))

/** The button that opens the palette, the palette itself, and what keys do on every page. */
export function Shortcuts() {
  const navigate = useNavigate()
  const [open, setOpen] = useState<'palette' | 'help' | null>(null)
  const [loaded, setLoaded] = useState({ palette: false, help: false })
  const mod = useModKey()
  // Mantine's dialogs return the focus from their second opening on only: these come when they are opened first.
  const before = useRef<Element>(null)
  const show = (what: 'palette' | 'help') => {
    if (open === null) before.current = document.activeElement
    setLoaded((loaded) => ({ ...loaded, [what]: true }))
    setOpen(what)
  }
  const close = () => setOpen(null)
  const leave = () => {
    before.current = null
    close()
  }
  useEffect(() => {
    if (open === null && before.current instanceof HTMLElement) before.current.focus({ preventScroll: true })
  }, [open])
  const act = (action: ShortcutAction) => {
    if (action.kind === 'go') void navigate(action.to)
    else if (action.kind !== 'search') show(action.kind)
    else if (!focusSearch()) show('palette')
  }
  useKeys(act)
  return (
    <>
      <button
        type="button"
        className={styles['opener']}
        onClick={() => show('palette')}
        aria-keyshortcuts="Control+K Meta+K"
        aria-label="Search and go to"
      >
        <SearchIcon /> <span className={styles['words']}>Search and go to</span>
        <kbd className={styles['key']}>{mod} K</kbd>
      </button>
      <Suspense fallback={null}>
        {loaded.palette && <Palette opened={open === 'palette'} onClose={close} onLeave={leave} />}
        {loaded.help && <ShortcutsDialog opened={open === 'help'} onClose={close} mod={mod} />}
      </Suspense>
    </>
  )
}

function useKeys(act: (action: ShortcutAction) => void): void {
  const newest = useRef(act)
  useEffect(() => {
    newest.current = act
  })
  useEffect(() => {
    let pending = NO_KEYS
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const next = afterKey(pending, event)
      const isText = keepsItsKeys(event.target)
      pending = isText ? NO_KEYS : next.pending
      if (next.action === null || (isText && next.action.kind !== 'palette')) return
      event.preventDefault()
      newest.current(next.action)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/** @returns false where the page has no search */
function focusSearch(): boolean {
  const search = document.querySelector('main input[type="search"]')
  if (!(search instanceof HTMLInputElement)) return false
  search.focus()
  search.select()
  return true
}

const useModKey = () => {
  const os = useOs()
  return os === 'macos' || os === 'ios' ? '⌘' : 'Ctrl'
}

const SearchIcon = () => (
  <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <circle cx="7" cy="7" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
    <path d="m10.5 10.5 4 4" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
  </svg>
)
