/**
 * Whether a socket comes from a page of this server: its origin is the public address, or names the host the request was
 * sent to. Programs send no origin and are let through; browsers always do, and a page cannot choose it.
 */
export function isOwnOrigin(
  origin: string | undefined,
  { publicOrigin, host }: { publicOrigin: string | undefined; host: string },
): boolean {
  if (origin === undefined) return true
  if (origin === publicOrigin) return true
  return URL.parse(origin)?.host === host.toLowerCase() && host !== ''
}
