import { EventEmitter, once } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startPeriodicTask } from './start-periodic-task.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const onError = (error: unknown) => expect.unreachable(String(error))

/** A task whose runs last until `finish`. */
function longTask() {
  const finished = new EventEmitter()
  const task = vi.fn<() => Promise<void>>(async () => {
    await once(finished, 'finish')
  })
  return { task, finish: () => finished.emit('finish') }
}

test('runs after each interval, and at the start where it should', async () => {
  const later = vi.fn<() => Promise<void>>(async () => {})
  const atOnce = vi.fn<() => Promise<void>>(async () => {})
  startPeriodicTask(later, { intervalMs: 1000, runAtStart: false, onError })
  startPeriodicTask(atOnce, { intervalMs: 1000, runAtStart: true, onError })
  expect([later.mock.calls.length, atOnce.mock.calls.length]).toEqual([0, 1])
  await vi.advanceTimersByTimeAsync(2000)
  expect([later.mock.calls.length, atOnce.mock.calls.length]).toEqual([2, 3])
})

test('skips a run while the previous one is in progress', async () => {
  const { task, finish } = longTask()
  startPeriodicTask(task, { intervalMs: 1000, runAtStart: true, onError })
  await vi.advanceTimersByTimeAsync(5000)
  expect(task).toHaveBeenCalledOnce()
  finish()
  await vi.advanceTimersByTimeAsync(1000)
  expect(task).toHaveBeenCalledTimes(2)
})

test('continues after a failure', async () => {
  const errors: unknown[] = []
  const task = vi.fn<() => Promise<void>>(async () => {
    throw new Error('no connection')
  })
  startPeriodicTask(task, { intervalMs: 1000, runAtStart: true, onError: (error) => errors.push(error) })
  await vi.advanceTimersByTimeAsync(1000)
  expect(errors).toEqual([new Error('no connection'), new Error('no connection')])
})

test('a stop waits for the run in progress, and no other run starts', async () => {
  const { task, finish } = longTask()
  const periodic = startPeriodicTask(task, { intervalMs: 1000, runAtStart: true, onError })
  const stopped = vi.fn<() => void>()
  const stopping = periodic.stop().then(stopped)
  await vi.advanceTimersByTimeAsync(5000)
  expect(stopped).not.toHaveBeenCalled()
  finish()
  await stopping
  expect(task).toHaveBeenCalledOnce()
})
