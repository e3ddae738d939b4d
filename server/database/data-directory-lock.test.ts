import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { lockDataDirectory } from './data-directory-lock.ts'

let directory: string
const children: ChildProcess[] = []

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'platte-lock-'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(directory, { recursive: true })
})

const module = JSON.stringify(new URL('./data-directory-lock.ts', import.meta.url).href)

/** Starts a process that locks the directory, and returns the result. */
async function lockingProcess(): Promise<{ child: ChildProcess; result: string }> {
  const script = `
    const { lockDataDirectory } = await import(${module})
    const result = await lockDataDirectory(${JSON.stringify(directory)}).then(() => 'locked', (error) => error.message)
    process.stdout.write(result)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script])
  children.push(child)
  const [result] = await once(child.stdout, 'data')
  return { child, result: String(result) }
}

describe('the lock on the data directory', () => {
  test('refuses a second process, and names the first', async () => {
    const { child, result } = await lockingProcess()
    expect(result).toBe('locked')
    await expect(lockDataDirectory(directory)).rejects.toThrow(
      `The data directory ${directory} is in use by another process (pid ${child.pid}): ` +
        'stop it, or name another directory with --data.',
    )
  })

  test('ends when its process is killed', async () => {
    const { child } = await lockingProcess()
    child.kill('SIGKILL')
    await once(child, 'exit')
    const lock = await lockDataDirectory(directory)
    await lock.release()
    expect(await readdir(directory)).toEqual([])
  })

  test('can be taken again after a release', async () => {
    const first = await lockDataDirectory(directory)
    await first.release()
    const second = await lockDataDirectory(directory)
    expect(await readdir(directory)).toHaveLength(1)
    await second.release()
  })

  test('goes to exactly one of many concurrent attempts, although a dead process left a socket', async () => {
    const { child } = await lockingProcess()
    child.kill('SIGKILL')
    await once(child, 'exit')
    const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataDirectory(directory)))
    const holders = attempts.filter(({ status }) => status === 'fulfilled')
    expect(holders).toHaveLength(1)
    for (const holder of holders) if (holder.status === 'fulfilled') await holder.value.release()
  })

  test('works where the path is too long for a socket', async () => {
    vi.stubEnv('TMPDIR', directory)
    const deep = path.join(directory, 'a'.repeat(120))
    await mkdir(deep)
    const lock = await lockDataDirectory(deep)
    await expect(lockDataDirectory(deep)).rejects.toThrow('is in use by another process')
    await lock.release()
  })
})
