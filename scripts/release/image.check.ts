import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { buildah, buildImage, createBases } from './image.ts'

const IMAGE = 'localhost/platte'
const STRANGER = 12_345
const PORT = 18_080
const GRACE_PERIOD_MS = 10_000
const ORIGIN = `http://127.0.0.1:${PORT}`

const imageSchema = z.object({
  Docker: z.object({
    config: z.object({
      User: z.string(),
      Env: z.array(z.string()),
      Entrypoint: z.array(z.string()),
      Healthcheck: z.object({ Test: z.array(z.string()) }),
      Labels: z.record(z.string(), z.string()),
      Volumes: z.record(z.string(), z.unknown()),
    }),
  }),
})
type ImageConfig = z.infer<typeof imageSchema>['Docker']['config']

let directory: string
let config: ImageConfig
let root: string
let container: string
const running = new Set<ChildProcess>()

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'platte-image-'))
  createBases()
  buildImage(IMAGE)
  config = imageSchema.parse(JSON.parse(buildah('inspect', '--type', 'image', IMAGE))).Docker.config
  container = buildah('from', '--pull-never', IMAGE)
  root = buildah('mount', container)
})
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  buildah('rm', container)
  rmSync(directory, { recursive: true })
})

/** The command in the image as a container runtime starts it: a read-only root, one volume, no capability, any user. */
const RUN_IN_IMAGE = `
set -e
mount --make-rprivate /
mount --bind "$1" "$1"
mount --bind "$2" "$1/data"
mount -t tmpfs -o size=64m tmp "$1/tmp"
mount -o remount,ro,bind "$1"
mount -t proc proc "$1/proc"
mount --bind /dev "$1/dev"
root=$1 user=$3
shift 3
exec chroot --userspec="$user:0" --groups= "$root" /usr/bin/env -i "$@"`

function runInImage(data: string, command: readonly string[], imageRoot = root) {
  const settings = { PLATTE_ALLOW_UNAUTHENTICATED: 'true', PLATTE_PORT: String(PORT), PLATTE_NO_DEMO: 'true' }
  const environment = [...config.Env, ...Object.entries(settings).map(([name, value]) => `${name}=${value}`)]
  const script = [
    'sh',
    '-c',
    RUN_IN_IMAGE,
    'sh',
    imageRoot,
    data,
    String(STRANGER),
    ...environment,
    ...command,
  ]
  const child = spawn('unshare', ['--mount', ...script], { stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  const ended = once(child, 'close').then(() => {
    running.delete(child)
    return child.exitCode
  })
  return { child, ended, output: () => output }
}

/** `unshare`, `sh`, `chroot` and `env` replace each other, so the process is Platte's own. */
async function startPlatte(data: string, imageRoot = root) {
  const server = runInImage(data, config.Entrypoint, imageRoot)
  await vi.waitFor(() => expect(server.output()).toMatch(/Platte runs at/), 120_000)
  return server
}

function makeVolume(name: string): string {
  const data = path.join(directory, name)
  mkdirSync(data)
  chownSync(data, STRANGER, 0)
  return data
}

test('the image names its user, its volume, its health check and what it is', () => {
  expect(config.User).toBe('65532:65532')
  expect(Object.keys(config.Volumes)).toEqual(['/data'])
  expect(config.Healthcheck.Test).toEqual(['CMD', ...config.Entrypoint, 'health'])
  expect(config.Labels['org.opencontainers.image.title']).toBe('Platte')
  expect(existsSync(path.join(root, 'app/build/sbom.cdx.json'))).toBe(true)
})

test('it runs without a shell, as any user, on a read-only root, and stops in time', async () => {
  expect(existsSync(path.join(root, 'bin/sh')) || existsSync(path.join(root, 'usr/bin/bash'))).toBe(false)
  const server = await startPlatte(makeVolume('alone'))
  expect(readFileSync(`/proc/${server.child.pid}/status`, 'utf8')).toMatch(
    new RegExp(`^Uid:\\s+${STRANGER}`, 'm'),
  )
  expect(await (await fetch(`${ORIGIN}/health`)).text()).toBe('OK')
  expect((await fetch(ORIGIN)).headers.get('content-type')).toContain('text/html')
  const health = runInImage(path.join(directory, 'alone'), config.Healthcheck.Test.slice(1))
  expect(await health.ended).toBe(0)
  const stopping = setTimeout(() => server.child.kill('SIGKILL'), GRACE_PERIOD_MS)
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  clearTimeout(stopping)
})

test('it keeps its data over a kill and an upgrade, and an older image refuses the upgraded database', async () => {
  const data = makeVolume('kept')
  const killed = await startPlatte(data)
  const created = await fetch(`${ORIGIN}/api/apps`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Kept' }),
  })
  expect(created.status).toBe(200)
  killed.child.kill('SIGKILL')
  await killed.ended

  const newer = buildah('from', '--pull-never', IMAGE)
  const newerRoot = buildah('mount', newer)
  writeFileSync(
    path.join(newerRoot, 'app/build/server/migrations/9999-newer.sql'),
    'create table newer (id integer);',
  )
  const upgraded = await startPlatte(data, newerRoot)
  expect(await (await fetch(`${ORIGIN}/api/apps`)).text()).toContain('"Kept"')
  upgraded.child.kill('SIGTERM')
  expect(await upgraded.ended).toBe(0)
  buildah('rm', newer)

  const older = runInImage(data, config.Entrypoint)
  expect(await older.ended).toBe(1)
  expect(older.output()).toContain('newer version of Platte (9999-newer)')
})
