import { isUtf8 } from 'node:buffer'
import { isJson } from './json-text.ts'

/** How deep values may lie in each other. Readers of a document descend by recursion. */
const maxDepth = 200

/**
 * Reads lib0's encoding, and skips what need not be looked at; nothing is made of what is skipped, but all of it is checked.
 * Every method throws on bytes that make no sense.
 */
export class ByteReader {
  bytes: Uint8Array
  at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length
  }

  readByte(): number {
    const byte = this.bytes[this.at++]
    if (byte === undefined) throw new Error('The bytes end too early.')
    return byte
  }

  readVarUint(): number {
    const { bytes } = this
    let byte = bytes[this.at++]
    if (byte !== undefined && byte < 0x80) return byte
    let value = 0
    let factor = 1
    while (byte !== undefined) {
      value += (byte & 0x7f) * factor
      if (value > Number.MAX_SAFE_INTEGER) throw new Error('A number is too large.')
      if (byte < 0x80) return value
      factor *= 128
      byte = bytes[this.at++]
    }
    throw new Error('The bytes end too early.')
  }

  /** Skips so many bytes; gives where they began. */
  skip(count: number): number {
    const from = this.at
    this.at += count
    if (this.at > this.bytes.length) throw new Error('The bytes end too early.')
    return from
  }

  /** Bytes after their number, not copied. */
  readBytes(): Uint8Array {
    const from = this.skip(this.readVarUint())
    return this.bytes.subarray(from, this.at)
  }

  /** Skips a text; gives its length as JavaScript counts it (UTF-16). */
  skipText(): number {
    const { bytes } = this
    const size = this.readVarUint()
    const from = this.skip(size)
    const to = this.at
    let i = from
    while (i < to && (bytes[i] as number) < 0x80) i++
    if (i === to) return size
    if (!isUtf8(bytes.subarray(i, to))) throw new Error('A text is not UTF-8.')
    let length = i - from
    for (; i < to; i++) {
      const byte = bytes[i] as number
      if ((byte & 0xc0) !== 0x80) length += byte >= 0xf0 ? 2 : 1
    }
    return length
  }

  /** Skips a text that must be JSON. */
  skipJson(): void {
    const start = this.at
    this.skipText()
    const { at: to } = this
    this.at = start
    this.readVarUint()
    const from = this.at
    this.at = to
    if (!isJson(this.bytes, from, to)) throw new Error('A text is no JSON.')
  }

  /** Skips one value of lib0's `any` encoding; gives its type. */
  skipAny(depth = 0): number {
    if (depth > maxDepth) throw new Error('A value lies too deep.')
    const type = this.readByte()
    switch (type) {
      case 127: // undefined
      case 126: // null
      case 121: // false
      case 120: // true
        break
      case 125:
        this.#skipVarInt()
        break
      case 124:
        this.skip(4)
        break
      case 123:
      case 122:
        this.skip(8)
        break
      case 119:
        this.skipText()
        break
      case 118:
        for (let left = this.readVarUint(); left > 0; left--) {
          this.skipText()
          this.skipAny(depth + 1)
        }
        break
      case 117:
        for (let left = this.readVarUint(); left > 0; left--) this.skipAny(depth + 1)
        break
      case 116:
        this.skip(this.readVarUint())
        break
      default:
        throw new Error(`There is no value of type ${type}.`)
    }
    return type
  }

  /** The sign is in the first byte, so that one holds six bits only. */
  #skipVarInt(): void {
    let byte = this.readByte()
    let value = byte & 0x3f
    let factor = 64
    while (byte >= 0x80) {
      byte = this.readByte()
      value += (byte & 0x7f) * factor
      if (value > Number.MAX_SAFE_INTEGER) throw new Error('A number is too large.')
      factor *= 128
    }
  }
}
