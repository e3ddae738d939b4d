import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

/**
 * Sets security headers on every response of `app`. Responses may be stored by nobody, unless their route says
 * otherwise: what one user may read must not stay in a browser or a shared cache for the next one.
 */
export async function installSecurityHeaders(app: FastifyInstance): Promise<void> {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
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
