import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { HttpError } from '#server/http/http-error.ts'
import { readResponse } from './read-response.ts'
import { upstreamUnreachable } from './upstream-unreachable.ts'

const limits = { maxBytes: 1024 ** 2, timeoutMs: 60_000 }

const errorOf = (reading: Promise<Buffer>) =>
  reading.then(
    () => null,
    (error: Error) => upstreamUnreachable('http://nebraska', error),
  )

describe('a response', () => {
  test('is read in whole', async () => {
    const body = Readable.from([Buffer.from('all '), Buffer.from('well')])
    expect((await readResponse(body, limits)).toString()).toBe('all well')
  })

  test('that is larger than allowed is read no further', async () => {
    let chunks = 0
    const endless = new Readable({
      read() {
        chunks++
        this.push(Buffer.alloc(64 * 1024))
      },
    })
    const error = await errorOf(readResponse(endless, limits))
    expect(error).toBeInstanceOf(HttpError)
    expect(error).toMatchObject({
      status: 502,
      message: 'The update server’s response is larger than 1 MiB.',
    })
    expect(endless.destroyed).toBe(true)
    expect(chunks).toBeLessThan(32)
  })

  test('whose end does not come in time is given up', async () => {
    const stalled = new Readable({ read() {} })
    const error = await errorOf(readResponse(stalled, { ...limits, timeoutMs: 1 }))
    expect(error).toMatchObject({ status: 504 })
    expect(stalled.destroyed).toBe(true)
  })
})
