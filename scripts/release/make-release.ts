import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { releaseChangelog } from './next-version.ts'
import { git } from './plan-release.ts'

const CHART = 'deploy/helm/platte/Chart.yaml'
const BUTANE = 'deploy/flatcar/platte.bu'

/** Writes the version into every file that names it, but those that npm writes, and its day (`YYYY-MM-DD`) into the changelog. */
export function setVersion(root: string, version: string, day: string): void {
  edit(root, 'CHANGELOG.md', (text) => releaseChangelog(text, version, day))
  edit(root, CHART, (text) => text.replaceAll(/^(version|appVersion): .*$/gm, `$1: ${version}`))
  edit(root, BUTANE, (text) => text.replace(/^(.*PLATTE_IMAGE=\S+:).*$/m, `$1${version}`))
}

/** Commits every change as the release, and tags it. */
export function commitRelease(root: string, version: string): void {
  git(root, 'commit', '--quiet', '--all', '--message', `Release ${version}`)
  git(root, 'tag', '--annotate', `v${version}`, '--message', `Platte ${version}`)
}

function edit(root: string, file: string, change: (text: string) => string): void {
  const full = path.join(root, file)
  const before = readFileSync(full, 'utf8')
  const after = change(before)
  if (after === before) throw new Error(`${file} names no version.`)
  writeFileSync(full, after)
}
