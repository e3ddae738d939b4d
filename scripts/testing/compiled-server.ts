import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { DAY_MS } from '#contract/time-units.ts'
import { fileExists } from '#server/database/file-exists.ts'
import { errorCode } from '#server/errors/error-code.ts'
import { fingerprintOf } from '#scripts/dashboard/fingerprint.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = path.join(root, '.cache')
const ENTRY = 'scripts/testing/run-server.ts'
const SOURCES = ['server', 'contract', 'scripts/package', ENTRY, 'package-lock.json']

let compiled: Promise<string> | null = null

/**
 * The path of `run-server.ts`, bundled as the package's server is. Starting it takes half the time that its sources
 * take. Kept in `.cache` until the sources change.
 */
export function compiledServer(): Promise<string> {
  compiled ??= findOrCompile()
  return compiled
}

async function findOrCompile(): Promise<string> {
  const name = `server-${fingerprintOf(root, SOURCES).slice(0, 16)}`
  const directory = path.join(cache, name)
  const script = path.join(directory, 'run-server.js')
  if (await fileExists(script)) return script
  const unfinished = `${directory}.${process.pid}`
  await compile(unfinished)
  await rename(unfinished, directory).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true })
    // Another process was faster.
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error
  })
  await removeOld()
  return script
}

/** Vite runs in a process of its own, whose memory is freed with it. */
async function compile(into: string): Promise<void> {
  const vite = path.join(
    path.dirname(createRequire(import.meta.url).resolve('vite/package.json')),
    'bin/vite.js',
  )
  const flags = ['build', '--config', 'scripts/package/vite.config.ts', '--ssr', ENTRY, '--outDir', into]
  const child = spawn(process.execPath, [vite, ...flags, '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [exitCode]: unknown[] = await once(child, 'exit')
  if (exitCode !== 0) throw new Error('Failed to compile the server.')
}

/** Keeps those of today: a test that still runs may use one. */
async function removeOld(): Promise<void> {
  const names = (await readdir(cache)).filter((name) => /^server-[\da-f]{16}/.test(name))
  await Promise.all(
    names.map(async (name) => {
      const directory = path.join(cache, name)
      const { mtimeMs } = await stat(directory)
      if (Date.now() - mtimeMs > DAY_MS) await rm(directory, { recursive: true, force: true })
    }),
  )
}
