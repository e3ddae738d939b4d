import { readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { dashboardFingerprint, STAMP } from './fingerprint.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dist = path.join(root, 'dist')

/**
 * Builds the dashboard into `dist` where it isn't there or was built from something else. What was there
 * is replaced at once when the new one is whole.
 */
export async function buildDashboardIfNeeded(tell: (text: string) => void): Promise<void> {
  if ((await builtFrom()) === dashboardFingerprint(root)) return
  tell('Building the dashboard…')
  const started = performance.now()
  const unfinished = path.join(root, '.cache', `dist-${process.pid}`)
  // Only here, since it takes a good part of a start that has nothing to build.
  const { build } = await import('vite')
  try {
    await build({ root, logLevel: 'warn', build: { outDir: unfinished, emptyOutDir: true } })
    await rm(dist, { recursive: true, force: true })
    await rename(unfinished, dist)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
  tell(` ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
}

async function builtFrom(): Promise<string | null> {
  return readFile(path.join(dist, STAMP), 'utf8').catch(() => null)
}
