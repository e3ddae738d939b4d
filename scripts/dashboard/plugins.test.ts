import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LICENSES, writeNoticesTo } from './plugins.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'platte-notices-'))
  await mkdir(path.join(directory, '.vite'))
})
afterEach(() => rm(directory, { recursive: true }))

const writeLicenses = (packages: object[]) =>
  writeFile(path.join(directory, LICENSES), JSON.stringify(packages))

test('a build has the licence texts of the packages in it', async () => {
  await writeLicenses([{ name: 'react', version: '19.2.0', identifier: 'MIT', text: 'MIT License …' }])
  await writeNoticesTo(directory)
  const notices = await readFile(path.join(directory, 'THIRD-PARTY-NOTICES.md'), 'utf8')
  expect(notices).toContain('## react 19.2.0\n\nLicence: MIT\n\nMIT License …\n')
})

test('a build without a list of its packages fails', async () => {
  await expect(writeNoticesTo(directory)).rejects.toThrow('ENOENT')
  await writeLicenses([])
  await expect(writeNoticesTo(directory)).rejects.toThrow('lists no packages')
})
