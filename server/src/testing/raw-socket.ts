import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { ClientOptions } from 'ws'

/** A socket that says exactly what it is told to, right or wrong. */
export interface RawSocket {
  send: (frame: Uint8Array | string) => void
  /** Frames that were heard. */
  frames: Uint8Array[]
  /** How the server closed it. */
  closed: Promise<{ code: number; reason: string }>
  socket: WebSocket
}

/** Opens `/sync/<room>` of the server at `url` (http). */
export async function openRawSocket(
  url: string,
  room: string,
  query: Record<string, string> = {},
  options: ClientOptions = {},
): Promise<RawSocket> {
  const address = `${url.replace(/^http/, 'ws')}/sync/${room}?${new URLSearchParams(query).toString()}`
  const socket = new WebSocket(address, options)
  const frames: Uint8Array[] = []
  socket.on('message', (frame: Buffer) => frames.push(new Uint8Array(frame)))
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }))
  })
  onTestFinished(() => socket.terminate())
  await once(socket, 'open')
  socket.on('error', () => undefined)
  return { send: (frame) => socket.send(frame), frames, closed, socket }
}
