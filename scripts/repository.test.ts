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
  engines: z.object({ node: z.string() }),
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

  test('of the dashboard read the time from the server’s clock alone', () => {
    const readsOwnClock = /\bDate\.now\(|\bnew Date\(\)/
    const own = code.filter(
      (file) => file.startsWith('src/') && !file.includes('.test.') && readsOwnClock.test(readText(file)),
    )
    // The clock itself, and what compares it with the server's.
    expect(own).toEqual(['src/api/send-request.ts', 'src/lib/server-clock.ts'])
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
    [...readText(document).matchAll(/\]\((?!https?:)([^)#\s]*)#?([^)\s]*)\)/g)].map(
      ([, file = '', section = '']) => ({
        document,
        target: file === '' ? document : path.posix.join(path.posix.dirname(document), file),
        section,
      }),
    ),
  )

  test('link to files and sections that exist', () => {
    expect(links.length).toBeGreaterThan(0)
    expect(links.filter(({ target }) => !existsSync(path.join(repository, target)))).toEqual([])
    expect(
      links.filter(({ target, section }) => section !== '' && !anchorsOf(target).includes(section)),
    ).toEqual([])
  })

  test('name files and folders that exist', () => {
    const named = documents
      .filter((document) => document !== 'CHANGELOG.md')
      .flatMap((document) =>
        [
          ...readText(document).matchAll(
            /`((?:src|server|contract|scripts|e2e|bench|docs|\.github)\/[\w./-]*)`/g,
          ),
        ].map(([, file = '']) => ({ document, file })),
      )
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter(({ file }) => !existsSync(path.join(repository, file)))).toEqual([])
  })

  test('list every decision', () => {
    const decisions = documents.filter((document) => /^docs\/decisions\/\d/.test(document))
    const listed = links.filter(({ document }) => document === 'docs/decisions/README.md')
    expect(decisions.length).toBeGreaterThan(0)
    expect(listed.map(({ target }) => target).toSorted()).toEqual(decisions.toSorted())
  })

  test('name identifiers that the code has', () => {
    // As Nebraska's spec.yaml has it, and the wire doesn't.
    const exempt = ['createdTs']
    const known = new Set(code.flatMap((file) => readText(file).match(/\w+/g) ?? []))
    const named = documents.flatMap((document) =>
      [...readText(document).matchAll(/`(\w*[a-z][A-Z]\w*)`/g)].map(([, name = '']) => ({ document, name })),
    )
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter(({ name }) => !known.has(name) && !exempt.includes(name))).toEqual([])
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

  test('list folders that exist', () => {
    const folders = documents.flatMap((document) =>
      [...readText(document).matchAll(/^(?:\| |- )`(\w+)\/`/gm)].map(([, folder = '']) => folder),
    )
    expect(folders).toContain('contract')
    expect(folders.filter((folder) => !existsSync(path.join(repository, folder)))).toEqual([])
  })
})

describe('citations', () => {
  test('in code name sections of documents that exist', () => {
    const cited = code.flatMap((file) =>
      [...withoutLineBreaks(readText(file)).matchAll(/\b(docs\/[\w./-]+\.md), “([^”]+)”/g)].map(
        ([, document = '', section = '']) => ({ file, document, section }),
      ),
    )
    expect(cited.length).toBeGreaterThan(0)
    expect(cited.filter(({ document, section }) => !headingsOf(document).includes(section))).toEqual([])
  })
})

/** None of a document that doesn't exist. */
const headingsOf = (document: string): string[] =>
  documents.includes(document)
    ? [...readText(document).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading)
    : []

/** As GitHub makes them of headings. */
const anchorsOf = (document: string): string[] =>
  headingsOf(document).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

/** A comment may break a citation over two lines. */
const withoutLineBreaks = (text: string) => text.replaceAll(/\s*\n\s*(?:\*|\/\/)?\s*/g, ' ')

test('.nvmrc names the oldest Node.js that package.json allows', () => {
  expect(semver.coerce(readText('.nvmrc'))?.version).toBe(semver.minVersion(manifest.engines.node)?.version)
})

test('workflows use actions at a full version', () => {
  const used = files
    .filter((file) => file.startsWith('.github/workflows/'))
    .flatMap((file) => [...readText(file).matchAll(/\buses: (\S+)/g)].map(([, action = '']) => action))
  expect(used.length).toBeGreaterThan(0)
  expect(used.filter((action) => !/@v\d+\.\d+\.\d+$/.test(action))).toEqual([])
})

describe('installed packages', () => {
  test.each(['20.19.0', '22.12.0', '24.0.0', '26.0.0'])('run on Node %s', (node) => {
    const unsupported = installed.filter(
      ({ engines, optional }) =>
        optional !== true && engines?.['node'] !== undefined && !semver.satisfies(node, engines['node']),
    )
    expect(unsupported.map(({ name, engines }) => `${name}: ${engines?.['node']}`)).toEqual([])
  })

  test('run no install script that package.json does not decide on', () => {
    const undecided = installed.filter(
      ({ name, hasInstallScript }) =>
        hasInstallScript === true && !Object.hasOwn(manifest.allowScripts, name),
    )
    expect(undecided.map(({ name }) => name)).toEqual([])
  })

  test('have an integrity value, so that npm refuses a changed download', () => {
    expect(installed.filter(({ integrity }) => integrity === undefined).map(({ name }) => name)).toEqual([])
  })

  test('name no registry', () => {
    expect(installed.filter(({ resolved }) => resolved !== undefined).map(({ name }) => name)).toEqual([])
  })
})
