import type { FastifyReply } from 'fastify'

/** Aborts when the client leaves before it has its response. */
export function clientAbortSignal({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
  const left = new AbortController()
  raw.once('close', () => {
    if (!raw.writableFinished) left.abort()
  })
  return left.signal
}

/** Nobody receives a response, or an error, that comes after its client has left. */
export async function respondUnlessAborted(
  reply: FastifyReply,
  left: AbortSignal,
  respond: () => Promise<unknown>,
): Promise<unknown> {
  try {
    return await respond()
  } catch (error) {
    if (!left.aborted) throw error
    return reply.hijack()
  }
}
