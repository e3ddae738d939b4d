import { expect, test } from 'vitest'
import { parseVersionsSearch, versionsSearchParams } from './versions-search.ts'

test('the search survives a round trip through the URL', () => {
  const search = parseVersionsSearch(new URLSearchParams('application=a&arch=arm64&by=share'))
  expect(search).toEqual({ application: 'a', arch: 2, measure: 'share' })
  expect(parseVersionsSearch(versionsSearchParams(search))).toEqual(search)
})

test('default values are left out of the URL, and unknown ones are ignored', () => {
  const search = parseVersionsSearch(new URLSearchParams('arch=mips&by=weight&application='))
  expect(versionsSearchParams(search).toString()).toBe('')
})
