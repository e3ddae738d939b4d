import type { FastifyRequest } from 'fastify'

/** Who freezes: nobody has signed in. */
export const freezeActor = (_request: FastifyRequest): string => 'local'
