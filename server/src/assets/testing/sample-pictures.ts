import { randomBytes } from 'node:crypto'
import sharp from 'sharp'

/** Pictures made on the spot; each is a real file of its kind. */
export const samples = {
  png: (width = 40, height = 20) => plain(width, height, { r: 200, g: 30, b: 30, alpha: 0.5 }).png().toBuffer(),
  jpeg: (width = 40, height = 20) => plain(width, height).jpeg().toBuffer(),
  webp: (width = 40, height = 20) => plain(width, height).webp().toBuffer(),
  gif: (width = 40, height = 20) => plain(width, height).gif().toBuffer(),
  avif: (width = 40, height = 20) => plain(width, height).avif({ effort: 0 }).toBuffer(),
  svg: () =>
    Promise.resolve(
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="9" height="9"/></svg>'),
    ),
  /** Of 24 kB, since there is nothing to compress. */
  noise: () =>
    sharp(randomBytes(90 * 90 * 3), { raw: { width: 90, height: 90, channels: 3 } })
      .png()
      .toBuffer(),
  /** As a phone writes it: lying on its side, and with the place where it was taken. */
  phoneJpeg: () =>
    plain(60, 30)
      .jpeg()
      .withExif({
        IFD0: { Make: 'Phone of Ada' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100' },
      })
      .withMetadata({ orientation: 6 })
      .toBuffer(),
}

/** The head of a PNG that says it is so large, and nothing behind it. */
export function hugePngHead(width: number, height: number): Buffer {
  const head = Buffer.alloc(64)
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(head)
  head.writeUInt32BE(13, 8)
  head.write('IHDR', 12, 'latin1')
  head.writeUInt32BE(width, 16)
  head.writeUInt32BE(height, 20)
  return head
}

function plain(width: number, height: number, background = { r: 200, g: 30, b: 30, alpha: 1 }) {
  return sharp({ create: { width, height, channels: 4, background } })
}
