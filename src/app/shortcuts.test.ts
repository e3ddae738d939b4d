import { expect, test } from 'vitest'
import { afterKey, NO_KEYS, type ShortcutAction } from './shortcuts.ts'

interface Press {
  ctrlKey?: boolean
  metaKey?: boolean
  timeStamp?: number
}

const press = (key: string, how: Press = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  timeStamp: 0,
  ...how,
})

/** What the last of these keys does. */
function typed(...keys: ReturnType<typeof press>[]): ShortcutAction | null {
  let state: ReturnType<typeof afterKey> = { pending: NO_KEYS, action: null }
  for (const key of keys) state = afterKey(state.pending, key)
  return state.action
}

test('two keys after each other go to a page', () => {
  expect(typed(press('g'))).toBeNull()
  expect(typed(press('g'), press('v'))).toEqual({ kind: 'go', to: '/versions' })
})

test('keys that are far apart do nothing together', () => {
  expect(typed(press('g'), press('v', { timeStamp: 5000 }))).toBeNull()
})

test('a key that ends nothing may begin the next', () => {
  expect(typed(press('g'), press('g'), press('f'))).toEqual({ kind: 'go', to: '/' })
  expect(typed(press('g'), press('/'))).toEqual({ kind: 'search' })
})

test('Shift on the way to a question mark breaks nothing off', () => {
  expect(typed(press('Shift'), press('?'))).toEqual({ kind: 'help' })
})

test('K opens the palette with Ctrl or ⌘, and other keys with them are left to the browser', () => {
  expect(typed(press('k', { ctrlKey: true }))).toEqual({ kind: 'palette' })
  expect(typed(press('K', { metaKey: true }))).toEqual({ kind: 'palette' })
  expect(typed(press('k'))).toBeNull()
  expect(typed(press('g', { ctrlKey: true }), press('f'))).toBeNull()
})
