import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { AppError } from '@planwall/shared/errors'
import { answer } from './errors.plugin.ts'

export interface ClientOptions {
  clientDir: string
  basePath: string
  /** What the page can read in `#planwall-config`. */
  clientConfig: Readonly<Record<string, string | undefined>>
}

/** Addresses that are never a page of the client. */
const ours = /^\/(api|sync|schemas|docs|healthz|metrics|assets)(\/|$|\?)/

/**
 * The built client: its files, and its one page for every address a person may open. Files whose name holds a hash of
 * their content are kept by browsers for ever. Without a build there is only the rest of the server.
 */
export const clientPlugin = fp<ClientOptions>(
  async (app, { clientDir, basePath, clientConfig }) => {
    const page = readPage(clientDir, basePath, clientConfig)
    if (page === undefined) app.log.warn({ clientDir }, 'there is no built client here')
    else {
      await app.register(fastifyStatic, {
        root: clientDir,
        index: false,
        preCompressed: true,
        cacheControl: false,
        setHeaders: (reply, path) => {
          const isHashed = path.startsWith(join(clientDir, 'assets'))
          reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
        },
      })
      // Said by name: the file server answers the folder itself with an error.
      for (const path of ['/', '/index.html']) {
        app.get(path, { schema: { hide: true } }, (_request, reply) => sendPage(reply, page))
      }
    }
    app.setNotFoundHandler((request, reply) => {
      if (page !== undefined && isNavigation(request)) return sendPage(reply, page)
      return answer(reply, new AppError('not-found'))
    })
  },
  { name: 'client', dependencies: ['errors', 'security'] },
)

function isNavigation(request: FastifyRequest): boolean {
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  return isRead && !ours.test(request.url) && (request.headers.accept ?? '').includes('text/html')
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
}

/** The page with its base address and its settings put in. */
function readPage(dir: string, basePath: string, config: ClientOptions['clientConfig']): string | undefined {
  const file = join(dir, 'index.html')
  if (!existsSync(file)) return undefined
  const html = readFileSync(file, 'utf8')
  const json = JSON.stringify(config).replaceAll('<', String.raw`\u003c`)
  const head = `<base href="${basePath}/"><script type="application/json" id="planwall-config">${json}</script>`
  return html.replace(/<head[^>]*>/, (tag) => tag + head)
}
