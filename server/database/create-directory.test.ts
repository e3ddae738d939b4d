import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDirectory } from './create-directory.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'platte-create-'))
})
afterEach(() => rm(root, { recursive: true }))

test('a directory is created with its parents, for this user only, and may exist already', async () => {
  const directory = path.join(root, 'one', 'two', 'three')
  await Promise.all([createDirectory(directory), createDirectory(directory)])
  await createDirectory(`${directory}/`)
  expect((await stat(directory)).mode & 0o777).toBe(0o700)
})

test('a file is no directory', async () => {
  const file = path.join(root, 'file')
  await writeFile(file, '')
  await expect(createDirectory(file)).rejects.toThrow('EEXIST')
  await expect(createDirectory(path.join(file, 'below'))).rejects.toThrow('ENOTDIR')
})

test.runIf(process.platform === 'linux').each(['/proc/platte', '/proc/platte/data', '/proc/self/platte'])(
  'it fails at once where nothing can be created (%s)',
  async (directory) => {
    await expect(createDirectory(directory)).rejects.toThrow('ENOENT')
  },
)
