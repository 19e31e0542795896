import type { PictureType } from '@planwall/shared/board/picture'

/** What the first bytes of a picture say. Nothing is decoded. */
export interface Sniffed {
  mediaType: PictureType
  /** Pixels, as the head of the file has them; 0 for SVG, which has none. */
  width: number
  height: number
}

/** Tells a picture by its bytes, whatever its name or its sender say; undefined for what is none of those taken. */
export function sniffPicture(bytes: Uint8Array): Sniffed | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found = png(view) ?? jpeg(view) ?? gif(view) ?? webp(view) ?? avif(view)
  if (found) return found.width > 0 && found.height > 0 ? found : undefined
  return isSvg(view) ? { mediaType: 'image/svg+xml', width: 0, height: 0 } : undefined
}

function png(view: Buffer): Sniffed | undefined {
  const isPng = view.length >= 33 && view.subarray(0, 8).equals(pngSignature) && text(view, 12, 4) === 'IHDR'
  if (!isPng) return undefined
  return { mediaType: 'image/png', width: view.readUInt32BE(16), height: view.readUInt32BE(20) }
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Goes from segment to segment up to the one that has the size. */
function jpeg(view: Buffer): Sniffed | undefined {
  if (view.length < 4 || view.readUIntBE(0, 3) !== 0xff_d8_ff) return undefined
  let at = 2
  while (at + 9 < view.length) {
    if (view[at] !== 0xff) return undefined
    const marker = view.readUInt8(at + 1)
    if (marker === 0xff) at += 1
    else if (isStandingAlone(marker)) at += 2
    else if (isFrame(marker)) {
      return { mediaType: 'image/jpeg', width: view.readUInt16BE(at + 7), height: view.readUInt16BE(at + 5) }
    } else at += 2 + view.readUInt16BE(at + 2)
  }
  return undefined
}

function isStandingAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)
}

/** SOF0 to SOF15, but for tables (C4), a reserved one (C8) and arithmetic conditioning (CC). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

function gif(view: Buffer): Sniffed | undefined {
  if (view.length < 13 || !/^GIF8[79]a$/.test(text(view, 0, 6))) return undefined
  return { mediaType: 'image/gif', width: view.readUInt16LE(6), height: view.readUInt16LE(8) }
}

function webp(view: Buffer): Sniffed | undefined {
  if (view.length < 30 || text(view, 0, 4) !== 'RIFF' || text(view, 8, 4) !== 'WEBP') return undefined
  const of = (width: number, height: number): Sniffed => ({ mediaType: 'image/webp', width, height })
  switch (text(view, 12, 4)) {
    case 'VP8 ':
      return of(view.readUInt16LE(26) & 0x3fff, view.readUInt16LE(28) & 0x3fff)
    case 'VP8L': {
      const bits = view.readUInt32LE(21)
      return of((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
    }
    case 'VP8X':
      return of(view.readUIntLE(24, 3) + 1, view.readUIntLE(27, 3) + 1)
    default:
      return undefined
  }
}

/** The box that names sizes stands near the beginning; a picture of tiles has several, and the largest is the whole. */
function avif(view: Buffer): Sniffed | undefined {
  if (view.length < 32 || text(view, 4, 4) !== 'ftyp') return undefined
  const brands = text(view, 8, Math.min(view.readUInt32BE(0), 256) - 8)
  if (!/avi[fs]/.test(brands)) return undefined
  const head = view.subarray(0, HEAD_BYTES)
  let [width, height] = [0, 0]
  for (let at = head.indexOf('ispe'); at !== -1 && at + 16 <= head.length; at = head.indexOf('ispe', at + 4)) {
    width = Math.max(width, head.readUInt32BE(at + 8))
    height = Math.max(height, head.readUInt32BE(at + 12))
  }
  return { mediaType: 'image/avif', width, height }
}

const HEAD_BYTES = 64 * 1024

/** Text that begins with an svg element, after what XML allows before it. */
function isSvg(view: Buffer): boolean {
  const start = view
    .subarray(0, 16 * 1024)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
  return /^<([A-Za-z_][\w.-]{0,40}:)?svg[\s/>]/.test(withoutProlog(start))
}

/** Comments, declarations and a document type may come before an element, in any order. */
function withoutProlog(source: string): string {
  let rest = source
  for (;;) {
    const end = rest.startsWith('<!--')
      ? '-->'
      : rest.startsWith('<?')
        ? '?>'
        : /^<!DOCTYPE/i.test(rest)
          ? '>'
          : undefined
    if (end === undefined) return rest
    const [bracket, close] = [rest.indexOf('['), rest.indexOf(end)]
    const hasBrackets = end === '>' && bracket !== -1 && bracket < close
    const last = hasBrackets ? rest.indexOf('>', rest.indexOf(']', bracket)) : close
    if (last === -1) return ''
    rest = rest.slice(last + end.length).trimStart()
  }
}

function text(view: Buffer, at: number, length: number): string {
  return view.toString('latin1', at, Math.max(at, at + length))
}
