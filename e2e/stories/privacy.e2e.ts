import { expect, test } from '../fixtures/story.ts'

test('pages reach for nothing but their own server, and say so in their headers', async ({ person }) => {
  const ana = await person('Ana')
  const requests: { url: string; type: string }[] = []
  ana.page.on('request', (request) => requests.push({ url: request.url(), type: request.resourceType() }))
  ana.page.on('websocket', (socket) => requests.push({ url: socket.url().replace(/^ws/, 'http'), type: 'websocket' }))
  const answer = await ana.page.goto('/')
  const policy = answer?.headers()['content-security-policy'] ?? ''
  for (const rule of ["default-src 'self'", "script-src 'self'", "object-src 'none'", "frame-ancestors 'none'"]) {
    expect(policy.split(';').map((part) => part.trim())).toContain(rule)
  }
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval/)
  expect(answer?.headers()).toMatchObject({
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  })

  await ana.page.getByRole('button', { name: /Plan on a wall/ }).click()
  await ana.page.getByRole('button', { name: 'Create the board' }).click()
  await ana.page.getByRole('button', { name: 'Open the board' }).click()
  await ana.giveName()
  await ana.arrive()
  await ana.wall.write('ideas', 'Mit Umlauten: äöü, ¿y español?, по-русски, ελληνικά')
  await ana.wall.select('Mit Umlauten: äöü, ¿y español?, по-русски, ελληνικά')
  await ana.plan.open()
  await expect(ana.plan.panel).toBeVisible()
  await ana.showList()
  await expect(ana.list.root).toBeVisible()
  await ana.page.keyboard.press('?')
  await expect(ana.page.getByRole('dialog', { name: 'Help' })).toBeVisible()
  await ana.page.evaluate(() => document.fonts.ready)

  const isElsewhere = ({ url }: { url: string }) => !url.startsWith(ana.url) && !/^(data|blob):/.test(url)
  expect(requests.filter(isElsewhere)).toEqual([])
  expect(requests.filter(({ type }) => type === 'font').length).toBeGreaterThan(0)
  expect(requests.filter(({ type }) => type === 'websocket').length).toBeGreaterThan(0)
  expect(await ana.context.cookies()).toEqual([])
  const stored = await ana.page.evaluate(() => Object.keys(localStorage))
  expect(stored.filter((key) => !key.startsWith('planwall'))).toEqual([])
})

test('the canvas carries the mark of its maker, which stays', async ({ api, person }) => {
  const board = await api.createBoard()
  const ana = await person('Ana')
  await ana.join(board)
  await expect(ana.page.locator('.tl-watermark_SEE-LICENSE')).toBeVisible()
})
