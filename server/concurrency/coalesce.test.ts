import { expect, test } from 'vitest'
import { DatabaseUnavailableError } from '#server/errors/database-failure.ts'
import { coalesce } from './coalesce.ts'

const database = {}
const nothing = () => {}

/** Doubles numbers, and records its batches. */
function doubling() {
  const batches: number[][] = []
  const double = coalesce(async (_db: object, numbers: readonly number[]) => {
    batches.push([...numbers])
    if (numbers.includes(13)) throw new Error('13 is invalid')
    return numbers.map((number) => number * 2)
  })
  return { batches, double }
}

test('concurrent calls share a batch, and each gets its own result', async () => {
  const { batches, double } = doubling()
  expect(await Promise.all([1, 2, 3].map((number) => double(database, number)))).toEqual([2, 4, 6])
  expect(batches).toEqual([[1, 2, 3]])
})

test('calls made while a batch runs share the next one, which starts after it', async () => {
  const log: string[] = []
  const calls: Promise<string>[] = []
  const echo = coalesce(async (_db: object, words: readonly string[]) => {
    log.push(`starts with ${words.join(' ')}`)
    if (words.includes('first')) calls.push(echo(database, 'second'), echo(database, 'third'))
    await new Promise(setImmediate)
    log.push('ends')
    return [...words]
  })
  await echo(database, 'first')
  expect(await Promise.all(calls)).toEqual(['second', 'third'])
  expect(log).toEqual(['starts with first', 'ends', 'starts with second third', 'ends'])
})

test('when a batch fails, only the item that caused it fails', async () => {
  const { batches, double } = doubling()
  const results = await Promise.allSettled([1, 13, 3].map((number) => double(database, number)))
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(batches).toEqual([[1, 13, 3], [1], [13], [3]])
})

test('calls on two databases share no batch', async () => {
  const { batches, double } = doubling()
  await Promise.all([double(database, 1), double({}, 2)])
  expect(batches).toEqual([[1], [2]])
})

test('calls of different lanes do not wait for each other', async () => {
  let unlock = nothing
  const unlocked = new Promise<void>((resolve) => (unlock = resolve))
  const echo = coalesce(
    async (_db: object, words: readonly string[]) => {
      if (words.includes('locked')) await unlocked
      return [...words]
    },
    (word) => word,
  )
  const locked = echo(database, 'locked')
  expect(await echo(database, 'free')).toBe('free')
  unlock()
  expect(await locked).toBe('locked')
})

test('a batch that fails because the database is unavailable is not repeated for each item', async () => {
  let batches = 0
  const failing = coalesce(async () => {
    batches++
    throw new DatabaseUnavailableError('refused')
  })
  const results = await Promise.allSettled([1, 2, 3].map((number) => failing(database, number)))
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(batches).toBe(1)
})
