import type { FastifyReply } from 'fastify'

/** Aborts when the client leaves before it has its response. */
export function leftSignal({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
  const left = new AbortController()
  raw.once('close', () => {
    if (!raw.writableFinished) left.abort()
  })
  return left.signal
}
