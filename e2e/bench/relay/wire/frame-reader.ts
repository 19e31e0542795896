/** A WebSocket frame as it came. The payload is only good until the call that hands it over returns. */
export interface Frame {
  opcode: number
  /** The payload is deflated (RSV1). */
  isDeflated: boolean
  isLast: boolean
  payload: Buffer
  /** Header and payload, as it was on the wire. */
  wireBytes: number
}

/**
 * Cuts what a server sends into WebSocket frames, without copying those that arrive whole. Throws on a masked frame:
 * servers do not mask.
 */
export class FrameReader {
  readonly #hear: (frame: Frame) => void
  #partial = Buffer.alloc(0)
  #filled = 0

  constructor(hear: (frame: Frame) => void) {
    this.#hear = hear
  }

  push(chunk: Buffer): void {
    let at = 0
    while (at < chunk.length) {
      const length = this.#filled === 0 ? frameLength(chunk.subarray(at)) : undefined
      if (length !== undefined && at + length <= chunk.length) {
        this.#hear(parse(chunk.subarray(at, at + length)))
        at += length
      } else {
        at += this.#collect(chunk.subarray(at))
      }
    }
  }

  /** Keeps what belongs to a frame whose rest is still to come; gives how much of the bytes that was. */
  #collect(bytes: Buffer): number {
    const known = this.#partial.subarray(0, this.#filled)
    const wanted = frameLength(known) ?? headerLength(known) ?? 2
    const taken = Math.min(wanted - this.#filled, bytes.length)
    if (this.#partial.length < wanted) {
      const larger = Buffer.allocUnsafe(wanted)
      known.copy(larger)
      this.#partial = larger
    }
    bytes.copy(this.#partial, this.#filled, 0, taken)
    this.#filled += taken
    const whole = this.#partial.subarray(0, this.#filled)
    if (frameLength(whole) === this.#filled) {
      this.#partial = Buffer.alloc(0)
      this.#filled = 0
      this.#hear(parse(whole))
    }
    return taken
  }
}

/** A frame of a client, masked with zeros: the server has the same work, the sender has none. */
export function clientFrame(payload: Uint8Array, opcode = 2): Buffer {
  const { length } = payload
  const lengthBytes = length < 126 ? 0 : length < 65_536 ? 2 : 8
  const frame = Buffer.alloc(6 + lengthBytes + length)
  frame[0] = 0x80 | opcode
  if (lengthBytes === 0) frame[1] = 0x80 | length
  else if (lengthBytes === 2) {
    frame[1] = 0x80 | 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 0x80 | 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(payload, 6 + lengthBytes)
  return frame
}

function headerLength(bytes: Buffer): number | undefined {
  const second = bytes[1]
  if (second === undefined) return undefined
  if (second & 0x80) throw new Error('A frame of a server is masked.')
  const length = second & 0x7f
  return length < 126 ? 2 : length === 126 ? 4 : 10
}

function frameLength(bytes: Buffer): number | undefined {
  const header = headerLength(bytes)
  if (header === undefined || bytes.length < header) return undefined
  if (header === 2) return 2 + ((bytes[1] as number) & 0x7f)
  return header + (header === 4 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2)))
}

function parse(frame: Buffer): Frame {
  const first = frame[0] as number
  return {
    opcode: first & 0x0f,
    isDeflated: (first & 0x40) !== 0,
    isLast: (first & 0x80) !== 0,
    payload: frame.subarray(headerLength(frame)),
    wireBytes: frame.length,
  }
}
