import { Readable } from 'node:stream'
import { setTimeout as pass } from 'node:timers/promises'
import { entityTag } from '#server/http/entity-tag.ts'

/** More than a dashboard polls; a larger body is not held in memory to tag it. */
export const MAX_TAGGED_BYTES = 512 * 1024
/** A body that pauses for longer is streamed. */
const MAX_PAUSE_MS = 50

/** The body with an entity tag of its bytes, or still as a stream, and without one, where it is large or slow. */
type TaggedBody = { etag: string; body: Buffer } | { etag: null; body: Readable }
type Chunk = IteratorResult<Uint8Array, void>

/** Reads the body as far as it can be tagged. Throws where the stream fails meanwhile. */
export async function tagBody(stream: Readable): Promise<TaggedBody> {
  const chunks = chunksOf(stream)
  const read: Uint8Array[] = []
  for (let bytes = 0; bytes <= MAX_TAGGED_BYTES;) {
    const next = chunks.next()
    // It is awaited later, or by nobody once the client has left.
    next.catch(() => null)
    const chunk = await nextWithoutPause(next)
    if (chunk === null) return { etag: null, body: Readable.from(continued(read, next, chunks)) }
    if (chunk.done) {
      const body = Buffer.concat(read)
      return { etag: entityTag(body), body }
    }
    read.push(chunk.value)
    bytes += chunk.value.byteLength
  }
  return { etag: null, body: Readable.from(continued(read, null, chunks)) }
}

async function* chunksOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  yield* stream
}

/** Null where it takes too long. */
async function nextWithoutPause(next: Promise<Chunk>): Promise<Chunk | null> {
  const arrived = new AbortController()
  const pause = pass(MAX_PAUSE_MS, null, { signal: arrived.signal }).catch(() => null)
  try {
    return await Promise.race([next, pause])
  } finally {
    arrived.abort()
  }
}

async function* continued(
  read: readonly Uint8Array[],
  next: Promise<Chunk> | null,
  rest: AsyncGenerator<Uint8Array, void>,
): AsyncGenerator<Uint8Array, void> {
  yield* read
  const chunk = await next
  if (chunk?.done) return
  if (chunk) yield chunk.value
  yield* rest
}
