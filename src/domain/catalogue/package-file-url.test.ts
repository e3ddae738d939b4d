import { expect, test } from 'vitest'
import { packageFileUrl } from './package-file-url.ts'

test('the file of a package is at its URL', () => {
  const url = 'https://updates.example.test/amd64-usr/1.0.0/'
  expect(packageFileUrl({ url, filename: 'os.gz' })).toBe(`${url}os.gz`)
  expect(packageFileUrl({ url, filename: null })).toBe(url)
})

test.each([
  'javascript:alert(1)//',
  ' javascript:alert(1)//',
  'java\nscript:alert(1)//',
  'data:text/html,<script>alert(1)</script>',
  'JaVaScRiPt:alert(1)',
  'vbscript:x',
  'blob:https://updates.example.test/1',
  '//updates.example.test/',
  '/relative/',
  'https:updates.example.test/',
  'https://user:secret@updates.example.test/',
  'https://',
  '',
])('%j is no link', (url) => {
  expect(packageFileUrl({ url, filename: 'os.gz' })).toBeNull()
})
