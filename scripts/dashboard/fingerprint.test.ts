import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dashboardFingerprint } from './fingerprint.ts'

let root: string
const write = (file: string, content: string) => writeFile(path.join(root, file), content)

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'platte-fingerprint-'))
  for (const directory of ['src/pages', 'contract', 'public', 'scripts/dashboard', 'server']) {
    await mkdir(path.join(root, directory), { recursive: true })
  }
  for (const file of ['index.html', 'vite.config.ts', 'package-lock.json', 'src/pages/FleetPage.tsx']) {
    await write(file, 'before')
  }
})
afterEach(() => rm(root, { recursive: true }))

test.each([
  'src/pages/FleetPage.tsx',
  'contract/group.ts',
  'public/favicon.svg',
  'index.html',
  'package-lock.json',
])('a change of %s makes another dashboard', async (file) => {
  const before = dashboardFingerprint(root)
  await write(file, 'after')
  expect(dashboardFingerprint(root)).not.toBe(before)
})

test('a test, the server and the time of a file make no other dashboard', async () => {
  const before = dashboardFingerprint(root)
  await write('src/pages/FleetPage.test.tsx', 'test')
  await write('server/app.ts', 'server')
  await utimes(path.join(root, 'index.html'), new Date(0), new Date(0))
  expect(dashboardFingerprint(root)).toBe(before)
})
