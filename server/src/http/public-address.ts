import type { FastifyRequest } from 'fastify'

export interface PublicAddress {
  publicOrigin: string | undefined
  basePath: string
}

/** Where people reach this server, without a slash at the end: as it was set, else as this request came. */
export function publicBase({ publicOrigin, basePath }: PublicAddress, request: FastifyRequest): string {
  return (publicOrigin ?? `${request.protocol}://${request.host}`) + basePath
}

/** Takes the base path off, so that routes need not know it. Proxies may pass it on or not. */
export function withoutBasePath(basePath: string, url: string): string {
  if (basePath === '' || !url.startsWith(basePath)) return url
  const rest = url.slice(basePath.length)
  if (rest === '' || rest.startsWith('?')) return `/${rest}`
  return rest.startsWith('/') ? rest : url
}
