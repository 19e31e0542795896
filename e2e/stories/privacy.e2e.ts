import type { Page, Response } from '@playwright/test'
import { expect, test } from '../fixtures/story.ts'

test('from the home page to the board nothing is fetched from anywhere else, and no address holds a token', async ({
  person,
}) => {
  const ana = await person('Ana')
  const ben = await person('Ben')
  const traffic = [ana, ben].map(({ page }) => listen(page))
  const tokens = [ana, ben].map(({ page }) => tokensAnswered(page))

  await ana.home()
  await ana.page.getByRole('button', { name: /Plan on a wall/ }).click()
  await ana.page.getByRole('button', { name: 'Create the board' }).click()
  await ana.page.getByRole('button', { name: 'Copy link: Take part' }).click()
  await expect.poll(() => ana.copied()).toContain('#')
  const invitation = await ana.copied()
  await ana.page.getByRole('button', { name: 'Open the board' }).click()
  await ana.giveName()
  await ana.arrive()
  await ben.page.goto(invitation)
  await expect(ben.page).toHaveURL(invitation)
  await ben.giveName()
  await ben.arrive()

  await test.step('the token is gone from the address, and stays away', async () => {
    for (const { page } of [ana, ben]) await expect(page).toHaveURL(/\/b\/[A-Za-z0-9_-]+$/)
    await ben.page.reload()
    await ben.arrive()
    await expect(ben.page).toHaveURL(/\/b\/[A-Za-z0-9_-]+$/)
    expect(await ben.page.evaluate(() => JSON.stringify(window.history.state))).not.toContain(
      new URL(invitation).hash.slice(1),
    )
  })

  await test.step('everything that can fetch something is used once', async () => {
    await ana.wall.write('ideas', 'Ω, Ж and ñ, letters from every part of the font')
    await expect(ben.wall.card('Ω, Ж and ñ, letters from every part of the font')).toBeVisible()
    await ana.plan.open()
    await expect(ana.plan.panel).toBeVisible()
    await ana.plan.save('Report to print')
    await ana.page.getByRole('button', { name: 'Share' }).click()
    await expect(ana.page.getByRole('dialog', { name: 'Share this board' })).toBeVisible()
    await ana.page.keyboard.press('Escape')
    await ana.page.keyboard.press('?')
    await ana.page.keyboard.press('Escape')
    await ana.showList()
    await ben.page.getByRole('link', { name: 'My boards' }).click()
    await expect(ben.page.getByRole('heading', { name: 'My boards' })).toBeVisible()
  })

  const { origin, host } = new URL(ana.url)
  const secrets = (await Promise.all(tokens.map((answered) => answered()))).flat()
  // Three links and a seat for Ana, a seat for Ben.
  expect(secrets).toHaveLength(5)
  for (const { requests, sockets } of traffic) {
    expect(requests.length).toBeGreaterThan(5)
    expect(requests.some((url) => /\.woff2(\?|$)/.test(url))).toBe(true)
    const origins = requests.filter((url) => !/^(data|blob):/.test(url)).map((url) => new URL(url).origin)
    expect([...new Set(origins)]).toEqual([origin])
    for (const secret of secrets) expect(requests.filter((url) => url.includes(secret))).toEqual([])

    expect(sockets.length).toBeGreaterThan(1)
    for (const url of sockets.map((socket) => new URL(socket))) {
      expect(url.host).toBe(host)
      const token = url.searchParams.get('token') ?? ''
      // A seat may be let in by its address, a link may not: it would let in everybody who reads it.
      expect(secrets).toContain(token)
      expect(token).not.toBe(new URL(invitation).hash.slice(1))
      expect(url.href.replace(token, '')).not.toMatch(new RegExp(secrets.join('|')))
    }
  }
  const [firstSocket = ''] = traffic[0]?.sockets ?? []
  expect(new URL(firstSocket).searchParams.get('token')).not.toBe(
    new URL(traffic[1]?.sockets[0] ?? '').searchParams.get('token'),
  )
})

test('every page forbids itself to load, send or be framed from elsewhere, and works like that', async ({
  api,
  person,
}) => {
  const board = await api.createBoard()
  const ana = await person('Ana')
  for (const path of ['/', `/b/${board.boardId}`, '/nothing/here']) {
    const answer = await ana.page.goto(path)
    const policy = answer?.headers()['content-security-policy'] ?? ''
    const rules = new Map(policy.split(';').map((rule) => [rule.trim().split(' ')[0], rule.trim().split(' ').slice(1)]))
    expect(rules.get('default-src')).toEqual(["'self'"])
    expect(rules.get('script-src')).toEqual(["'self'"])
    expect(rules.get('frame-ancestors')).toEqual(["'none'"])
    expect(rules.get('object-src')).toEqual(["'none'"])
    for (const [name = '', sources = []] of rules) {
      // Nothing of another origin by name, by scheme or by a star.
      expect([name, sources.filter((source) => !/^('self'|'none'|'unsafe-inline'|data:|blob:)$/.test(source))]).toEqual(
        [name, []],
      )
    }
    expect(answer?.headers()['referrer-policy']).toBe('no-referrer')
    expect(answer?.headers()['x-content-type-options']).toBe('nosniff')
  }
  // The page really is held to it: a fetch to another origin is refused by the browser itself.
  ana.tolerate(/Content Security Policy|Refused to connect/)
  const elsewhere = await ana.page.evaluate(() =>
    fetch('http://127.0.0.1:9/', { mode: 'no-cors' }).then(
      () => 'sent',
      () => 'refused',
    ),
  )
  expect(elsewhere).toBe('refused')
  expect(ana.faults).toEqual([])
  ana.strayRequests.length = 0
})

function listen(page: Page): { requests: string[]; sockets: string[] } {
  const [requests, sockets]: [string[], string[]] = [[], []]
  page.on('request', (request) => requests.push(request.url(), ...refererOf(request.headers())))
  page.on('websocket', (socket) => sockets.push(socket.url()))
  return { requests, sockets }
}

function refererOf({ referer }: { referer?: string }): string[] {
  return referer ? [referer] : []
}

/** Every secret the server hands out to this page. */
function tokensAnswered(page: Page): () => Promise<string[]> {
  const answers: Promise<string>[] = []
  page.on('response', (response: Response) => {
    if (response.request().method() === 'POST') answers.push(response.text())
  })
  return async () => {
    const answered = (await Promise.all(answers)).join('\n')
    return [...answered.matchAll(/"(?:token|seatToken)"\s*:\s*"([^"]+)"/g)].map(([, token = '']) => token)
  }
}
