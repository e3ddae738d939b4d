import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import semver from 'semver'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { readText, repository, repositoryFiles } from './testing/repository-files.ts'

const files = repositoryFiles()
const code = files.filter((file) => /\.(?:ts|tsx|mjs|css)$/.test(file))
const documents = files.filter((file) => file.endsWith('.md'))
const lineCount = (file: string) => readText(file).split('\n').length - 1

const packageSchema = z.object({
  scripts: z.record(z.string(), z.string()),
  allowScripts: z.record(z.string(), z.boolean()),
})
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      engines: z.optional(z.record(z.string(), z.string())),
      optional: z.optional(z.boolean()),
      hasInstallScript: z.optional(z.boolean()),
      resolved: z.optional(z.string()),
      integrity: z.optional(z.string()),
    }),
  ),
})
const manifest = packageSchema.parse(JSON.parse(readText('package.json')))
const installed = Object.entries(lockSchema.parse(JSON.parse(readText('package-lock.json'))).packages)
  .filter(([place]) => place !== '')
  .map(([place, entry]) => ({ ...entry, name: place.replace(/^.*node_modules\//, '') }))

describe('files', () => {
  test('are small: 95 of 100 are under 250 lines, and none is over 400', () => {
    expect(code.filter((file) => lineCount(file) > 400)).toEqual([])
    const counts = code.map(lineCount).toSorted((one, other) => one - other)
    expect(counts[Math.floor(counts.length * 0.95)]).toBeLessThan(250)
  })

  test('name no registry and no directory of one machine', () => {
    const text = files.filter((file) => /\.(?:\w*[jt]sx?|json|md|css|html|sql|yml)$|^\./.test(file))
    const registry =
      /\/\/(?![\w.-]*\bexample\b)[\w.-]*(?:registry|artifactory|nexus)[\w.-]*[:/]|registry\.npmjs/
    // `core` is the user of every Flatcar node.
    const homeDirectory = /\/(?:home\/(?!core)|root\/|Users\/)\w/
    const here = [repository, homedir()].map((place) => place.replace(/\/$/, '')).filter(isNested)
    const isLocal = (written: string) =>
      registry.test(written) ||
      homeDirectory.test(written) ||
      here.some((directory) => written.includes(directory))
    expect(text.filter((file) => isLocal(readText(file)))).toEqual([])
  })
})

/** A directory directly below the root, such as `/app`, may be in a text by chance. */
const isNested = (directory: string) => directory.lastIndexOf('/') > 0

describe('documents', () => {
  const links = documents.flatMap((document) =>
    [...readText(document).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link = '']) => ({
      document,
      target: path.join(repository, path.dirname(document), link),
    })),
  )

  test('link to files that are there', () => {
    expect(links.length).toBeGreaterThan(0)
    expect(links.filter(({ target }) => !existsSync(target))).toEqual([])
  })

  test('name commands that package.json has', () => {
    const named = [...documents, '.ci/run'].flatMap((document) =>
      [...readText(document).matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(
        ([, script, common]) => script ?? common ?? '',
      ),
    )
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((script) => !Object.hasOwn(manifest.scripts, script))).toEqual([])
  })

  test('show folders of the repository that are there', () => {
    const folders = documents.flatMap((document) =>
      [...readText(document).matchAll(/^(?:\| |- )`(\w+)\/`/gm)].map(([, folder = '']) => folder),
    )
    expect(folders).toContain('contract')
    expect(folders.filter((folder) => !existsSync(path.join(repository, folder)))).toEqual([])
  })
})

describe('citations', () => {
  const headings = new Map(
    documents.map((document) => [
      document,
      [...readText(document).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading),
    ]),
  )

  test('in code name sections of documents that exist', () => {
    const cited = code.flatMap((file) =>
      [...withoutLineBreaks(readText(file)).matchAll(/\b(docs\/[\w./-]+\.md), “([^”]+)”/g)].map(
        ([, document = '', section = '']) => ({ file, document, section }),
      ),
    )
    expect(cited.filter(({ document, section }) => !headings.get(document)?.includes(section))).toEqual([])
  })
})

/** A comment may break a citation over two lines. */
const withoutLineBreaks = (text: string) => text.replaceAll(/\s*\n\s*(?:\*|\/\/)?\s*/g, ' ')

describe('what gets installed', () => {
  test.each(['20.19.0', '22.12.0', '24.0.0', '26.0.0'])('is at home on Node %s', (node) => {
    const strangers = installed.filter(
      ({ engines, optional }) =>
        optional !== true && engines?.['node'] !== undefined && !semver.satisfies(node, engines['node']),
    )
    expect(strangers.map(({ name, engines }) => `${name}: ${engines?.['node']}`)).toEqual([])
  })

  test('runs no script that package.json does not decide on', () => {
    const undecided = installed.filter(
      ({ name, hasInstallScript }) =>
        hasInstallScript === true && !Object.hasOwn(manifest.allowScripts, name),
    )
    expect(undecided.map(({ name }) => name)).toEqual([])
  })

  test('is checked against its published integrity', () => {
    expect(installed.filter(({ integrity }) => integrity === undefined).map(({ name }) => name)).toEqual([])
  })

  test('comes from whatever registry npm is set up for', () => {
    expect(installed.filter(({ resolved }) => resolved !== undefined).map(({ name }) => name)).toEqual([])
  })
})
