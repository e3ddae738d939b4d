import { expect, test } from 'vitest'
import { coalesce } from './coalesce.ts'

const database = {}

/** Doubles numbers, and tells which it was asked for together. */
function doubling() {
  const batches: number[][] = []
  const double = coalesce(async (_db: object, numbers: readonly number[]) => {
    batches.push([...numbers])
    if (numbers.includes(13)) throw new Error('13 brings bad luck')
    return numbers.map((number) => number * 2)
  })
  return { batches, double }
}

test('those who ask at the same time share a statement, and each gets its own answer', async () => {
  const { batches, double } = doubling()
  expect(await Promise.all([1, 2, 3].map((number) => double(database, number)))).toEqual([2, 4, 6])
  expect(batches).toEqual([[1, 2, 3]])
})

test('who asks while a statement runs gets the next one, which begins after that', async () => {
  const log: string[] = []
  const late: Promise<string>[] = []
  const say = coalesce(async (_db: object, words: readonly string[]) => {
    log.push(`begins with ${words.join(' ')}`)
    if (words.includes('early')) late.push(say(database, 'late'), say(database, 'later'))
    await new Promise(setImmediate)
    log.push('ends')
    return [...words]
  })
  await say(database, 'early')
  expect(await Promise.all(late)).toEqual(['late', 'later'])
  expect(log).toEqual(['begins with early', 'ends', 'begins with late later', 'ends'])
})

test('of those who share a statement that fails only the one fails that is to blame', async () => {
  const { batches, double } = doubling()
  const answers = await Promise.allSettled([1, 13, 3].map((number) => double(database, number)))
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(batches).toEqual([[1, 13, 3], [1], [13], [3]])
})

test('two databases share nothing', async () => {
  const { batches, double } = doubling()
  await Promise.all([double(database, 1), double({}, 2)])
  expect(batches).toEqual([[1], [2]])
})
