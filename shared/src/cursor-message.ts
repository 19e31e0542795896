import type { Point } from './board/model.ts'
import { messageType } from './protocol.ts'

/** A message with one pointer in it, as a client says it; null where it has left the wall. */
export function cursorMessage(clientId: number, at: Point | null): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [messageType.cursor]
  writeVarUint(bytes, clientId * 2 + (at ? 0 : 1))
  if (at) for (const units of [at.x, at.y]) writeVarUint(bytes, zigzag(Math.round(units)))
  return Uint8Array.from(bytes)
}

/** Goes through the pointers in the body of such a message. Throws on bytes that make no sense. */
export function eachCursor(body: Uint8Array, hear: (clientId: number, at: Point | null) => void): void {
  const reader = { body, at: 0 }
  while (reader.at < body.length) {
    const head = readVarUint(reader)
    const at = head % 2 === 0 ? { x: zagzig(readVarUint(reader)), y: zagzig(readVarUint(reader)) } : null
    hear(Math.floor(head / 2), at)
  }
}

/** 0, -1, 1, -2, 2 … as 0, 1, 2, 3, 4 … */
function zigzag(units: number): number {
  return units < 0 ? -2 * units - 1 : 2 * units
}

function zagzig(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2
}

function writeVarUint(bytes: number[], value: number): void {
  let rest = value
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push(0x80 | (rest % 0x80))
  bytes.push(rest)
}

function readVarUint(reader: { body: Uint8Array; at: number }): number {
  let value = 0
  for (let factor = 1; factor <= 2 ** 49; factor *= 128) {
    const byte = reader.body[reader.at++]
    if (byte === undefined) throw new Error('A pointer ends too early.')
    value += (byte & 0x7f) * factor
    if (byte < 0x80) return value
  }
  throw new Error('A number of a pointer is too large.')
}
