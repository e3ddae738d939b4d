import { expect, test } from 'vitest'
import { parseVersionsSearch, versionsSearchParams } from './versions-search.ts'

test('what is shown is read back from a URL as it was written', () => {
  const search = parseVersionsSearch(new URLSearchParams('application=a&arch=arm64&by=share'))
  expect(search).toEqual({ application: 'a', arch: 2, measure: 'share' })
  expect(parseVersionsSearch(versionsSearchParams(search))).toEqual(search)
})

test('a page as usual needs no words, and words that mean nothing count for nothing', () => {
  const search = parseVersionsSearch(new URLSearchParams('arch=mips&by=weight&application='))
  expect(versionsSearchParams(search).toString()).toBe('')
})
