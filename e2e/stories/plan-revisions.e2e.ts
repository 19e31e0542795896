import { createServer } from 'node:http'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { beyondTheEdge, violationsOf } from '../fixtures/accessibility.ts'
import { Api } from '../fixtures/api.ts'
import type { NewBoard } from '../fixtures/api.ts'
import { Gate } from '../fixtures/gate.ts'
import { ServerProcess } from '../fixtures/server-process.ts'
import { expect, test } from '../fixtures/story.ts'

const looks = [
  [1440, 'light'],
  [640, 'dark'],
  [390, 'light'],
  [390, 'dark'],
] as const

test('a finished plan is shared by a link that shows it and nothing of the board, until it is revoked', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard('Growth plan', 'blank')
  const paul = await peer(board)
  await paul.add('move', null, 'Win back sleepers')
  await paul.add('note', null, 'A secret idea')
  const ana = await person('Ana')
  await ana.join(board, 'facilitate')
  const { page } = ana
  const gate = new Gate(page)
  await expect(gate.bar).toContainText('Ready to leave')
  await gate.finishButton.click()
  await page.getByRole('dialog').getByRole('button', { name: 'Finish' }).click()
  await page.getByRole('button', { name: 'Read the plan' }).click()
  await page.getByRole('button', { name: 'Share this plan' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Make a link' }).click()
  await dialog.getByRole('button', { name: /^Copy link/ }).click()
  await expect(dialog.getByRole('button', { name: /^Copy link/ })).toHaveText('Copied')
  const url = await ana.copied()
  expect(url).toMatch(new RegExp(`^${api.url}/p/[A-Za-z0-9]+#[A-Za-z0-9]{32}$`))

  const sam = await person('Sam')
  await sam.page.goto(url)
  const paper = sam.page.getByRole('article')
  await expect(paper).toContainText('Win back sleepers')
  await expect(sam.page.getByText('A secret idea')).toHaveCount(0)
  await expect(sam.page.getByRole('link', { name: /board/i })).toHaveCount(0)
  await sam.page.goto(`${api.url}/b/${board.boardId}/plans`)
  await expect(sam.page.getByRole('article')).toHaveCount(0)

  await dialog.getByRole('button', { name: 'Revoke link 1' }).click()
  await expect(dialog.getByRole('list', { name: 'Links to this plan' })).toHaveCount(0)
  sam.tolerate(/401/)
  await sam.page.goto('about:blank')
  await sam.page.goto(url)
  await expect(sam.page.getByText('This link shows no plan any more.')).toBeVisible()
  await expect(paper).toHaveCount(0)
})

test('whoever takes part reads what was finished, and what changed on the wall since', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard('Growth plan', 'blank')
  const paul = await peer(board)
  await paul.add('move', null, 'Win back sleepers')
  await finish(api, board, paul.seat.seatToken)
  await paul.add('move', null, 'Partner with installers')
  const pia = await person('Pia')
  await pia.join(board)
  await pia.page.getByRole('button', { name: 'Menu' }).click()
  await expect(pia.page.getByRole('button', { name: 'Connections for programs' })).toHaveCount(0)
  await pia.page.getByRole('button', { name: 'Finished plans' }).click()
  await expect(pia.page.getByRole('heading', { name: 'Revision 1' })).toBeVisible()
  await pia.page.getByRole('link', { name: 'What changed on the wall since then' }).click()
  const paper = pia.page.getByRole('article')
  await expect(paper).toContainText('What changed since revision 1')
  await expect(paper.getByRole('listitem')).toHaveText([/Move: Partner with installers/, /Person: Pia/])
  await pia.page.goBack()
  await pia.page.getByRole('link', { name: 'Read revision 1' }).click()
  await expect(paper).toContainText('Win back sleepers')
  await expect(paper).not.toContainText('Partner with installers')
  await expect(pia.page.getByRole('button', { name: 'Share this plan' })).toHaveCount(0)
  await pia.page.emulateMedia({ media: 'print' })
  await expect(pia.page.getByRole('button', { name: 'Print' })).toBeHidden()
  await expect(paper).toBeVisible()
})

