import { limits } from '@planwall/shared/protocol'
import type { Sharp } from 'sharp'

/** A picture that was decoded and written anew: without what was said beside its pixels, turned the right way up. */
export interface CleanPicture {
  bytes: Uint8Array
  mediaType: 'image/png' | 'image/jpeg' | 'image/webp'
  width: number
  height: number
}

/** What turns pictures into other pictures. Each rejects where the bytes are no picture that can be decoded. */
export interface Imaging {
  clean: (bytes: Uint8Array, mediaType: string) => Promise<CleanPicture>
  /** WebP of this width. `width` of an SVG is drawn, of anything else scaled. */
  thumbnail: (bytes: Uint8Array, mediaType: string, width: number) => Promise<Uint8Array>
  /** Whether anything is said beside the pixels: where and with what it was taken. */
  hasMetadata: (bytes: Uint8Array) => Promise<boolean>
}

/** Longer sides are scaled down to this, pixels: sharp on any screen, and no phone is overwhelmed. */
const LONGEST_SIDE = 4096
/** A picture that takes longer is given up, seconds. */
const PATIENCE_S = 20
/** So many at a time; each may take a few hundred megabytes. */
const AT_ONCE = 2

/** Undefined where there is no build of the library for this machine: pictures are then kept as they come. */
export async function loadImaging(): Promise<Imaging | undefined> {
  try {
    const { default: sharp } = await import('sharp')
    sharp.cache(false)
    const open = (bytes: Uint8Array, density?: number) =>
      sharp(bytes, {
        limitInputPixels: limits.maxPicturePixels,
        failOn: 'error',
        ...(density === undefined ? {} : { density }),
      })
    const inTurn = createQueue(AT_ONCE)
    return {
      clean: (bytes, mediaType) => inTurn(() => clean(open(bytes), mediaType)),
      thumbnail: (bytes, mediaType, width) =>
        inTurn(async () => {
          const density = mediaType === 'image/svg+xml' ? await densityFor(open(bytes), width) : undefined
          const made = open(bytes, density).resize({ width }).webp({ quality: 80 }).timeout({ seconds: PATIENCE_S })
          return await made.toBuffer()
        }),
      hasMetadata: async (bytes) => {
        const { exif, xmp, iptc, comments, orientation } = await open(bytes).metadata()
        return Boolean(exif ?? xmp ?? iptc) || (comments ?? []).length > 0 || (orientation ?? 1) !== 1
      },
    }
  } catch {
    return undefined
  }
}

async function clean(picture: Sharp, mediaType: string): Promise<CleanPicture> {
  const turned = picture
    .autoOrient()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .timeout({ seconds: PATIENCE_S })
  const written = inFormat(turned, mediaType)
  const { data, info } = await written.picture.toBuffer({ resolveWithObject: true })
  return { bytes: data, mediaType: written.mediaType, width: info.width, height: info.height }
}

/** Photographs stay photographs; what has few colours or is see-through stays exact. */
function inFormat(picture: Sharp, mediaType: string): { picture: Sharp; mediaType: CleanPicture['mediaType'] } {
  switch (mediaType) {
    case 'image/jpeg':
      return { picture: picture.jpeg({ quality: 90 }), mediaType }
    case 'image/webp':
    case 'image/avif':
      return { picture: picture.webp({ quality: 90 }), mediaType: 'image/webp' }
    default:
      return { picture: picture.png(), mediaType: 'image/png' }
  }
}

/** Drawn at the size it is wanted in; 72 draws it at its own. */
async function densityFor(picture: Sharp, width: number): Promise<number> {
  const own = (await picture.metadata()).width
  return Math.min(2400, Math.max(1, (72 * width) / own))
}

/** Lets so many acts run at once; others wait for their turn. */
function createQueue(atOnce: number): <T>(act: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (act) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    running++
    try {
      return await act()
    } finally {
      running--
      waiting.shift()?.()
    }
  }
}
