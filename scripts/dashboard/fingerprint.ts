import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** The file in `dist` that names what it was built from. */
export const STAMP = '.built-from'

const SOURCES = [
  'src',
  'contract',
  'public',
  'scripts/dashboard',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
]

/**
 * Changes when the dashboard would be built otherwise. By content, since a checkout gives files any
 * time; `root` is the repository.
 */
export const dashboardFingerprint = (root: string): string => fingerprintOf(root, SOURCES)

/** Changes when one of these files does, or one in these directories, other than a test. */
export function fingerprintOf(root: string, sources: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((source) => filesOf(root, source)).toSorted()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesOf(root: string, source: string): string[] {
  const from = path.join(root, source)
  if (statSync(from).isFile()) return [source]
  return readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
}