test('whoever is at the board hears that the plan was finished, and takes it along in any format', async ({
  api,
  person,
  peer,
}) => {
  const board = await api.createBoard('Growth plan', 'blank')
  const paul = await peer(board)
  const [move] = await paul.add('move', null, 'Win back sleepers')
  await paul.add('task', null, { text: 'List the sleepers', fields: { moveId: move } })
  const pia = await person('Pia')
  await pia.join(board)
  const { page, plan } = pia
  await finish(api, board, paul.seat.seatToken)
  await expect(page.getByText(/finished the plan: revision 1\./)).toBeVisible()
  await page.getByRole('button', { name: 'Read the plan' }).click()
  await expect(page.getByRole('article')).toContainText('Plan, revision 1')

  // The wall goes on; the finished plan leaves as it was finished.
  await paul.add('task', null, { text: 'Written later', fields: { moveId: move } })
  for (const [width, colorScheme] of looks) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: test.info().outputPath(`plan-${width}-${colorScheme}.png`) })
    expect.soft(await beyondTheEdge(page)).toEqual([])
    await page.getByRole('button', { name: 'Export this plan' }).click()
    await expect(plan.exports.getByRole('button', { name: /^Download: / })).toHaveCount(15)
    await page.screenshot({ path: test.info().outputPath(`export-${width}-${colorScheme}.png`) })
    expect.soft(await violationsOf(page), `${width} ${colorScheme}`).toEqual([])
    expect.soft(await beyondTheEdge(page)).toEqual([])
    await page.keyboard.press('Escape')
  }
  await page.getByRole('button', { name: 'Export this plan' }).click()
  await expect(plan.exports).toContainText('revision 1')
  for (const name of ['Whole board, as JSON', 'Markdown', 'Jira, as CSV', 'StratML Part 2, as XML']) {
    const text = await readFile(await (await plan.saveAs(name)).path(), 'utf8')
    expect(text).toContain('List the sleepers')
    expect(text).not.toContain('Written later')
  }
  await page.keyboard.press('Escape')

  await page.getByRole('link', { name: 'Finished plans' }).click()
  await expect(page.getByRole('heading', { name: 'Revision 1' })).toBeVisible()
  await finish(api, board, paul.seat.seatToken)
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await expect(page.getByRole('heading', { name: 'Revision 2' })).toBeVisible()
})

test('a program gets a key that reads plans, and is told, signed, when one is finished', async ({ person }) => {
  const heard: { event: unknown; signature: unknown }[] = []
  const receiver = createServer((request, response) => {
    heard.push({ event: request.headers['planwall-event'], signature: request.headers['planwall-signature'] })
    response.end()
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const server = await ServerProcess.start({ ALLOW_PRIVATE_WEBHOOKS: 'true' })
  try {
    const api = new Api(server.url)
    const board = await api.createBoard('Growth plan', 'blank')
    const ana = await person('Ana', { url: server.url })
    // The server of this story ends before the page does.
    ana.tolerate(/ERR_CONNECTION_REFUSED/)
    await ana.join(board, 'facilitate')
    const { page } = ana
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('button', { name: 'Connections for programs' }).click()
    const dialog = page.getByRole('dialog')

    await dialog.getByLabel('What the key is for').fill('Reporting')
    await dialog.getByRole('button', { name: 'Make a key' }).click()
    await dialog.getByRole('button', { name: 'Copy: the key' }).click()
    await expect(dialog.getByRole('button', { name: 'Copy: the key' })).toHaveText('Copied')
    const seatToken = await ana.copied()
    expect(seatToken).toMatch(/^pwt_/)
    expect((await api.plan({ boardId: board.boardId, seatToken })).name).toBe('Growth plan')
    await expect(dialog.getByRole('list', { name: 'Keys' })).toContainText('Reporting')

    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
    await dialog.getByLabel('Address of the program').fill(url)
    await dialog.getByRole('button', { name: 'Add the address' }).click()
    await expect(dialog.getByText('Secret to check the signatures with')).toBeVisible()
    await dialog.getByRole('button', { name: `Try ${url}` }).click()
    await expect(dialog.getByRole('list', { name: 'Addresses' })).toContainText(/· delivered/)
    await dialog.getByRole('button', { name: 'Revoke the key Reporting' }).click()
    await expect(dialog.getByRole('list', { name: 'Keys' })).toHaveCount(0)
    await expect(api.plan({ boardId: board.boardId, seatToken })).rejects.toThrow('401')
    await page.keyboard.press('Escape')

    await new Gate(page).finishButton.click()
    await dialog.getByRole('button', { name: 'Finish' }).click()
    await page.getByRole('button', { name: 'Back to the wall' }).click()
    await expect.poll(() => heard.map(({ event }) => event)).toEqual(['ping', 'plan.finished'])
    for (const { signature } of heard) expect(signature).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/)
    expect(server.log).not.toContain(seatToken)
  } finally {
    await server.dispose()
    receiver.close()
  }
})

async function finish({ url }: Api, { boardId }: NewBoard, seatToken: string): Promise<void> {
  const headers = { authorization: `Bearer ${seatToken}`, 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/boards/${boardId}/plans`, { method: 'POST', headers, body: '{}' })
  expect(answer.status).toBe(201)
}
