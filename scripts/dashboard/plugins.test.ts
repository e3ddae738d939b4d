import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { repository } from '#scripts/testing/repository-files.ts'
import { deferStyleSheets, LICENSES, writeNoticesTo } from './plugins.ts'

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
  await writeNoticesTo(directory, repository)
  const notices = await readFile(path.join(directory, 'THIRD-PARTY-NOTICES.md'), 'utf8')
  expect(notices).toContain('## react 19.2.0\n\nLicence: MIT\n\nMIT License …\n')
  expect(notices).toContain('## @fontsource-variable/inter')
  expect(notices).toContain('SIL OPEN FONT LICENSE')
})

test('a build without a list of its packages fails', async () => {
  await expect(writeNoticesTo(directory, repository)).rejects.toThrow('ENOENT')
  await writeLicenses([])
  await expect(writeNoticesTo(directory, repository)).rejects.toThrow('lists no packages')
})

test('style sheets come after the frame, so that it is painted before they arrive', () => {
  const { transformIndexHtml } = deferStyleSheets()
  if (typeof transformIndexHtml !== 'object' || typeof transformIndexHtml.handler !== 'function')
    throw new Error()
  const sheet = '<link rel="stylesheet" href="/a.css">'
  const page = `<html><head>${sheet}</head><body><p>Loading</p></body></html>`
  const context = { path: '/', filename: 'index.html' }
  expect(Reflect.apply(transformIndexHtml.handler, undefined, [page, context])).toMatch(
    /<head><\/head><body><p>Loading<\/p>\s*<link rel="stylesheet" href="\/a.css">\s*<\/body>/,
  )
})
