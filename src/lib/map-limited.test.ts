import { expect, test } from 'vitest'
import { mapLimited } from '#src/lib/map-limited.ts'

test('results come in the order of the items, and never more than the limit are under way', async () => {
  let [underWay, most] = [0, 0]
  const results = await mapLimited([5, 1, 4, 2, 3], 2, async (item) => {
    underWay += 1
    most = Math.max(most, underWay)
    await Promise.resolve()
    underWay -= 1
    return item * 10
  })
  expect(results).toEqual([50, 10, 40, 20, 30])
  expect(most).toBe(2)
})

test('one that fails fails the whole', async () => {
  await expect(mapLimited([1], 2, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
})
