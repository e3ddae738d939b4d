import { expect, test } from 'vitest'
import { pressKey, NO_KEYS, type ShortcutAction } from './shortcuts.ts'

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

/** The action of the last key. */
function actionOf(...keys: ReturnType<typeof press>[]): ShortcutAction | null {
  let state: ReturnType<typeof pressKey> = { pending: NO_KEYS, action: null }
  for (const key of keys) state = pressKey(state.pending, key)
  return state.action
}

test('two keys in a row go to a page', () => {
  expect(actionOf(press('g'))).toBeNull()
  expect(actionOf(press('g'), press('v'))).toEqual({ kind: 'go', to: '/versions' })
})

test('keys that are more than 1.5 s apart are not combined', () => {
  expect(actionOf(press('g'), press('v', { timeStamp: 5000 }))).toBeNull()
})

test('a key that completes no shortcut may begin another', () => {
  expect(actionOf(press('g'), press('g'), press('f'))).toEqual({ kind: 'go', to: '/' })
  expect(actionOf(press('g'), press('/'))).toEqual({ kind: 'search' })
})

test('Shift pressed for a question mark is ignored', () => {
  expect(actionOf(press('Shift'), press('?'))).toEqual({ kind: 'help' })
})

test('Ctrl K and ⌘ K open the palette; other keys with Ctrl are left to the browser', () => {
  expect(actionOf(press('k', { ctrlKey: true }))).toEqual({ kind: 'palette' })
  expect(actionOf(press('K', { metaKey: true }))).toEqual({ kind: 'palette' })
  expect(actionOf(press('k'))).toBeNull()
  expect(actionOf(press('g', { ctrlKey: true }), press('f'))).toBeNull()
})
