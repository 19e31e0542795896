import { createHash } from 'node:crypto'
import { limits } from '@planwall/shared/protocol'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { loadImaging } from './imaging.ts'
import { acceptPicture, preparePicture } from './prepare-picture.ts'
import { hugePngHead, samples } from './testing/sample-pictures.ts'

const imaging = await loadImaging()

describe('a picture as it is kept', () => {
  const kinds: [name: 'png' | 'jpeg' | 'webp' | 'gif' | 'avif' | 'svg', kept: string][] = [
    ['png', 'image/png'],
    ['jpeg', 'image/jpeg'],
    ['webp', 'image/webp'],
    ['gif', 'image/png'],
    ['avif', 'image/webp'],
    ['svg', 'image/svg+xml'],
  ]
  it.each(kinds)('%s is kept as %s, named by its content', async (name, kept) => {
    const picture = await preparePicture(await samples[name](), imaging)
    expect(picture).toMatchObject({ mediaType: kept, width: 40, height: 20 })
    expect(picture.pictureId).toBe(createHash('sha256').update(picture.bytes).digest('hex'))
    expect((await preparePicture(await samples[name](), imaging)).pictureId).toBe(picture.pictureId)
  })

  it('what a phone says beside the pixels is gone, and it stands upright', async () => {
    const sent = await samples.phoneJpeg()
    expect(sent.toString('latin1')).toContain('Phone of Ada')
    const { bytes, width, height } = await preparePicture(sent, imaging)
    expect([width, height]).toEqual([30, 60])
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/Phone of Ada|Exif|GPS/)
    expect(await imaging?.hasMetadata(bytes)).toBe(false)
  })

  it('smaller ones lie beside it, none wider than itself; a drawing has all of them', async () => {
    const widths = async (bytes: Buffer) => (await preparePicture(bytes, imaging)).thumbnails.map(({ width }) => width)
    expect(await widths(await samples.png(100, 50))).toEqual([])
    expect(await widths(await samples.png(600, 50))).toEqual([160, 480])
    expect(await widths(await samples.svg())).toEqual([160, 480, 1200])
    const [small] = (await preparePicture(await samples.jpeg(600, 300), imaging)).thumbnails
    expect(await sharp(small?.bytes).metadata()).toMatchObject({ format: 'webp', width: 160, height: 80 })
  })

  it('longer sides than any screen needs are scaled down', async () => {
    const { width, height } = await preparePicture(await samples.png(6000, 60), imaging)
    expect([width, height]).toEqual([4096, 41])
  })

  it('of a moving picture the first frame stays', async () => {
    const frames = Buffer.alloc(40 * 40 * 3, 0)
    frames.fill(255, 40 * 20 * 3)
    const moving = await sharp(frames, { raw: { width: 40, height: 40, channels: 3, pageHeight: 20 } })
      .gif({ delay: [100, 100] })
      .toBuffer()
    const { bytes, width, height } = await preparePicture(moving, imaging)
    expect([width, height]).toEqual([40, 20])
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', height: 20 })
  })

  const refused: [rule: string, bytes: () => Promise<Buffer> | Buffer, code: string, words: RegExp][] = [
    ['what is no picture', () => Buffer.from('hello'), 'bad-picture', /PNG, JPEG/],
    ['a bomb, by its head alone', () => hugePngHead(50_000, 50_000), 'too-large', /50 million pixels/],
    [
      'a picture that is cut off',
      async () => (await samples.jpeg(300, 300)).subarray(0, 400),
      'bad-picture',
      /damaged/,
    ],
    [
      'a picture of noise under a right head',
      () => Buffer.concat([hugePngHead(10, 10), Buffer.alloc(90, 7)]),
      'bad-picture',
      /damaged/,
    ],
    ['an SVG with entities', () => Buffer.from('<svg><!DOCTYPE a [<!ENTITY b "c">]></svg>'), 'bad-picture', /entities/],
    [
      'an SVG that is not in UTF-8',
      () => Buffer.from([0x3c, 0x73, 0x76, 0x67, 0x3e, 0xff, 0xfe]),
      'bad-picture',
      /UTF-8/,
    ],
    [
      'an SVG of a novel',
      () => Buffer.from(`<svg><desc>${'x'.repeat(limits.maxSvgBytes)}</desc></svg>`),
      'too-large',
      /512 kB/,
    ],
  ]
  it.each(refused)('%s is refused', async (_rule, bytes, code, words) => {
    await expect(preparePicture(await bytes(), imaging)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(words),
    })
  })

  it('a large SVG is taken apart beside everything else', async () => {
    const parts = '<rect width="3" height="3" onclick="x()"/>'.repeat(2000)
    const sent = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${parts}</svg>`)
    let ticks = 0
    const ticking = setInterval(() => ticks++, 1)
    const { bytes } = await preparePicture(sent, undefined)
    clearInterval(ticking)
    expect(ticks).toBeGreaterThan(3)
    const svg = Buffer.from(bytes).toString()
    expect(svg.match(/<rect/g)).toHaveLength(2000)
    expect(svg).not.toContain('onclick')
  })

  it('without the library for this machine pictures are kept as they come; limits and SVG are the same', async () => {
    const sent = await samples.phoneJpeg()
    const { bytes, mediaType, thumbnails } = await preparePicture(sent, undefined)
    expect([Buffer.from(bytes).equals(sent), mediaType, thumbnails]).toEqual([true, 'image/jpeg', []])
    await expect(preparePicture(hugePngHead(50_000, 50_000), undefined)).rejects.toMatchObject({ code: 'too-large' })
    const svg = await preparePicture(Buffer.from('<svg onload="x()"><script/></svg>'), undefined)
    expect(Buffer.from(svg.bytes).toString()).not.toMatch(/onload|script/)
  })
})

describe('a picture of a board file', () => {
  it.each(['png', 'jpeg', 'webp', 'svg', 'gif'] as const)(
    'what was kept of a %s is taken again to the byte',
    async (name) => {
      const kept = await preparePicture(await samples[name](700, 500), imaging)
      expect(await acceptPicture(kept.pictureId, kept.bytes, imaging)).toEqual(kept)
    },
  )

  const nameOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  const left: [rule: string, bytes: () => Promise<Uint8Array>][] = [
    ['a picture with what a camera says', samples.phoneJpeg],
    ['an SVG with a script', async () => Buffer.from('<svg><script>alert(1)</script></svg>')],
    ['what is no picture', async () => Buffer.from('hello')],
    ['a bomb', async () => hugePngHead(50_000, 50_000)],
    ['a damaged picture', async () => (await samples.jpeg(300, 300)).subarray(0, 400)],
  ]
  it.each(left)('%s is not taken, under its own name either', async (_rule, bytes) => {
    const sent = await bytes()
    expect(await acceptPicture(nameOf(sent), sent, imaging)).toBeUndefined()
  })

  it('nor is one whose name is not its content', async () => {
    const kept = await preparePicture(await samples.png(), imaging)
    expect(await acceptPicture('0'.repeat(64), kept.bytes, imaging)).toBeUndefined()
  })
})
