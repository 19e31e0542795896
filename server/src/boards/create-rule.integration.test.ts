import { describe, expect, it } from 'vitest'
import type { CreateRule } from '../config.ts'
import { createMemoryStore } from '../store/memory.ts'
import { createBrowser, signInAs } from '../testing/browser.ts'
import type { NewBoard } from '../testing/client.ts'
import { sharedProvider, signInAt } from '../testing/shared-provider.ts'
import { startTestApp } from '../testing/test-app.ts'

const passphrase = 'Büro & Kaffee 7'
const boardFile = '# A plan\n'

/** Every way there is to make a board. */
const ways: [way: string, path: string, request: { body: unknown; headers: Record<string, string> }][] = [
  ['from a template', '/api/boards', { body: { title: 'Growth', templateId: 'T1' }, headers: {} }],
  ['from a file', '/api/boards/import', { body: boardFile, headers: { 'content-type': 'text/markdown' } }],
]

async function start(createBoards: CreateRule, now = () => 1_800_000_000_000) {
  return startTestApp({ store: createMemoryStore(), config: { createBoards }, now })
}

const given = (text: string) => ({ 'create-passphrase': encodeURIComponent(text) })

describe('who may create boards', () => {
  it.each(ways)('anyone: %s', async (_way, path, { body, headers }) => {
    const server = await start({ by: 'anyone' })
    expect((await server.call('POST', path, { body, headers })).status).toBe(201)
  })

  it.each(ways)('nobody, until it is said who: %s', async (_way, path, { body, headers }) => {
    const server = await start({ by: 'nobody' })
    const answer = await server.call('POST', path, { body, headers: { ...headers, ...given(passphrase) } })
    expect(answer).toMatchObject({ status: 403, body: { code: 'creating-closed', retry: false } })
  })

  it.each(ways)('whoever knows the passphrase: %s', async (_way, path, { body, headers }) => {
    const server = await start({ by: 'passphrase', passphrase })
    const ask = async (more: Record<string, string>) => {
      const answer = await server.call('POST', path, { body, headers: { ...headers, ...more } })
      return answer.status === 201 ? 'made' : (answer.body as { code: string }).code
    }
    expect(await ask({})).toBe('passphrase-needed')
    expect(await ask(given('büro & kaffee 7'))).toBe('wrong-passphrase')
    expect(await ask({ 'create-passphrase': '%E0%A4%A' })).toBe('wrong-passphrase')
    expect(await ask(given(passphrase))).toBe('made')
    expect(await ask(given(passphrase.normalize('NFD')))).toBe('made')
    expect(server.logs()).not.toContain('Kaffee')
  })

  it.each(ways)('whoever is signed in: %s', async (_way, path, { body, headers }) => {
    const provider = await sharedProvider()
    const server = await startTestApp({ config: { createBoards: { by: 'sign-in' }, signIn: signInAt(provider) } })
    const browser = createBrowser()
    const refused = await browser.call('POST', server.url + path, { body, headers })
    expect(refused).toMatchObject({ status: 401, body: { code: 'sign-in-needed' } })
    await signInAs(browser, server.url, 'ada@example.com')
    const made = await browser.call('POST', server.url + path, { body, headers })
    expect(made.status).toBe(201)
    const { boardId } = made.body as NewBoard
    const mine = await browser.call('GET', `${server.url}/api/me/boards`)
    expect(mine.body).toMatchObject({ boards: [{ boardId }] })
  })

  it('wrong passphrases are counted by address, however many come at once, and forgiven after a while', async () => {
    const clock = { now: 1_800_000_000_000 }
    const server = await start({ by: 'passphrase', passphrase }, () => clock.now)
    const ask = async (text: string) => {
      const answer = await server.call('POST', '/api/boards', {
        body: { title: 'A', templateId: 'T1' },
        headers: given(text),
      })
      return answer.status === 201 ? 'made' : (answer.body as { code: string }).code
    }
    const answers = await Promise.all(Array.from({ length: 15 }, (_, i) => ask(`guess ${i}`)))
    expect(answers.filter((code) => code === 'wrong-passphrase')).toHaveLength(10)
    expect(answers.filter((code) => code === 'too-many')).toHaveLength(5)
    expect(await ask(passphrase)).toBe('too-many')
    clock.now += 10 * 60_000
    expect(await ask(passphrase)).toBe('made')
  })

  it('right ones are not counted', async () => {
    const server = await start({ by: 'passphrase', passphrase })
    for (let i = 0; i < 15; i++) {
      const { status } = await server.call('POST', '/api/boards', {
        body: { title: 'A', templateId: 'T1' },
        headers: given(passphrase),
      })
      expect(status).toBe(201)
    }
  })

  it('joining takes none of it', async () => {
    const store = createMemoryStore()
    const open = await startTestApp({ store: { ...store, close: async () => undefined } })
    const board = await open.createBoard()
    const server = await startTestApp({ store, config: { createBoards: { by: 'nobody' } } })
    expect((await server.takeSeat(board, 'participate')).role).toBe('participant')
  })
})
