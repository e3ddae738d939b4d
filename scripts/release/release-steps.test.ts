import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commitRelease, setVersion } from './make-release.ts'
import { git, planRelease } from './plan-release.ts'

const FILES = {
  'package.json': '{ "version": "0.1.0" }',
  'CHANGELOG.md':
    '# Changelog\n\n## Unreleased\n\n### Added\n\n- A page.\n\n## 0.1.0\n\n### Added\n\n- First.\n',
  'deploy/helm/platte/Chart.yaml': 'name: platte\nversion: 0.1.0\nappVersion: 0.1.0\n',
  'deploy/flatcar/platte.bu':
    'Environment=PLATTE_IMAGE=ghcr.io/OWNER/platte:0.1.0\n--volume /var/lib/platte:/data\n',
  'server/database/migrations/0001-first.sql': '',
  'server/database/earlier-schemas/0001-first.sql.gz': '',
}

let directory: string
let root: string
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'platte-release-'))
  const origin = path.join(directory, 'origin.git')
  root = path.join(directory, 'clone')
  git(directory, 'init', '--quiet', '--bare', '--initial-branch=main', origin)
  git(directory, 'clone', '--quiet', origin, root)
  for (const [name, value] of [
    ['user.name', 'Releaser'],
    ['user.email', 'releaser@example.com'],
    ['commit.gpgSign', 'false'],
    ['tag.gpgSign', 'false'],
  ] as const)
    git(root, 'config', name, value)
  for (const [file, text] of Object.entries(FILES)) write(file, text)
  git(root, 'add', '--all')
  git(root, 'commit', '--quiet', '--message', 'Begin')
  git(root, 'push', '--quiet', 'origin', 'main')
})
afterEach(() => rmSync(directory, { recursive: true }))

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), text)
}
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

function commit(file: string, text: string): void {
  write(file, text)
  git(root, 'add', '--all')
  git(root, 'commit', '--quiet', '--message', 'Change')
}

function moveOriginOn(): void {
  commit('new.ts', '')
  git(root, 'push', '--quiet', 'origin', 'main')
  git(root, 'reset', '--quiet', '--hard', 'HEAD~')
}

function tagAtOriginOnly(): void {
  git(root, 'tag', 'v0.2.0')
  git(root, 'push', '--quiet', 'origin', 'v0.2.0')
  git(root, 'tag', '--delete', 'v0.2.0')
}

test('a release has the version that the changelog asks for, in every file, in a commit and a tag that one push publishes', () => {
  const version = planRelease(root)
  expect(version).toBe('0.2.0')
  setVersion(root, version, '2026-12-01')
  commitRelease(root, version)
  git(root, 'push', '--quiet', '--atomic', '--follow-tags')

  expect(read('CHANGELOG.md')).toContain('## Unreleased\n\n## 0.2.0 (2026-12-01)\n\n### Added\n\n- A page.')
  expect(read('deploy/helm/platte/Chart.yaml')).toBe('name: platte\nversion: 0.2.0\nappVersion: 0.2.0\n')
  expect(read('deploy/flatcar/platte.bu')).toBe(
    'Environment=PLATTE_IMAGE=ghcr.io/OWNER/platte:0.2.0\n--volume /var/lib/platte:/data\n',
  )
  expect(git(root, 'status', '--porcelain')).toBe('')
  expect(git(root, 'log', '-1', '--format=%s')).toBe('Release 0.2.0')
  expect(git(root, 'ls-remote', 'origin', 'refs/tags/v0.2.0')).not.toBe('')
})

test('a release may have any later version', () => {
  expect(planRelease(root, '1.0.0-rc.1')).toBe('1.0.0-rc.1')
})

describe('a release is refused, and nothing is changed,', () => {
  const refusals: [name: string, prepare: () => void, reason: string, requested?: string][] = [
    ['with uncommitted changes', () => write('new.ts', ''), 'Commit or stash'],
    [
      'on another branch',
      () => git(root, 'switch', '--quiet', '--create', 'topic'),
      'made on main, and this is topic',
    ],
    ['on no branch', () => git(root, 'switch', '--quiet', '--detach'), 'this is no branch'],
    ['behind origin', moveOriginOn, 'not here: git pull'],
    ['of a tag that exists', () => git(root, 'tag', 'v0.2.0'), 'The tag v0.2.0 exists already'],
    ['of a tag that exists at origin', tagAtOriginOnly, 'The tag v0.2.0 exists at origin already'],
    ['of no version', () => {}, 'v1 is not a version', 'v1'],
    ['of an earlier version', () => {}, '0.0.9 is not a version after 0.1.0', '0.0.9'],
    [
      'without entries in the changelog',
      () => commit('CHANGELOG.md', '## Unreleased\n'),
      'nothing under "Unreleased"',
    ],
    [
      'without a dump of its schema',
      () => commit('server/database/migrations/0002-more.sql', ''),
      '0002-more.sql.gz is missing: npm run dump-schema',
    ],
  ]

  test.each(refusals)('%s', (_name, prepare, reason, requested) => {
    prepare()
    const before = git(root, 'status', '--porcelain')
    expect(() => planRelease(root, requested)).toThrow(reason)
    expect(git(root, 'status', '--porcelain')).toBe(before)
    expect(read('package.json')).toBe(FILES['package.json'])
  })
})
