import type { Readable } from 'node:stream'
import { addAbortSignal } from 'node:stream'
import { HttpError } from '#server/http/http-error.ts'

interface ResponseLimits {
  maxBytes: number
  /** For the whole body to arrive. */
  timeoutMs: number
}

/**
 * Reads a body that this process has to hold in memory. Throws an `HttpError` where it is too large and an
 * `AbortError` caused by a `TimeoutError` where it takes too long; either way the stream is destroyed.
 */
export async function readResponse(stream: Readable, limits: ResponseLimits): Promise<Buffer> {
  addAbortSignal(AbortSignal.timeout(limits.timeoutMs), stream)
  return readAtMost(stream, limits.maxBytes)
}

/** Like `readResponse`, of a body whose time is limited elsewhere. */
export async function readAtMost(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  // Leaving the loop destroys the stream.
  for await (const chunk of stream) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw tooLarge(maxBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const tooLarge = (maxBytes: number) =>
  new HttpError(
    502,
    'update-server-unreadable',
    `The update server’s response is larger than ${Math.floor(maxBytes / 1024 ** 2)} MiB.`,
  )
