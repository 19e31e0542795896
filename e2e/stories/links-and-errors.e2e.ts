import { expect, test } from '../fixtures/story.ts'
import { ServerProcess } from '../fixtures/server-process.ts'

test('a wrong token is told in words, before anybody types a name', async ({ api, person }) => {
  const board = await api.createBoard()
  const ana = await person('Ana')
  ana.tolerate(/401/)
  await ana.page.goto(`/b/${board.boardId}#nobodyEverGotThisToken`)
  await expect(ana.page.getByRole('alert')).toContainText('This link is not valid any more.')
  await expect(ana.page.getByRole('alert')).toContainText('Ask the facilitator to send you the link again.')
  await expect(ana.page.getByLabel('Your name')).toHaveCount(0)
  await ana.page.getByRole('link', { name: 'Go to my boards' }).click()
  await expect(ana.page.getByRole('heading', { name: 'Start a board' })).toBeVisible()
})

test('a board that is not there is told in words', async ({ api, person }) => {
  const board = await api.createBoard()
  const ana = await person('Ana')
  ana.tolerate(/404/)
  await ana.page.goto(`/b/thereIsNoSuchBoard#${board.links.participate.token}`)
  await expect(ana.page.getByRole('alert')).toContainText('There is no board at this address.')
})

test('an address without its secret half says what is missing', async ({ api, person }) => {
  const board = await api.createBoard()
  const ana = await person('Ana')
  await ana.page.goto(`/b/${board.boardId}`)
  await expect(ana.page.getByRole('heading', { name: 'You need the whole link' })).toBeVisible()
  await ana.page.goto('/nothing/here')
  await expect(ana.page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()
})

test('a name is asked for in words, and a missing one is no way in', async ({ api, person }) => {
  const board = await api.createBoard('Spring plan')
  const ana = await person('Ana')
  await ana.openLink(board, 'participate')
  await expect(ana.page.getByRole('heading', { name: 'Join Spring plan' })).toBeVisible()
  await ana.giveName('   ')
  await expect(ana.page.getByText('Please give a name, so that the others know who you are.')).toBeVisible()
  await ana.giveName('Ana')
  await ana.arrive()
})

test('the same browser comes back to the same seat, another one is asked for a name', async ({ api, person, peer }) => {
  const board = await api.createBoard('Spring plan')
  const paul = await peer(board)
  const ana = await person('Ana')
  await ana.join(board)
  await paul.waitForCard('Ana')
  await ana.page.goto('/')
  await ana.page.getByRole('link', { name: /Spring plan/ }).click()
  await ana.arrive()
  await ana.openLink(board, 'participate')
  await ana.arrive()
  await ana.page.reload()
  await ana.arrive()
  expect(paul.cards('person').map(({ text }) => text)).toEqual(expect.arrayContaining(['Paul', 'Ana']))
  expect(paul.cards('person')).toHaveLength(2)

  const ben = await person('Ben')
  await ben.openLink(board, 'participate')
  await expect(ben.page.getByLabel('Your name')).toBeVisible()
})

test('whoever is upgraded to another link keeps being the same person', async ({ api, person, peer }) => {
  const board = await api.createBoard()
  const paul = await peer(board)
  const ana = await person('Ana')
  await ana.join(board, 'participate')
  await paul.waitForCard('Ana')
  await ana.openLink(board, 'facilitate')
  await expect(ana.page.getByLabel('Your name')).toHaveValue('Ana')
  await ana.giveName()
  await ana.arrive()
  await expect(ana.page.getByRole('button', { name: 'Arrange zones' })).toBeVisible()
  expect(
    paul
      .cards('person')
      .map(({ text }) => text)
      .toSorted(),
  ).toEqual(['Ana', 'Paul'])
})

test('the home page says that the server cannot be reached, and tries again', async ({ person }) => {
  const ana = await person('Ana')
  ana.tolerate(/Failed to load resource/)
  await ana.context.route('**/api/templates', (route) => route.abort('connectionrefused'))
  await ana.page.goto('/')
  await expect(ana.page.getByRole('alert')).toContainText('The server cannot be reached.')
  await ana.context.unroute('**/api/templates')
  await ana.page.getByRole('button', { name: 'Try again' }).click()
  await expect(ana.page.getByRole('button', { name: /Plan on a wall/ })).toBeVisible()
})

test('whoever cannot join because the server does not answer keeps what was typed, and gets in later', async ({
  api,
  person,
}) => {
  const board = await api.createBoard('Spring plan')
  const ana = await person('Ana')
  ana.tolerate(/Failed to load resource/)
  await ana.context.route('**/api/boards/*/seats', (route) => route.abort('connectionrefused'))
  await ana.openLink(board, 'participate')
  await ana.giveName('Ana Lima')
  await expect(ana.page.getByRole('alert')).toContainText('The server cannot be reached.')
  await expect(ana.page.getByLabel('Your name')).toHaveValue('Ana Lima')
  await ana.context.unroute('**/api/boards/*/seats')
  await ana.page.getByRole('button', { name: 'Try again' }).click()
  await ana.arrive()
  await expect(ana.peopleHere).toHaveAccessibleName('People here: 1')
})

test('no token is in an address, a request or the log; the seat goes to the socket alone', async ({ person }) => {
  const server = await ServerProcess.start({ LOG_LEVEL: 'trace' })
  try {
    const ana = await person('Ana', { url: server.url })
    const urls: string[] = []
    const sockets: string[] = []
    const answers: Promise<string>[] = []
    ana.page.on('request', (request) => urls.push(request.url(), request.headers()['referer'] ?? ''))
    ana.page.on('websocket', (socket) => sockets.push(socket.url()))
    ana.page.on('response', (response) => {
      if (/\/api\/boards/.test(response.url())) answers.push(response.text())
    })
    await ana.home()
    await ana.page.getByRole('button', { name: /Plan on a wall/ }).click()
    await ana.page.getByRole('button', { name: 'Create the board' }).click()
    await ana.page.getByRole('button', { name: 'Open the board' }).click()
    await ana.giveName()
    await ana.arrive()
    await expect(ana.page).toHaveURL(/\/b\/[A-Za-z0-9_-]+$/)

    const answered = (await Promise.all(answers)).join('\n')
    const tokens = [...answered.matchAll(/"(?:token|seatToken)"\s*:\s*"([^"]+)"/g)].map(([, token = '']) => token)
    expect(tokens).toHaveLength(4)
    const seatToken = /"seatToken"\s*:\s*"([^"]+)"/.exec(answered)?.[1] ?? ''
    for (const token of tokens) {
      expect(urls.filter((url) => url.includes(token))).toEqual([])
      expect(server.log).not.toContain(token)
    }
    expect(sockets.length).toBeGreaterThan(0)
    for (const url of sockets) {
      expect(new URL(url).searchParams.get('token')).toBe(seatToken)
      expect(new URL(url).pathname).not.toContain(seatToken)
    }
    expect(server.log).toContain('/sync/')
    await ana.leave()
  } finally {
    await server.dispose()
  }
})
