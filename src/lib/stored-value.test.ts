import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { storedValue } from '#src/lib/stored-value.ts'

const { deserialize } = storedValue('names', z.array(z.string()), ['usual'])

test('a stored value is read back', () => {
  expect(deserialize('["a","b"]')).toEqual(['a', 'b'])
})

test('missing, broken or outdated text gives the fallback', () => {
  for (const text of [undefined, '', '{', '[1]', '{"a":1}']) expect(deserialize(text)).toEqual(['usual'])
})
