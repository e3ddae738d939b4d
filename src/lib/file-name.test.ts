import { expect, test } from 'vitest'
import { fileName } from './file-name.ts'

const noon = Date.UTC(2026, 7, 6, 12, 30)

test('a file is named by its content and time', () => {
  expect(fileName('Versions of Stable (AMD64) over time', noon, 'csv')).toBe(
    'versions-of-stable-amd64-over-time-2026-08-06T1230Z.csv',
  )
})

test('characters that a file system may reject are left out', () => {
  expect(fileName('../../etc: "passwd" \\ *', noon, 'png')).toBe('etc-passwd-2026-08-06T1230Z.png')
  expect(fileName('…', noon, 'png')).toBe('chart-2026-08-06T1230Z.png')
})
