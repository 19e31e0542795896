import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { clientFrame, FrameReader } from './frame-reader.ts'
import type { Frame } from './frame-reader.ts'

export interface Address {
  port: number
  /** With query, beginning with a slash. */
  path: string
  /** The address to come from; several make the clients look like people in several places. */
  from?: string | undefined
}

/** All sockets read into the same bytes: one is done with them before the next is read. */
const shared = Buffer.allocUnsafe(256 * 1024)
const headEnd = Buffer.from('\r\n\r\n')
const opcode = { binary: 2, close: 8, ping: 9, pong: 10 } as const

/**
 * A WebSocket of the load generator: as little work for each frame as can be. It offers permessage-deflate as browsers
 * do; where a server takes that up it has to be without context, so that one frame can be inflated for many clients.
 */
export class RawSocket {
  /** Hands over every message, deflated or not. */
  onFrame: (frame: Frame) => void = () => undefined
  /** The code the server closed with, 1006 without one. Called once. */
  onClose: (code: number) => void = () => undefined
  readonly tcp: Socket
  readonly opened: Promise<void>
  isClosed = false

  readonly #reader = new FrameReader((frame) => this.#hear(frame))
  #head: Buffer | undefined = Buffer.alloc(0)
  #code = 1006
  #open: () => void = () => undefined
  #fail: (error: Error) => void = () => undefined

  /** `request` is said instead of a proper question for a WebSocket, by those who mean harm. */
  constructor({ port, path, from }: Address, request = upgradeRequest(port, path)) {
    this.opened = new Promise((resolve, reject) => {
      this.#open = resolve
      this.#fail = reject
    })
    this.tcp = connect({
      host: '127.0.0.1',
      port,
      ...(from === undefined ? {} : { localAddress: from }),
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (length) => {
          this.#read(shared.subarray(0, length))
          return true
        },
      },
    })
    this.tcp.on('connect', () => this.tcp.write(request))
    this.tcp.on('error', (error) => this.#fail(error))
    this.tcp.on('end', () => this.tcp.end())
    this.tcp.on('close', () => {
      this.isClosed = true
      this.#fail(new Error('The server closed the connection before it was open.'))
      this.onClose(this.#code)
    })
    // Nobody may be waiting for a connection that is only to be there.
    this.opened.catch(() => undefined)
  }

  send(message: Uint8Array): void {
    if (!this.isClosed) this.tcp.write(clientFrame(message))
  }

  close(): void {
    if (this.isClosed) return
    this.tcp.write(clientFrame(Buffer.from([0x03, 0xe8]), opcode.close))
    this.tcp.end()
  }

  /** Gone without a word. */
  destroy(): void {
    this.tcp.destroy()
  }

  #read(chunk: Buffer): void {
    if (this.#head === undefined) return this.#cut(chunk)
    this.#head = Buffer.concat([this.#head, chunk])
    const end = this.#head.indexOf(headEnd)
    if (end < 0) return
    const head = this.#head.toString('latin1', 0, end)
    const rest = this.#head.subarray(end + headEnd.length)
    this.#head = undefined
    if (!head.startsWith('HTTP/1.1 101')) return this.#refuse(new Error(`No WebSocket: ${head.split('\r\n')[0]}`))
    const extension = /^sec-websocket-extensions:(.*)$/im.exec(head)?.[1]
    if (extension !== undefined && !extension.includes('server_no_context_takeover')) {
      return this.#refuse(new Error('The server deflates with context, which this generator cannot follow.'))
    }
    this.#open()
    if (rest.length > 0) this.#cut(rest)
  }

  #cut(chunk: Buffer): void {
    try {
      this.#reader.push(chunk)
    } catch (error) {
      this.#refuse(error instanceof Error ? error : new Error(String(error)))
    }
  }

  #refuse(error: Error): void {
    this.#fail(error)
    this.tcp.destroy(error)
  }

  #hear(frame: Frame): void {
    switch (frame.opcode) {
      case opcode.binary:
        if (!frame.isLast) throw new Error('A message in several frames, which this generator does not read.')
        return this.onFrame(frame)
      case opcode.ping:
        return void this.tcp.write(clientFrame(frame.payload, opcode.pong))
      case opcode.close:
        this.#code = frame.payload.length >= 2 ? frame.payload.readUInt16BE(0) : 1005
        this.tcp.write(clientFrame(frame.payload.subarray(0, 2), opcode.close))
        return void this.tcp.end()
    }
  }
}

function upgradeRequest(port: number, path: string): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits',
  ]
  return `${lines.join('\r\n')}\r\n\r\n`
}
