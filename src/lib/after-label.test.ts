import { expect, test } from 'vitest'
import { afterLabel } from './after-label.ts'

test('a label is said once, whether or not the message begins with it', () => {
  expect(afterLabel('Version', 'Version must not be empty')).toBe(' must not be empty')
  expect(afterLabel('Track', 'Enter a track')).toBe(': Enter a track')
  expect(afterLabel('Name', 'Names differ')).toBe(': Names differ')
})
