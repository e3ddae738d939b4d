import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { repository } from '#scripts/testing/repository-files.ts'

/** Works without a registry of images: needs root, `buildah`, `mmdebstrap`, and Debian's and npm's packages. */
const CACHE = path.join(repository, '.cache', 'image')
const NODE_PACKAGE = `node-${process.platform}-${process.arch}`
const NODE_VERSION = '26.12.1'
const BUILD_BASE = 'localhost/platte-build-base'
const RUNTIME_BASE = 'localhost/platte-runtime-base'
const PACKAGES = 'ca-certificates,libatomic1,libstdc++6'
/** What the runtime image must do without. */
const REMOVED = [
  'usr/local/lib/node_modules',
  'usr/local/bin/npm',
  ...shells(),
  'var/cache/apt',
  'etc/build-ca.pem',
]

function shells(): string[] {
  return ['bin', 'usr/bin'].flatMap((directory) =>
    ['sh', 'bash', 'dash'].map((shell) => `${directory}/${shell}`),
  )
}

function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, {
    cwd: repository,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim()
}

/** Runs `buildah` in its own storage. */
export const buildah = (...args: readonly string[]): string =>
  run('buildah', ['--storage-driver', 'vfs', ...args])

/** Debian with Node.js and npm, and the same without npm and without a shell, in place of the public images. */
export function createBases(): void {
  const rootfs = createRootfs()
  const container = buildah('from', 'scratch')
  buildah('add', '--quiet', container, rootfs, '/')
  const root = buildah('mount', container)
  run('install', [
    '-D',
    '-m',
    '755',
    path.join(unpackNode(), 'bin/node'),
    path.join(root, 'usr/local/bin/node'),
  ])
  const modules = path.join(root, 'usr/local/lib/node_modules')
  mkdirSync(modules, { recursive: true })
  run('cp', ['-r', npmDirectory(), path.join(modules, 'npm')])
  run('ln', ['-s', '../lib/node_modules/npm/bin/npm-cli.js', path.join(root, 'usr/local/bin/npm')])
  // Where this machine trusts an authority of its own, npm in the build must too.
  const authority = process.env['NODE_EXTRA_CA_CERTS']
  if (authority !== undefined) {
    run('cp', [authority, path.join(root, 'etc/build-ca.pem')])
    buildah('config', '--env', 'NODE_EXTRA_CA_CERTS=/etc/build-ca.pem', container)
  }
  buildah('commit', '--quiet', container, BUILD_BASE)
  run('rm', ['-rf', ...REMOVED.map((file) => path.join(root, file))])
  buildah('config', '--env', 'NODE_EXTRA_CA_CERTS-', container)
  buildah('commit', '--quiet', container, RUNTIME_BASE)
  buildah('rm', container)
}

/** A tar archive; made once, since it takes minutes. */
function createRootfs(): string {
  const rootfs = path.join(CACHE, 'rootfs.tar')
  if (existsSync(rootfs)) return rootfs
  mkdirSync(CACHE, { recursive: true })
  const unfinished = path.join(CACHE, 'unfinished.tar')
  run('mmdebstrap', ['--quiet', '--variant=apt', `--include=${PACKAGES}`, 'bookworm', unfinished])
  renameSync(unfinished, rootfs)
  return rootfs
}

function unpackNode(): string {
  const directory = path.join(CACHE, 'package')
  if (!existsSync(directory)) {
    const archive = run('npm', [
      'pack',
      '--silent',
      '--pack-destination',
      CACHE,
      `${NODE_PACKAGE}@${NODE_VERSION}`,
    ])
    run('tar', ['-C', CACHE, '-xzf', path.join(CACHE, archive)])
  }
  return directory
}

function npmDirectory(): string {
  const command = readlink(run('which', ['npm']))
  return path.dirname(path.dirname(command))
}

const readlink = (file: string) => run('readlink', ['-f', file])

/** Builds the `Containerfile` on these bases. */
export function buildImage(tag: string): void {
  const { version }: { version: string } = JSON.parse(
    readFileSync(path.join(repository, 'package.json'), 'utf8'),
  )
  const settings = { BUILD_IMAGE: BUILD_BASE, RUNTIME_IMAGE: RUNTIME_BASE, VERSION: version }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`])
  buildah(
    'bud',
    '--isolation',
    'chroot',
    '--pull-never',
    '--quiet',
    '--format',
    'docker',
    ...flags,
    '-t',
    tag,
    '-f',
    'Containerfile',
    '.',
  )
}
