import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

/** What browsers are told about every answer of `app`, and of what is registered in it. */
export async function installSecurityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // The components set their sizes and places in style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    // Whether the host is reached by HTTPS alone is the proxy's to say.
    strictTransportSecurity: false,
    // Over plain HTTP browsers ignore these two, and complain about it in the console of everybody.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  })
}
