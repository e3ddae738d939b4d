import { expect, test } from 'vitest'
import { differingFlags } from './differing-flags.ts'

const failure = (error_code: string | null, version = '2.0.0') => ({ error_code, version })
const RESUMED = String(9 + 2 ** 30)

test('failures with the same code are told apart by its flags', () => {
  const [plain, resumed] = [failure('9'), failure(RESUMED)]
  const failures = [plain, resumed, failure('37'), failure(null)]
  expect(differingFlags(resumed, failures)).toEqual(['the update had been interrupted and was resumed'])
  expect(differingFlags(plain, failures)).toEqual([])
})

test('flags of a code that occurs once, or in another version, are left out', () => {
  const resumed = failure(RESUMED)
  expect(differingFlags(resumed, [resumed, failure('9', '1.0.0')])).toEqual([])
})
