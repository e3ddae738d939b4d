import compress from '@fastify/compress'
import type { FastifyInstance } from 'fastify'
import { constants } from 'node:zlib'

export const COMPRESSION_THRESHOLD = 1024
/** At brotli's default quality of 11 a list would take longer to compress than to read from the database. */
export const BROTLI_QUALITY = 4

/** Compresses the responses of every route of `app` that aren't compressed yet. */
export async function installCompression(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    threshold: COMPRESSION_THRESHOLD,
    encodings: ['br', 'gzip'],
    // Flushed, so that a streamed response stays a stream.
    brotliOptions: {
      flush: constants.BROTLI_OPERATION_FLUSH,
      params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY },
    },
    zlibOptions: { flush: constants.Z_SYNC_FLUSH },
    globalDecompression: false,
  })
}
