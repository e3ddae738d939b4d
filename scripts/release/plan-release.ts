import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import semver from 'semver'
import * as z from 'zod/mini'
import { nextVersion } from './next-version.ts'

const BRANCH = 'main'
const MIGRATIONS = 'server/database/migrations'
const DUMPS = 'server/database/earlier-schemas'

const packageSchema = z.object({ version: z.string() })

/** Runs git in `root`, and returns what it prints. Throws where it fails. */
export const git = (root: string, ...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()

/**
 * The version that a release of the repository at `root` gets: the requested one, or the one that the changelog asks for.
 * Changes nothing. Throws, with what to do, where a release would not be what is on the main branch, would have the
 * version of another one, or could not be upgraded from.
 */
export function planRelease(root: string, requested?: string): string {
  requireCleanMain(root)
  requireSchemaDump(root)
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
  const { version: current } = packageSchema.parse(JSON.parse(read('package.json')))
  const version = requested ?? nextVersion(current, read('CHANGELOG.md'))
  if (semver.valid(version) !== version || !semver.gt(version, current))
    throw new Error(`${version} is not a version after ${current}.`)
  requireNewTag(root, `v${version}`)
  return version
}

function requireCleanMain(root: string): void {
  if (git(root, 'status', '--porcelain') !== '') throw new Error('Commit or stash your changes first.')
  const branch = git(root, 'branch', '--show-current')
  if (branch !== BRANCH)
    throw new Error(
      `Releases are made on ${BRANCH}, and this is ${branch === '' ? 'no branch' : branch}: git switch ${BRANCH}.`,
    )
  if (!hasOrigin(root)) return
  git(root, 'fetch', '--quiet', 'origin', BRANCH)
  if (git(root, 'rev-list', '--count', 'HEAD..FETCH_HEAD') !== '0')
    throw new Error(`origin has commits on ${BRANCH} that are not here: git pull.`)
}

/** A tag is published for good: neither this repository nor the one that it is pushed to may have it. */
function requireNewTag(root: string, tag: string): void {
  const isHere = git(root, 'tag', '--list', tag) !== ''
  const isThere = hasOrigin(root) && git(root, 'ls-remote', 'origin', `refs/tags/${tag}`) !== ''
  if (isHere || isThere) throw new Error(`The tag ${tag} exists ${isHere ? 'already' : 'at origin already'}.`)
}

/** Upgrades from this version are tested from a dump of its schema. */
function requireSchemaDump(root: string): void {
  const newest = readdirSync(path.join(root, MIGRATIONS)).toSorted().at(-1)
  const dump = `${DUMPS}/${newest}.gz`
  if (!existsSync(path.join(root, dump))) throw new Error(`${dump} is missing: npm run dump-schema.`)
}

const hasOrigin = (root: string) => git(root, 'remote').split('\n').includes('origin')
