import { routes } from '#src/routes/routes.ts'

export type ShortcutAction =
  | { kind: 'palette' }
  | { kind: 'help' }
  | { kind: 'search' }
  | { kind: 'go'; to: string }

interface Shortcut {
  /** Pressed one after the other. */
  keys: readonly string[]
  description: string
  action: ShortcutAction
}

/** All but Ctrl K, which opens the palette even while somebody types. */
export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ['g', 'f'], description: 'Go to the fleet', action: { kind: 'go', to: routes.fleet.url() } },
  { keys: ['g', 'n'], description: 'Go to the nodes', action: { kind: 'go', to: routes.nodes.url() } },
  { keys: ['g', 'v'], description: 'Go to the versions', action: { kind: 'go', to: routes.versions.url() } },
  {
    keys: ['g', 't'],
    description: 'Go to versions and statuses over time',
    action: { kind: 'go', to: routes.timelines.url() },
  },
  {
    keys: ['/'],
    description: 'Go to the page’s search field, or open the palette if it has none',
    action: { kind: 'search' },
  },
  { keys: ['?'], description: 'Show the keyboard shortcuts', action: { kind: 'help' } },
]

interface KeyPress {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  /** In ms. */
  timeStamp: number
}

/** Keys that were pressed and may begin a shortcut. */
export interface PendingKeys {
  keys: readonly string[]
  /** Time of the latest key in ms. */
  at: number
}

export const NO_KEYS: PendingKeys = { keys: [], at: 0 }

/** Keys further apart belong to different shortcuts. */
const MAX_PAUSE_MS = 1500

/** The action of a key after the pending ones, and the keys that are pending from then on. */
export function pressKey(
  pending: PendingKeys,
  { key, ctrlKey, metaKey, altKey, timeStamp }: KeyPress,
): { pending: PendingKeys; action: ShortcutAction | null } {
  if (key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey) {
    return { pending: NO_KEYS, action: { kind: 'palette' } }
  }
  if (ctrlKey || metaKey || altKey) return { pending: NO_KEYS, action: null }
  // Shift itself, pressed for a "?".
  if (key.length !== 1) return { pending, action: null }
  const before = timeStamp - pending.at > MAX_PAUSE_MS ? [] : pending.keys
  for (const keys of [[...before, key], [key]]) {
    const complete = SHORTCUTS.find((shortcut) => shortcut.keys.join(' ') === keys.join(' '))
    if (complete) return { pending: NO_KEYS, action: complete.action }
    const isBeginning = SHORTCUTS.some((shortcut) => keys.every((key, index) => shortcut.keys[index] === key))
    if (isBeginning) return { pending: { keys, at: timeStamp }, action: null }
  }
  return { pending: NO_KEYS, action: null }
}

/** Whether keys are text input there, or belong to a dialog or a menu. */
export function handlesOwnKeys(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]') !==
      null
  )
}
