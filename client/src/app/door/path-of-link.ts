/** The path of a board's link within the product, `/b/<board>#<token>`; undefined for what is no link to here. */
export function pathOfLink(typed: string, base: string): string | undefined {
  const url = urlIn(typed.trim())
  if (!url || !`${url.origin}${url.pathname}`.startsWith(`${base}b/`) || url.hash.length < 2) return undefined
  return `/b/${url.pathname.slice(new URL(base).pathname.length + 'b/'.length)}${url.search}${url.hash}`
}

function urlIn(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}
