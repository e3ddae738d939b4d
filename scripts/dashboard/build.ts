import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { dashboardFingerprint, STAMP } from './fingerprint.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dist = path.join(root, 'dist')
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Builds the dashboard into `dist` where it isn't there or was built from something else. What was there
 * is replaced at once when the new one is whole. Ends the process where the build fails or is stopped.
 */
export async function buildDashboardIfNeeded(print: (text: string) => void): Promise<void> {
  if ((await builtFrom()) === dashboardFingerprint(root)) return
  print('Building the dashboard…')
  const started = performance.now()
  const unfinished = path.join(root, '.cache', `dist-${process.pid}`)
  process.once('exit', () => rmSync(unfinished, { recursive: true, force: true }))
  await build(unfinished)
  await rm(dist, { recursive: true, force: true })
  await rename(unfinished, dist)
  print(` ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
}

/** In a process of its own: the memory that it takes would stay with the server. */
async function build(into: string): Promise<void> {
  const vite = path.join(
    path.dirname(createRequire(import.meta.url).resolve('vite/package.json')),
    'bin/vite.js',
  )
  const flags = ['build', '--outDir', into, '--emptyOutDir', '--logLevel', 'warn']
  const child = spawn(process.execPath, [vite, ...flags], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const stop = () => {
    child.kill()
    process.exit(0)
  }
  for (const signal of SIGNALS) process.once(signal, stop)
  const [exitCode]: unknown[] = await once(child, 'exit')
  for (const signal of SIGNALS) process.off(signal, stop)
  if (exitCode === 0) return
  process.stderr.write('Failed to build the dashboard.\n')
  process.exit(1)
}

async function builtFrom(): Promise<string | null> {
  return readFile(path.join(dist, STAMP), 'utf8').catch(() => null)
}
