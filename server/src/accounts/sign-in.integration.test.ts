import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Config } from '../config.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { createBrowser, signInAs } from '../testing/browser.ts'
import type { TestBrowser } from '../testing/browser.ts'
import { sharedProvider, signInAt } from '../testing/shared-provider.ts'
import { tempDir } from '../testing/temp-dir.ts'
import { startTestApp } from '../testing/test-app.ts'

const day = 86_400_000

async function startWithProvider(config: Partial<Config> = {}, emailDomains: string[] = []) {
  const provider = await sharedProvider()
  const clock = { now: Date.now() }
  const server = await startTestApp({
    now: () => clock.now,
    config: { signIn: signInAt(provider, emailDomains), ...config },
  })
  return { server, provider, clock }
}

const me = async (browser: TestBrowser, url: string) => (await browser.call('GET', `${url}/api/me`)).body

describe('signing in by OpenID Connect', () => {
  it('goes through the provider’s own pages and comes back as a person, the same one in every browser', async () => {
    const { server } = await startWithProvider()
    const [laptop, phone] = [createBrowser(), createBrowser()]
    expect(await me(laptop, server.url)).toEqual({ person: null, createBoards: 'anyone', canSignIn: true })
    expect(await signInAs(laptop, server.url, 'ada@example.com')).toBe(`${server.url}/`)
    expect(await me(laptop, server.url)).toMatchObject({ person: { name: 'Ada', email: 'ada@example.com' } })
    expect(await me(phone, server.url)).toMatchObject({ person: null })
    await laptop.call('POST', `${server.url}/api/boards`, { body: { title: 'Growth', templateId: 'T1' } })
    await signInAs(phone, server.url, 'ada@example.com')
    const { body } = await phone.call('GET', `${server.url}/api/me/boards`)
    expect(body).toMatchObject({ boards: [{ title: 'Growth', people: [] }], bin: [] })
    const ben = createBrowser()
    await signInAs(ben, server.url, 'ben@example.com')
    expect((await ben.call('GET', `${server.url}/api/me/boards`)).body).toEqual({ boards: [], bin: [] })
  })

  it('keeps a random token in a cookie no script and no other site gets, and only its hash on the disk', async () => {
    const dir = tempDir()
    const provider = await sharedProvider()
    const server = await startTestApp({ store: openSqliteStore(dir), config: { signIn: signInAt(provider) } })
    const browser = createBrowser()
    await signInAs(browser, server.url, 'ada@example.com')
    const token = /planwall-session=([A-Za-z0-9]+)/.exec(browser.cookies(server.url))?.[1] ?? ''
    expect(token).toHaveLength(32)
    const set = browser.setCookies.find((line) => line.startsWith(`planwall-session=${token}`))
    expect(set).toMatch(/; HttpOnly/)
    expect(set).toMatch(/; SameSite=Strict/)
    expect(set).toMatch(/; Path=\/;/)
    await server.store.durable()
    for (const file of ['planwall.sqlite', 'planwall.sqlite-wal']) {
      expect(readFileSync(join(dir, file)).includes(token)).toBe(false)
    }
    expect(server.logs()).not.toContain(token)
    expect(server.logs()).not.toMatch(/code=|state=/)
  })

  it('over https the cookie is for this very host alone', async () => {
    const { server } = await startWithProvider({ publicOrigin: 'https://plans.example.com' })
    const { headers } = await createBrowser().call('POST', `${server.url}/api/auth/sign-in`, {
      body: {},
      headers: { origin: 'https://plans.example.com' },
    })
    expect(headers.get('set-cookie')).toMatch(/^__Host-planwall-sign-in=.*; Path=\/; .*SameSite=Lax; HttpOnly; Secure$/)
  })

  it('asks the provider with PKCE, a state and a nonce, another one each time', async () => {
    const { server } = await startWithProvider()
    const asked = await Promise.all(
      [1, 2].map(async () => {
        const { body } = await createBrowser().call('POST', `${server.url}/api/auth/sign-in`, { body: {} })
        return new URL((body as { url: string }).url).searchParams
      }),
    )
    for (const query of asked) {
      expect(query.get('code_challenge_method')).toBe('S256')
      expect(query.get('response_type')).toBe('code')
      expect(query.get('redirect_uri')).toBe(`${server.url}/api/auth/callback`)
    }
    for (const name of ['state', 'nonce', 'code_challenge']) {
      const values = asked.map((query) => query.get(name))
      expect(values[0]).toMatch(/^[\w-]{20,}$/)
      expect(new Set(values).size).toBe(2)
    }
  })

  it('signing out ends the session itself, not only the cookie', async () => {
    const { server } = await startWithProvider()
    const browser = createBrowser()
    await signInAs(browser, server.url, 'ada@example.com')
    const cookie = browser.cookies(server.url)
    expect((await browser.call('POST', `${server.url}/api/auth/sign-out`)).status).toBe(204)
    expect(browser.cookies(server.url)).not.toContain('planwall-session')
    const stolen = await server.call('GET', '/api/me', { headers: { cookie } })
    expect(stolen.body).toMatchObject({ person: null })
  })

  it('ends after two weeks', async () => {
    const { server, clock } = await startWithProvider()
    const browser = createBrowser()
    await signInAs(browser, server.url, 'ada@example.com')
    clock.now += 14 * day - 1000
    expect(await me(browser, server.url)).toMatchObject({ person: { name: 'Ada' } })
    clock.now += 1000
    expect(await me(browser, server.url)).toMatchObject({ person: null })
  })

  it('does nothing for a page of somebody else, though the browser sends the cookie', async () => {
    const { server } = await startWithProvider({ createBoards: { by: 'sign-in' } })
    const browser = createBrowser()
    await signInAs(browser, server.url, 'ada@example.com')
    const foreign = [
      { origin: 'https://evil.example.com', 'sec-fetch-site': 'cross-site' },
      { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
    ]
    for (const headers of foreign) {
      const made = await browser.call('POST', `${server.url}/api/boards`, {
        body: { title: 'Forged', templateId: 'T1' },
        headers,
      })
      expect([made.status, made.body]).toEqual([401, expect.objectContaining({ code: 'sign-in-needed' })])
      const out = await browser.call('POST', `${server.url}/api/auth/sign-out`, { headers })
      expect(out.status).toBe(403)
    }
    expect(await me(browser, server.url)).toMatchObject({ person: { name: 'Ada' } })
  })

  it('lets in only e-mail addresses of the domains that are set, and only those somebody has looked at', async () => {
    const { server } = await startWithProvider({}, ['example.com'])
    const rows: [login: string, end: string][] = [
      ['ada@example.com', '/'],
      ['Ada@EXAMPLE.com', '/'],
      ['ada@example.org', '/?sign-in=sign-in-refused'],
      ['ada@notexample.com', '/?sign-in=sign-in-refused'],
      ['ada@evil.com@example.com.evil.com', '/?sign-in=sign-in-refused'],
      ['unverified@example.com', '/?sign-in=sign-in-refused'],
    ]
    for (const [login, end] of rows) {
      const browser = createBrowser()
      expect([login, await signInAs(browser, server.url, login)]).toEqual([login, server.url + end])
      expect(await me(browser, server.url)).toMatchObject(end === '/' ? { person: { email: login } } : { person: null })
    }
  })

  it('whoever comes back with a forged, a foreign or a used answer is not signed in, and told so', async () => {
    const { server } = await startWithProvider()
    const failed = `${server.url}/?sign-in=sign-in-failed`
    const callback = `${server.url}/api/auth/callback`
    const browser = createBrowser()
    expect((await browser.open(`${callback}?code=x&state=y`)).url).toBe(failed)
    const begin = async (of: TestBrowser) => {
      const { body } = await of.call('POST', `${server.url}/api/auth/sign-in`, { body: {} })
      return new URL((body as { url: string }).url).searchParams.get('state') ?? ''
    }
    const attacker = createBrowser()
    const foreign = await begin(attacker)
    await begin(browser)
    expect((await browser.open(`${callback}?code=x&state=${foreign}`)).url).toBe(failed)
    const state = await begin(browser)
    expect((await browser.open(`${callback}?code=forged&state=${state}`)).url).toBe(failed)
    const denied = await begin(browser)
    expect((await browser.open(`${callback}?error=access_denied&state=${denied}`)).url).toBe(failed)
    expect(await me(browser, server.url)).toMatchObject({ person: null })
  })

  it('an answer that was used once signs nobody in again', async () => {
    const { server } = await startWithProvider()
    const browser = createBrowser()
    const seen: string[] = []
    const watched: TestBrowser = {
      ...browser,
      async open(url, of) {
        const page = await browser.open(url, of)
        seen.push(page.url)
        return page
      },
    }
    const { body } = await browser.call('POST', `${server.url}/api/auth/sign-in`, { body: {} })
    const cookie = browser.cookies(server.url)
    const state = new URL((body as { url: string }).url).searchParams.get('state') ?? ''
    expect(await signInAs(watched, server.url, 'ada@example.com')).toBe(`${server.url}/`)
    const again = await fetch(`${server.url}/api/auth/callback?code=used&state=${state}`, {
      headers: { cookie },
      redirect: 'manual',
    })
    expect(again.headers.get('location')).toBe(`${server.url}/?sign-in=sign-in-failed`)
    expect(again.headers.getSetCookie().join()).not.toContain('planwall-session')
  })

  it('leads to no other address than a page of ours', async () => {
    const { server } = await startWithProvider()
    for (const returnTo of ['//evil.example.com', 'https://evil.example.com', '/\\evil.example.com', '/..//x', 'x']) {
      const { status } = await createBrowser().call('POST', `${server.url}/api/auth/sign-in`, { body: { returnTo } })
      expect([returnTo, status]).toEqual([returnTo, 400])
    }
  })

  it('a provider that is away is told in words, keeps nothing else from working, and is asked again', async () => {
    const { server, provider } = await startWithProvider()
    await provider.stop()
    const browser = createBrowser()
    const { status, body } = await browser.call('POST', `${server.url}/api/auth/sign-in`, { body: {} })
    expect([status, body]).toEqual([503, expect.objectContaining({ code: 'sign-in-unavailable', retry: true })])
    expect((await server.createBoard()).boardId).toBeTruthy()
    await provider.start()
    const { body: begun } = await browser.call('POST', `${server.url}/api/auth/sign-in`, { body: {} })
    const state = new URL((begun as { url: string }).url).searchParams.get('state') ?? ''
    await provider.stop()
    const back = await browser.open(`${server.url}/api/auth/callback?code=x&state=${state}&iss=${provider.issuer}`)
    expect(back.url).toBe(`${server.url}/?sign-in=sign-in-unavailable`)
    await provider.start()
    expect(await signInAs(browser, server.url, 'ada@example.com')).toBe(`${server.url}/`)
  })

  it('an address that is no provider is told in words as well', async () => {
    const other = await startTestApp()
    const provider = await sharedProvider()
    const signIn = { ...signInAt(provider), issuer: new URL(other.url) }
    const server = await startTestApp({ config: { signIn } })
    const { status, body } = await createBrowser().call('POST', `${server.url}/api/auth/sign-in`, { body: {} })
    expect([status, body]).toEqual([503, expect.objectContaining({ code: 'sign-in-unavailable' })])
  })

  it('a server without a provider has no sign-in', async () => {
    const server = await startTestApp()
    expect((await server.call('POST', '/api/auth/sign-in', { body: {} })).status).toBe(404)
    expect((await server.call('GET', '/api/auth/callback')).status).toBe(404)
    expect((await server.call('GET', '/api/me')).body).toEqual({
      person: null,
      createBoards: 'anyone',
      canSignIn: false,
    })
  })
})
