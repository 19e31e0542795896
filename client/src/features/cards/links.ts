/** The address of a page as it may be followed; undefined for anything else, scripts and files above all. */
export function readLink(typed: string): string | undefined {
  const text = typed.trim()
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[\w.-]+:\d+(\/|$)/.test(text)
  const url = parse(hasScheme ? text : `https://${text}`)
  const isPage = url && (url.protocol === 'https:' || url.protocol === 'http:')
  // A word is no address, a name with a dot in it is.
  return isPage && (hasScheme || url.hostname.includes('.')) ? url.href : undefined
}

/** A link as it is shown: without the scheme, not longer than a line or two. */
export function shortLink(link: string): string {
  const text = link.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}
