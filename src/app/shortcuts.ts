import { routes } from '#src/routes/routes.ts'

export type ShortcutAction =
  | { kind: 'palette' }
  | { kind: 'help' }
  | { kind: 'search' }
  | { kind: 'go'; to: string }

interface Shortcut {
  /** One after the other. */
  keys: readonly string[]
  words: string
  action: ShortcutAction
}

/** All but the palette's own, which works while one types too. */
export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ['g', 'f'], words: 'Go to the fleet', action: { kind: 'go', to: routes.fleet.url() } },
  { keys: ['g', 'n'], words: 'Go to the nodes', action: { kind: 'go', to: routes.nodes.url() } },
  { keys: ['g', 'v'], words: 'Go to the versions', action: { kind: 'go', to: routes.versions.url() } },
  {
    keys: ['g', 't'],
    words: 'Go to versions and statuses over time',
    action: { kind: 'go', to: routes.timelines.url() },
  },
  {
    keys: ['/'],
    words: 'Go to the page’s search, or open the palette where it has none',
    action: { kind: 'search' },
  },
  { keys: ['?'], words: 'List the shortcuts', action: { kind: 'help' } },
]

interface KeyPress {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  /** In ms. */
  timeStamp: number
}

/** Keys that may begin a shortcut. */
export interface PendingKeys {
  keys: readonly string[]
  /** Of the latest of them, in ms. */
  at: number
}

export const NO_KEYS: PendingKeys = { keys: [], at: 0 }

/** Longer apart, keys belong to different shortcuts. */
const LONGEST_PAUSE_MS = 1500

/** What a key does after those before it. */
export function afterKey(
  pending: PendingKeys,
  { key, ctrlKey, metaKey, altKey, timeStamp }: KeyPress,
): { pending: PendingKeys; action: ShortcutAction | null } {
  if (key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey) {
    return { pending: NO_KEYS, action: { kind: 'palette' } }
  }
  if (ctrlKey || metaKey || altKey) return { pending: NO_KEYS, action: null }
  // Shift itself, on the way to a "?".
  if (key.length !== 1) return { pending, action: null }
  const before = timeStamp - pending.at > LONGEST_PAUSE_MS ? [] : pending.keys
  for (const keys of [[...before, key], [key]]) {
    const whole = SHORTCUTS.find((shortcut) => shortcut.keys.join(' ') === keys.join(' '))
    if (whole) return { pending: NO_KEYS, action: whole.action }
    const begun = SHORTCUTS.some((shortcut) => keys.every((key, index) => shortcut.keys[index] === key))
    if (begun) return { pending: { keys, at: timeStamp }, action: null }
  }
  return { pending: NO_KEYS, action: null }
}

/** Whether keys are text there, or a dialog's own. */
export function keepsItsKeys(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]') !==
      null
  )
}
