/** What of a browser a test of signing in needs: cookies, redirects, and forms that are sent. */
export interface TestBrowser {
  /** Follows redirects to the end; gives the last address and the page there. */
  open: (
    url: string,
    of?: { method?: string; form?: Record<string, string> },
  ) => Promise<{ url: string; status: number; text: string }>
  /** One request to our server, with the cookies of its origin and the headers a browser sends. */
  call: (
    method: string,
    url: string,
    of?: { body?: unknown; token?: string; headers?: Record<string, string> },
  ) => Promise<{ status: number; body: unknown; headers: Headers }>
  /** The cookie header of an origin. */
  cookies: (origin: string) => string
  /** What the last answer set, as it was set. */
  setCookies: string[]
}

const mostRedirects = 20

export function createBrowser(): TestBrowser {
  const jars = new Map<string, Map<string, string>>()
  const cookies = (origin: string) =>
    [...(jars.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
  const setCookies: string[] = []

  const keep = (origin: string, headers: Headers): void => {
    for (const line of headers.getSetCookie()) {
      setCookies.push(line)
      const [name = '', value = ''] = (line.split(';', 1)[0] ?? '').split(/=(.*)/s)
      const jar = jars.get(origin) ?? new Map<string, string>()
      const isOver = /max-age=0(;|$)/i.test(line) || /expires=Thu, 01 Jan 1970/i.test(line)
      if (isOver || value === '') jar.delete(name)
      else jar.set(name, value)
      jars.set(origin, jar)
    }
  }

  const send = async (url: string, init: RequestInit): Promise<Response> => {
    const { origin } = new URL(url)
    const headers = new Headers(init.headers)
    if (cookies(origin) !== '') headers.set('cookie', cookies(origin))
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    keep(origin, response.headers)
    return response
  }

  return {
    cookies,
    setCookies,
    async open(url, { method = 'GET', form } = {}) {
      let at = url
      let response = await send(at, {
        method,
        headers: { accept: 'text/html' },
        ...(form ? { body: new URLSearchParams(form) } : {}),
      })
      for (let i = 0; i < mostRedirects && response.status >= 300 && response.status < 400; i++) {
        at = new URL(response.headers.get('location') ?? '', at).href
        response = await send(at, { headers: { accept: 'text/html' } })
      }
      return { url: at, status: response.status, text: await response.text() }
    },
    async call(method, url, { body, token, headers = {} } = {}) {
      const isRaw = typeof body === 'string' || body instanceof Uint8Array
      const response = await send(url, {
        method,
        headers: {
          origin: new URL(url).origin,
          'sec-fetch-site': 'same-origin',
          ...(body === undefined || isRaw ? {} : { 'content-type': 'application/json' }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isRaw ? Buffer.from(body) : JSON.stringify(body) }),
      })
      const text = await response.text()
      const isJson = (response.headers.get('content-type') ?? '').includes('json')
      return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(text) as unknown) : text }
    },
  }
}

/** Goes through the provider's own pages: the login, and the consent where it asks for it. Gives where that ended. */
export async function signInAs(browser: TestBrowser, serverUrl: string, login: string): Promise<string> {
  const { body } = await browser.call('POST', `${serverUrl}/api/auth/sign-in`, { body: {} })
  let page = await browser.open((body as { url: string }).url)
  for (let i = 0; i < 3 && !page.url.startsWith(serverUrl); i++) {
    const action = /<form[^>]*action="([^"]+)"/.exec(page.text)?.[1] ?? ''
    const prompt = /name="prompt" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    page = await browser.open(new URL(action, page.url).href, {
      method: 'POST',
      form: prompt === 'login' ? { prompt, login, password: 'any' } : { prompt },
    })
  }
  return page.url
}
