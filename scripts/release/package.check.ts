import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { repository } from '#scripts/testing/repository-files.ts'

const MAX_MB = 45
let directory: string
let installed: string

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'platte-package-'))
  execFileSync('npm', ['pack', '--silent', '--pack-destination', directory], {
    cwd: repository,
    stdio: 'pipe',
  })
  const [archive = ''] = readdirSync(directory)
  writeFileSync(path.join(directory, 'package.json'), '{ "private": true }')
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', `./${archive}`], { cwd: directory })
  installed = path.join(directory, 'node_modules')
})
afterAll(() => rmSync(directory, { recursive: true }))

const filesIn = (place: string) =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))

test('an installation has the package and PGlite, and is small', () => {
  const packages = readdirSync(installed).filter((name) => !name.startsWith('.'))
  expect(packages).toEqual(['@electric-sql', 'platte'])
  const bytes = filesIn(installed).reduce((sum, file) => sum + statSync(file).size, 0)
  expect(bytes / 1e6).toBeLessThan(MAX_MB)
})

test('the package has what runs, licences and a bill of materials, and no source, test or map', () => {
  const files = filesIn(path.join(installed, 'platte')).map((file) =>
    path.relative(path.join(installed, 'platte'), file),
  )
  for (const file of [
    'LICENSE',
    'build/THIRD-PARTY-NOTICES.md',
    'build/sbom.cdx.json',
    'build/server/platte.js',
    'deploy/systemd/platte.service',
    'dist/index.html',
  ])
    expect(files).toContain(file)
  expect(
    files.filter((file) => /\.(?:tsx?|map)$|test|^(?:src|server|scripts|e2e)\/|\.vite/.test(file)),
  ).toEqual([])
})

test('npx platte serves the dashboard and stops', async () => {
  const flags = ['--port', '0', '--no-demo', '--data', path.join(directory, 'data')]
  const child = spawn(path.join(installed, '.bin/platte'), flags, {
    cwd: directory,
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  const address = await vi.waitFor(() => {
    const [, found] = /Platte runs at (\S+)/.exec(output) ?? []
    if (found === undefined) throw new Error(output)
    return found
  }, 120_000)
  expect(await (await fetch(`${address}/health`)).text()).toBe('OK')
  const page = await fetch(address, { headers: { accept: 'text/html' } })
  expect(page.status).toBe(200)
  const [, script] = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text()) ?? []
  expect((await fetch(`${address}${script}`)).status).toBe(200)
  child.kill('SIGTERM')
  const [exitCode]: unknown[] = await once(child, 'exit')
  expect(exitCode).toBe(0)
})
