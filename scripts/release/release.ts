/**
 * `npm run release [-- VERSION]`: checks, sets the version everywhere, releases the changelog, commits and tags. The tag,
 * once pushed, makes the workflow publish.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import semver from 'semver'
import * as z from 'zod/mini'
import { readKnownMigrations } from '#server/database/migrate.ts'
import { repositoryFiles } from '#scripts/testing/repository-files.ts'
import { nextVersion, releaseChangelog } from './next-version.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const CHART = 'deploy/helm/platte/Chart.yaml'
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const write = (file: string, text: string) => writeFileSync(path.join(root, file), text)
const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
const npm = (...args: string[]) => execFileSync('npm', args, { cwd: root, stdio: 'inherit' })

if (git('status', '--porcelain') !== '') fail('Commit or stash your changes first.')
await requireSchemaDump()
const current = z.object({ version: z.string() }).parse(JSON.parse(read('package.json'))).version
const changelog = read('CHANGELOG.md')
const version = process.argv[2] ?? nextVersion(current, changelog)
if (semver.valid(version) !== version || !semver.gt(version, current))
  fail(`${version} is not a version after ${current}.`)

npm('test')
npm('run', 'test:release')
npm('version', version, '--no-git-tag-version')
write('CHANGELOG.md', releaseChangelog(changelog, version, new Date().toISOString().slice(0, 10)))
write(CHART, read(CHART).replaceAll(/^(version|appVersion): .*$/gm, `$1: ${version}`))
// The files that the chart is compared with name its version.
npm('run', 'test:release', '--', 'chart', '-u')
git('commit', '--all', '--message', `Release ${version}`)
git('tag', '--annotate', `v${version}`, '--message', `Platte ${version}`)
console.log(`Tagged v${version}. Publish it: git push --follow-tags`)

/** Upgrades from this version are tested from a dump of its schema. */
async function requireSchemaDump(): Promise<void> {
  const newest = (await readKnownMigrations()).at(-1)
  const dump = `server/database/earlier-schemas/${newest}.sql.gz`
  if (!repositoryFiles('server/database/earlier-schemas').includes(dump))
    fail(`${dump} is missing: npm run dump-schema.`)
}

function fail(reason: string): never {
  console.error(reason)
  process.exit(1)
}
