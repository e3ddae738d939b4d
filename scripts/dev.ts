// Vite with hot reload, in front of a server that starts again when its sources change.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createServer as createVite } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const port = await freePort()
const server = startServer(['--data', '.cache/dev-data', ...process.argv.slice(2), '--port', String(port)])

process.env['PLATTE_DEV_SERVER'] = `http://127.0.0.1:${port}`
const vite = await createVite({ root })
await vite.listen()
vite.printUrls()

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  server.kill('SIGTERM')
  await Promise.all([vite.close(), ended(server)])
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())

function startServer(flags: string[]): ChildProcess {
  const tsx = createRequire(import.meta.url).resolve('tsx/cli')
  const watch = [tsx, 'watch', '--clear-screen=false', 'scripts/dev-server.ts', ...flags]
  return spawn(process.execPath, watch, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port is free.')
  return address.port
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}
