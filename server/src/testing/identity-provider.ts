import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

export const testClient = { clientId: 'planwall', clientSecret: 'a secret only this test knows' }

/** A real provider of OpenID Connect, on a port of this machine. */
export interface TestProvider {
  issuer: string
  /** No connection is taken any more, until it is started again. */
  stop: () => Promise<void>
  start: () => Promise<void>
}

/**
 * Starts a provider that knows everybody: whoever signs in as `ada@example.com` is Ada of that address, `unverified` in front
 * of it makes an address nobody has looked at. Redirects to any address that ends as ours does.
 */
export async function startIdentityProvider(): Promise<TestProvider> {
  // The issuer has the port in its name, so the port comes first.
  const server = createServer()
  const port = await listen(server, 0)
  const issuer = `http://127.0.0.1:${port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: testClient.clientId,
        client_secret: testClient.clientSecret,
        redirect_uris: ['http://127.0.0.1/api/auth/callback'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    findAccount: (_context, login) => ({
      accountId: login,
      claims: async () => ({
        sub: login,
        name: nameOf(login),
        email: login,
        email_verified: !login.startsWith('unverified'),
      }),
    }),
    cookies: { keys: ['for this test'] },
    ttl: { Session: 3600, Interaction: 3600, Grant: 3600, AccessToken: 600, IdToken: 600 },
  })
  provider.Client.prototype.redirectUriAllowed = (uri: string) => uri.endsWith('/api/auth/callback')
  // Its pages fetch letters from elsewhere, which no test does.
  provider.use(async (context, next) => {
    if (context.path === '/favicon.ico') {
      context.status = 204
      return
    }
    await next()
    if (typeof context.body === 'string') context.body = context.body.replace(/@import url\([^)]*\);/, '')
  })
  let handling = serve(server, provider)
  return {
    issuer,
    async stop() {
      const closed = new Promise((resolve) => handling.close(resolve))
      handling.closeAllConnections()
      await closed
    },
    async start() {
      const again = createServer()
      await listen(again, port)
      handling = serve(again, provider)
    },
  }
}

function serve(server: Server, provider: Provider): Server {
  const handle = provider.callback()
  return server.on('request', (request, response) => void handle(request, response))
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** "Ada" of `ada@example.com`. */
function nameOf(login: string): string {
  const [first = login] = login.split('@')
  return first.slice(0, 1).toUpperCase() + first.slice(1)
}
