import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { send } from './send.ts'

const patient = { timeoutMs: 5000 }

describe('an address that may not be used', () => {
  it.each([
    ['the name means this machine', ['127.0.0.1']],
    ['the name means a private network', ['10.0.0.5']],
    ['the name means an IPv4 address written as IPv6', ['::ffff:127.0.0.1']],
    ['one of several addresses is private', ['93.184.216.34', '127.0.0.1']],
    ['the name means what a cloud tells its machines', ['169.254.169.254']],
  ])('%s: nothing is sent', async (_rule, addresses) => {
    const heard = await listen()
    const { port } = new URL(heard.url)
    const sent = await send(`https://rebind.example:${port}/`, {}, '{}', {
      ...patient,
      allowPrivate: false,
      lookup: resolvingTo(addresses),
    })
    expect(sent).toEqual({ status: null, problem: 'forbidden-address' })
    expect(heard.requests).toEqual([])
  })

  it('a name that means something else the second time is asked once only, when it is connected to', async () => {
    const answers = [['127.0.0.1'], ['93.184.216.34']]
    let asked = 0
    const lookup: LookupFunction = (name, options, callback) =>
      resolvingTo(answers[asked++] ?? [])(name, options, callback)
    const sent = await send('https://rebind.example/', {}, '{}', { ...patient, allowPrivate: false, lookup })
    expect([sent.problem, asked]).toEqual(['forbidden-address', 1])
  })

  it('localhost, as the system knows it', async () => {
    const sent = await send('https://localhost:1/', {}, '{}', { ...patient, allowPrivate: false })
    expect(sent.problem).toBe('forbidden-address')
  })
})

describe('what comes of sending', () => {
  it('the body and the headers arrive as they are', async () => {
    const heard = await listen()
    const sent = await send(`${heard.url}/hook?a=1`, { 'x-mark': '7' }, '{"ä":1}', { ...patient, allowPrivate: true })
    expect(sent).toEqual({ status: 200, problem: null })
    expect(heard.requests).toMatchObject([{ method: 'POST', path: '/hook?a=1', mark: '7', body: '{"ä":1}' }])
  })

  it('a redirect is an answer like any other, and is not followed', async () => {
    const secret = await listen()
    const heard = await listen((_request, response) => response.writeHead(302, { location: secret.url }).end())
    expect(await send(heard.url, {}, '{}', { ...patient, allowPrivate: true })).toEqual({
      status: 302,
      problem: 'refused',
    })
    expect(secret.requests).toEqual([])
  })

  it.each([
    [500, 'refused'],
    [404, 'refused'],
    [204, null],
  ])('an answer of %i', async (status, problem) => {
    const heard = await listen((_request, response) => response.writeHead(status).end())
    expect(await send(heard.url, {}, '{}', { ...patient, allowPrivate: true })).toEqual({ status, problem })
  })

  it('an answer without an end is not read', async () => {
    let isClosed = false
    const heard = await listen((request, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('x'.repeat(65_536)), 1)
      request.socket.once('close', () => {
        clearInterval(timer)
        isClosed = true
      })
    })
    expect(await send(heard.url, {}, '{}', { ...patient, allowPrivate: true })).toEqual({ status: 200, problem: null })
    await expect.poll(() => isClosed).toBe(true)
  })

  it('who says nothing in time is given up', async () => {
    const heard = await listen(() => undefined)
    const sent = await send(heard.url, {}, '{}', { timeoutMs: 50, allowPrivate: true })
    expect(sent).toEqual({ status: null, problem: 'no-answer-in-time' })
  })

  it('who does not speak http, or has headers without an end', async () => {
    const answers = ['hello\r\n\r\n', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`]
    for (const answer of answers) {
      const server = createTcpServer((socket) => {
        socket.on('error', () => undefined)
        socket.end(answer)
      }).listen(0, '127.0.0.1')
      onTestFinished(() => void server.close())
      await once(server, 'listening')
      const { port } = server.address() as AddressInfo
      const sent = await send(`http://127.0.0.1:${port}/`, {}, '{}', { ...patient, allowPrivate: true })
      expect(sent).toEqual({ status: null, problem: 'bad-answer' })
    }
  })

  it('nobody there, and a name nobody knows', async () => {
    const closed = await listen()
    await closed.close()
    expect((await send(closed.url, {}, '{}', { ...patient, allowPrivate: true })).problem).toBe('no-connection')
    const lookup = resolvingTo([])
    const unknown = await send('https://nobody.example/', {}, '{}', { ...patient, allowPrivate: false, lookup })
    expect(unknown.problem).toBe('unknown-host')
  })
})

function resolvingTo(addresses: readonly string[]): LookupFunction {
  return (_name, _options, callback) => {
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    queueMicrotask(() => callback(null, found))
  }
}

interface Heard {
  method: string | undefined
  path: string | undefined
  mark: unknown
  body: string
}

async function listen(answer: RequestListener = (_request, response) => response.end('ok')) {
  const requests: Heard[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.on('end', () => {
      requests.push({ method: request.method, path: request.url, mark: request.headers['x-mark'], body })
      answer(request, response)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    server.closeAllConnections()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
  onTestFinished(close)
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, requests, close }
}
