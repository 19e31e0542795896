import { createHash } from 'node:crypto'
import { thumbnailWidths } from '@planwall/shared/board/picture'
import type { PictureType } from '@planwall/shared/board/picture'
import { AppError } from '@planwall/shared/errors'
import { limits } from '@planwall/shared/protocol'
import type { Imaging } from './imaging.ts'
import { sanitiseAside } from './sanitise-aside.ts'
import { sniffPicture } from './sniff-picture.ts'

/** A picture as it is kept. */
export interface PreparedPicture {
  /** SHA-256 of the bytes, hexadecimal. */
  pictureId: string
  bytes: Uint8Array
  mediaType: PictureType
  width: number
  height: number
  /** WebP, narrowest first; none is wider than the picture. */
  thumbnails: { width: number; bytes: Uint8Array }[]
}

/**
 * Makes of what somebody sent what is kept: told by its bytes, refused where it would be too large before anything is
 * decoded, written anew without what is said beside the pixels, upright, and smaller beside. Of a moving picture the first
 * frame stays. Throws `bad-picture`, `too-large`.
 */
export async function preparePicture(bytes: Uint8Array, imaging: Imaging | undefined): Promise<PreparedPicture> {
  const { mediaType, width, height } = recognised(bytes)
  if (mediaType === 'image/svg+xml') return await withThumbnails(await drawing(bytes), imaging)
  if (!imaging) return named({ bytes, mediaType, width, height }, [])
  const clean = await imaging.clean(bytes, mediaType).catch(asBadPicture)
  return await withThumbnails(clean, imaging)
}

/**
 * The same for a picture that stands in a board's file: it is kept to the byte, under the name the file gives it.
 * Undefined where the bytes do not have that name, or are not what this server would have kept.
 */
export async function acceptPicture(
  pictureId: string,
  bytes: Uint8Array,
  imaging: Imaging | undefined,
): Promise<PreparedPicture | undefined> {
  if (nameOf(bytes) !== pictureId) return undefined
  try {
    const { mediaType, width, height } = recognised(bytes)
    if (mediaType === 'image/svg+xml') {
      const drawn = await drawing(bytes)
      return nameOf(drawn.bytes) === pictureId ? await withThumbnails(drawn, imaging) : undefined
    }
    if (!imaging) return named({ bytes, mediaType, width, height }, [])
    if (mediaType === 'image/gif' || mediaType === 'image/avif' || (await imaging.hasMetadata(bytes))) return undefined
    return await withThumbnails({ bytes, mediaType, width, height }, imaging)
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}

type Bare = Omit<PreparedPicture, 'pictureId' | 'thumbnails'>

function recognised(bytes: Uint8Array): Bare {
  const found = sniffPicture(bytes)
  if (!found) throw new AppError('bad-picture')
  if (found.width * found.height > limits.maxPicturePixels) {
    const most = limits.maxPicturePixels / 1_000_000
    throw new AppError('too-large', `This picture has more than ${most} million pixels. Make it smaller and try again.`)
  }
  return { ...found, bytes }
}

async function drawing(bytes: Uint8Array): Promise<Bare> {
  if (bytes.byteLength > limits.maxSvgBytes) {
    const most = limits.maxSvgBytes / 1024
    throw new AppError('too-large', `This SVG is larger than ${most} kB. Save it as PNG and try again.`)
  }
  let source: string
  try {
    source = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new AppError('bad-picture', 'This SVG cannot be shown here: it is not text in UTF-8.')
  }
  const clean = await sanitiseAside(source)
  if (!clean.ok) throw new AppError('bad-picture', `This SVG cannot be shown here. ${clean.message}`)
  const { svg, width, height } = clean
  return { bytes: Buffer.from(svg, 'utf8'), mediaType: 'image/svg+xml', width, height }
}

async function withThumbnails(picture: Bare, imaging: Imaging | undefined): Promise<PreparedPicture> {
  if (!imaging) return named(picture, [])
  const isDrawn = picture.mediaType === 'image/svg+xml'
  const thumbnails: PreparedPicture['thumbnails'] = []
  for (const width of thumbnailWidths) {
    // A drawing has every width; its thumbnails spare the browser the work.
    if (!isDrawn && width >= picture.width) continue
    const bytes = await imaging.thumbnail(picture.bytes, picture.mediaType, width).catch(asBadPicture)
    thumbnails.push({ width, bytes })
  }
  return named(picture, thumbnails)
}

function named(picture: Bare, thumbnails: PreparedPicture['thumbnails']): PreparedPicture {
  return { ...picture, pictureId: nameOf(picture.bytes), thumbnails }
}

function nameOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function asBadPicture(cause: unknown): never {
  throw new AppError('bad-picture', 'This picture is damaged, or it takes too long to be read.', { cause })
}
