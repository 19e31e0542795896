import * as decoding from 'lib0/decoding'
import { messageType } from '@planwall/shared/protocol'
import type { Notice } from '@planwall/shared/protocol'
import type { LinkKind, Role } from '@planwall/shared/access/roles'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { until } from './until.ts'

export interface NewBoard {
  boardId: string
  links: Record<LinkKind, { url: string; token: string }>
}

interface TakenSeat {
  seatId: string
  seatToken: string
  role: Role
  personId: string | null
  boardId: string
}

/** Somebody with one document of a board open, over a stock y-websocket provider. */
export interface Joined {
  doc: Y.Doc
  provider: WebsocketProvider
  seat: TakenSeat
  /** The last `durable(n)` that was heard; 0 before the first. */
  durable: () => number
  /** What the server said it put right of this person's changes. */
  notices: Notice[]
  /** Code and words of every close by the server. */
  closes: { code: number; reason: string }[]
  leave: () => void
}

/** The rooms of a board. */
type Part = 'board' | 'session' | `seat/${string}`

export interface TestClient {
  url: string
  /** An API call; `token` goes into the Authorization header, an object `body` as JSON. */
  call: (
    method: string,
    path: string,
    of?: { body?: unknown; token?: string; headers?: Record<string, string> },
  ) => Promise<{ status: number; body: unknown; headers: Headers; text: string }>
  createBoard: (of?: { title?: string; templateId?: string; timezone?: string }) => Promise<NewBoard>
  takeSeat: (board: NewBoard, link: LinkKind, name?: string) => Promise<TakenSeat>
  /** Takes a seat by a link, opens a document, and waits until it is in sync. */
  join: (board: NewBoard, link: LinkKind, of?: { name?: string; part?: Part }) => Promise<Joined>
  /** Opens a document with a seat that was taken before. Does not wait. */
  open: (seat: TakenSeat, of?: { part?: Part; doc?: Y.Doc }) => Joined
  leaveAll: () => void
}

/** Talks to a server the way a browser does. */
export function createClient(url: string): TestClient {
  const joined = new Set<Joined>()

  const call: TestClient['call'] = async (method, path, { body, token, headers = {} } = {}) => {
    const isRaw = typeof body === 'string' || body instanceof Uint8Array
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(body === undefined || isRaw ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isRaw ? Buffer.from(body) : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = text !== '' && (response.headers.get('content-type') ?? '').includes('json')
    return {
      status: response.status,
      body: isJson ? (JSON.parse(text) as unknown) : text,
      headers: response.headers,
      text,
    }
  }

  const createBoard: TestClient['createBoard'] = async (of = {}) => {
    const { status, body, text } = await call('POST', '/api/boards', {
      body: { title: 'A plan', templateId: 'T1', ...of },
    })
    if (status !== 201) throw new Error(`No board: ${status} ${text}`)
    return body as NewBoard
  }

  const takeSeat: TestClient['takeSeat'] = async (board, link, name = 'Ada') => {
    const { token } = board.links[link]
    const { status, body, text } = await call('POST', `/api/boards/${board.boardId}/seats`, { body: { token, name } })
    if (status !== 201) throw new Error(`No seat: ${status} ${text}`)
    return body as TakenSeat
  }

  const open: TestClient['open'] = (seat, { part = 'board', doc = new Y.Doc() } = {}) => {
    const room = part === 'board' ? seat.boardId : `${seat.boardId}/${part}`
    const provider = new WebsocketProvider(`${url.replace(/^http/, 'ws')}/sync`, room, doc, {
      params: { token: seat.seatToken, v: '1' },
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    })
    let durable = 0
    // The stock handler prints the address, token and all.
    provider.messageHandlers[messageType.auth] = () => undefined
    provider.messageHandlers[messageType.position] = () => undefined
    provider.messageHandlers[messageType.durable] = (_encoder: unknown, decoder: decoding.Decoder) => {
      durable = decoding.readVarUint(decoder)
    }
    const one: Joined = {
      doc,
      provider,
      seat,
      durable: () => durable,
      notices: [],
      closes: [],
      leave: () => {
        joined.delete(one)
        provider.destroy()
        provider.awareness.destroy()
        doc.destroy()
      },
    }
    provider.on('connection-close', (event) => {
      if (event) one.closes.push({ code: event.code, reason: event.reason })
    })
    provider.messageHandlers[messageType.notice] = (_encoder: unknown, decoder: decoding.Decoder) => {
      one.notices.push(JSON.parse(decoding.readVarString(decoder)) as Notice)
    }
    joined.add(one)
    return one
  }

  return {
    url,
    call,
    createBoard,
    takeSeat,
    open,
    async join(board, link, { name, part } = {}) {
      const one = open(await takeSeat(board, link, name), part ? { part } : {})
      await until(() => one.provider.synced || one.closes.length > 0)
      return one
    },
    leaveAll() {
      for (const one of joined) one.leave()
    },
  }
}
