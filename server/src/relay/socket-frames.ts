import { constants, deflateRaw, deflateRawSync } from 'node:zlib'

/**
 * Frames of the WebSocket protocol (RFC 6455) as the server sends them: whole messages, binary, never masked. They are built
 * once and written to everybody's socket as they are.
 */
export function socketFrame(message: Uint8Array): Buffer {
  return framed(message, 0x82)
}

/** What the frame of a message of so many bytes begins with. */
export function socketFrameHead(length: number): Buffer {
  const head = Buffer.allocUnsafe(headerLength(length))
  writeHeader(head, 0, 0x82, length)
  return head
}

/** How long the frame of a message of so many bytes is. */
export function frameLength(length: number): number {
  return headerLength(length) + length
}

/** Writes the head of a frame of a message of so many bytes; gives where the message goes. */
export function writeFrameHead(into: Buffer, at: number, length: number): number {
  return writeHeader(into, at, 0x82, length)
}

/** A message shorter than this is not worth compressing, bytes. */
export const deflateAbove = 400

/** A frame for those who negotiated `permessage-deflate`. For what is said often: quick rather than small. */
export function deflatedFrame(message: Uint8Array): Buffer {
  return framed(withoutTail(deflateRawSync(message, { level: 1, finishFlush: constants.Z_SYNC_FLUSH })), 0xc2)
}

/** The same off the event loop and smaller, for what is said rarely and to many. */
export function deflatedFrameLater(message: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    deflateRaw(message, { finishFlush: constants.Z_SYNC_FLUSH }, (error, bytes) => {
      if (error) reject(error)
      else resolve(framed(withoutTail(bytes), 0xc2))
    })
  })
}

/** Every flush ends in an empty block, `00 00 ff ff`, that the receiver puts back (RFC 7692, 7.2.1). */
function withoutTail(bytes: Buffer): Buffer {
  return bytes.subarray(0, -4)
}

function framed(message: Uint8Array, first: number): Buffer {
  const frame = Buffer.allocUnsafeSlow(headerLength(message.length) + message.length)
  frame.set(message, writeHeader(frame, 0, first, message.length))
  return frame
}

function headerLength(length: number): number {
  if (length < 126) return 2
  return length < 65_536 ? 4 : 10
}

function writeHeader(into: Buffer, at: number, first: number, length: number): number {
  into[at] = first
  if (length < 126) {
    into[at + 1] = length
    return at + 2
  }
  if (length < 65_536) {
    into[at + 1] = 126
    return into.writeUInt16BE(length, at + 2)
  }
  into[at + 1] = 127
  into.writeUInt32BE(0, at + 2)
  return into.writeUInt32BE(length, at + 6)
}
