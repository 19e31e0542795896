import helmet from '@fastify/helmet'
import fp from 'fastify-plugin'

/**
 * Headers for every answer. A page may load and reach nothing but this origin. What only works on https (and would be
 * complained about, or do harm, on a plain network) is left out unless the public address is https.
 */
export const securityPlugin = fp<{ publicOrigin: string | undefined }>(
  async (app, { publicOrigin }) => {
    const isHttps = publicOrigin?.startsWith('https:') ?? false
    await app.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
          fontSrc: ["'self'", 'data:'],
          connectSrc: ["'self'", 'data:', 'blob:'],
          objectSrc: ["'none'"],
          baseUri: ["'self'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      referrerPolicy: { policy: 'no-referrer' },
      frameguard: { action: 'deny' },
      strictTransportSecurity: isHttps && { maxAge: 31_536_000, includeSubDomains: false },
      crossOriginOpenerPolicy: isHttps,
      originAgentCluster: isHttps,
    })
  },
  { name: 'security' },
)
