const quote = 0x22
const backslash = 0x5c
const minus = 0x2d

/** How deep values may lie in each other. */
const maxDepth = 200

/**
 * Whether bytes hold one JSON value, as `JSON.parse` would read it, and none that lies too deep. Makes nothing of it, so
 * that a cursor costs little; that the bytes are UTF-8 has to be checked beside it.
 */
export function isJson(bytes: Uint8Array, from: number, to: number): boolean {
  const end = skipSpace(bytes, valueEnd(bytes, skipSpace(bytes, from, to), to, 0), to)
  return end === to
}

/** Whether bytes hold one JSON object. */
export function isJsonObject(bytes: Uint8Array, from: number, to: number): boolean {
  return bytes[skipSpace(bytes, from, to)] === 0x7b && isJson(bytes, from, to)
}

/** Where no value begins, or one that is cut off. No position is as large, so that everything after it fails too. */
const nowhere = Number.MAX_SAFE_INTEGER

/** Where the value that begins at `at` ends. */
function valueEnd(bytes: Uint8Array, at: number, to: number, depth: number): number {
  if (at >= to) return nowhere
  const first = bytes[at] as number
  switch (first) {
    case quote:
      return textEnd(bytes, at + 1, to)
    case 0x7b:
      return depth < maxDepth ? listEnd(bytes, at + 1, to, depth + 1, 0x7d) : nowhere
    case 0x5b:
      return depth < maxDepth ? listEnd(bytes, at + 1, to, depth + 1, 0x5d) : nowhere
    case 0x74:
      return wordEnd(bytes, at, to, 'true')
    case 0x66:
      return wordEnd(bytes, at, to, 'false')
    case 0x6e:
      return wordEnd(bytes, at, to, 'null')
    default:
      return numberEnd(bytes, at, to)
  }
}

/** Members of an object or array, up to its closing bracket. */
function listEnd(bytes: Uint8Array, start: number, to: number, depth: number, close: number): number {
  let at = skipSpace(bytes, start, to)
  if (bytes[at] === close && at < to) return at + 1
  for (;;) {
    if (close === 0x7d) {
      if (bytes[at] !== quote) return nowhere
      at = skipSpace(bytes, textEnd(bytes, at + 1, to), to)
      if (at >= to || bytes[at] !== 0x3a) return nowhere
      at = skipSpace(bytes, at + 1, to)
    }
    at = skipSpace(bytes, valueEnd(bytes, at, to, depth), to)
    if (at >= to) return nowhere
    if (bytes[at] === close) return at + 1
    if (bytes[at] !== 0x2c) return nowhere
    at = skipSpace(bytes, at + 1, to)
  }
}

function textEnd(bytes: Uint8Array, start: number, to: number): number {
  for (let at = start; at < to; at++) {
    const byte = bytes[at] as number
    if (byte === quote) return at + 1
    if (byte < 0x20) return nowhere
    if (byte !== backslash) continue
    const escaped = bytes[++at]
    if (escaped === 0x75) {
      for (let digit = 0; digit < 4; digit++) if (!isHex(bytes[++at])) return nowhere
    } else if (!isEscape(escaped)) return nowhere
  }
  return nowhere
}

function numberEnd(bytes: Uint8Array, start: number, to: number): number {
  let at = bytes[start] === minus ? start + 1 : start
  if (bytes[at] === 0x30 && at < to) at++
  else at = digitsEnd(bytes, at, to)
  if (at < to && bytes[at] === 0x2e) at = digitsEnd(bytes, at + 1, to)
  if (at < to && (bytes[at] === 0x65 || bytes[at] === 0x45)) {
    at++
    if (bytes[at] === minus || bytes[at] === 0x2b) at++
    at = digitsEnd(bytes, at, to)
  }
  return at
}

/** At least one digit. */
function digitsEnd(bytes: Uint8Array, start: number, to: number): number {
  let at = start
  while (at < to && isDigit(bytes[at] as number)) at++
  return at > start ? at : nowhere
}

function wordEnd(bytes: Uint8Array, at: number, to: number, word: string): number {
  if (at + word.length > to) return nowhere
  for (let i = 1; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return nowhere
  return at + word.length
}

function skipSpace(bytes: Uint8Array, start: number, to: number): number {
  let at = start
  while (at < to) {
    const byte = bytes[at] as number
    if (byte > 0x20 || (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)) break
    at++
  }
  return at
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

function isHex(byte: number | undefined): boolean {
  if (byte === undefined) return false
  return isDigit(byte) || (byte >= 0x61 && byte <= 0x66) || (byte >= 0x41 && byte <= 0x46)
}

/** `"`, `\`, `/`, b, f, n, r, t. */
function isEscape(byte: number | undefined): boolean {
  switch (byte) {
    case quote:
    case backslash:
    case 0x2f:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return true
    default:
      return false
  }
}
