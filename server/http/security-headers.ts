import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

/** Sets security headers on every response of `app`. */
export async function installSecurityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // Components set sizes and positions in style attributes.
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
    // Only a proxy in front knows whether every request to this host is HTTPS.
    strictTransportSecurity: false,
    // Browsers ignore these two over plain HTTP and warn about it in the console.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  })
}
