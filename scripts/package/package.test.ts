import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import path from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { compiledServer } from '#scripts/testing/compiled-server.ts'
import { readText, repository, repositoryFiles } from '#scripts/testing/repository-files.ts'
import { serverFiles } from './copy-server-files.ts'

const manifest = z
  .object({ dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readText('package.json')))

/** The modules that a file imports, other than Node's and its own files; `quote` is that of its statements. */
function importsOf(file: string, quote: string): string[] {
  const statements = new RegExp(`^(?:import|export)\\b.*${quote}([^${quote}]+)${quote};?$`, 'gm')
  return [...readFileSync(file, 'utf8').matchAll(statements)]
    .map(([, name = '']) => name)
    .filter((name) => !/^node:|^\.{0,2}\//.test(name) && !builtinModules.includes(name))
}

/** The package of a module such as `@electric-sql/pglite/contrib/pg_trgm`. */
const packageOf = (name: string) =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')

test('the package installs what the compiled server imports, and nothing else', async () => {
  const script = await compiledServer()
  const worker = path.join(path.dirname(script), 'embedded-worker.mjs')
  const imported = new Set([...importsOf(script, '"'), ...importsOf(worker, "'")].map(packageOf))
  expect([...imported]).toEqual(Object.keys(manifest.dependencies))
}, 120_000)

test('each file that the server finds by its own place is beside the compiled server', () => {
  const targets = serverFiles(repository).map(({ target }) => target)
  const code = repositoryFiles('server').filter(
    (file) => /\.(?:ts|mjs)$/.test(file) && !/\.test\.ts$|\/testing\//.test(file),
  )
  const found = code.flatMap((file) =>
    [...readText(file).matchAll(/new URL\('([^']+)', import\.meta\.url\)/g)].map(([, url = '']) => url),
  )
  expect(found).toContain('./embedded-worker.mjs')
  const missing = found.filter((url) =>
    url.startsWith('./')
      ? !targets.some((target) => `./${target}`.startsWith(url))
      : // Two levels below the root, as the server's bundle is.
        !/^\.\.\/\.\.\/(?:dist|package\.json)$/.test(url),
  )
  expect(missing).toEqual([])
})
