import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const repository = fileURLToPath(new URL('../..', import.meta.url))

const GENERATED = new Set([
  '.git',
  'node_modules',
  'dist',
  'build',
  'data',
  '.cache',
  'test-results',
  'playwright-report',
])

/** Every file that people write, by its path from the root. */
export function repositoryFiles(directory = ''): string[] {
  return readdirSync(path.join(repository, directory), { withFileTypes: true }).flatMap((entry) => {
    if (GENERATED.has(entry.name)) return []
    const file = path.posix.join(directory, entry.name)
    return entry.isDirectory() ? repositoryFiles(file) : [file]
  })
}

export function readText(file: string): string {
  return readFileSync(path.join(repository, file), 'utf8')
}
