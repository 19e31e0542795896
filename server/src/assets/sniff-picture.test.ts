import { describe, expect, it } from 'vitest'
import { sniffPicture } from './sniff-picture.ts'
import { hugePngHead, samples } from './testing/sample-pictures.ts'

describe('what a picture is, by its bytes', () => {
  const made: [name: Exclude<keyof typeof samples, 'svg' | 'phoneJpeg' | 'noise'>, mediaType: string][] = [
    ['png', 'image/png'],
    ['jpeg', 'image/jpeg'],
    ['webp', 'image/webp'],
    ['gif', 'image/gif'],
    ['avif', 'image/avif'],
  ]
  it.each(made)('%s is told with its size', async (name, mediaType) => {
    expect(sniffPicture(await samples[name](123, 45))).toEqual({ mediaType, width: 123, height: 45 })
  })

  it.each(['png', 'jpeg', 'webp', 'gif', 'avif'] as const)('%s cut off anywhere throws nothing', async (name) => {
    const whole = await samples[name]()
    for (let length = 0; length < Math.min(whole.length, 400); length++) {
      expect(() => sniffPicture(whole.subarray(0, length))).not.toThrow()
    }
  })

  const svgs: [rule: string, text: string][] = [
    ['plain', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    [
      'after a byte order mark, a declaration, a comment and a document type',
      '\uFEFF<?xml version="1.0"?>\n<!-- a <svg> -->\n<!DOCTYPE svg PUBLIC "x" "y">\n<svg/>',
    ],
    ['with a prefix', '<svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>'],
  ]
  it.each(svgs)('an SVG: %s', (_rule, text) => {
    expect(sniffPicture(Buffer.from(text))?.mediaType).toBe('image/svg+xml')
  })

  const others: [rule: string, bytes: Buffer][] = [
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('hello')],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a page with a drawing in it', Buffer.from('<html><svg/></html>')],
    ['a program', Buffer.from('MZ\u0000\u0000')],
    ['a PDF', Buffer.from('%PDF-1.7')],
    ['a ZIP', Buffer.from('PK\u0003\u0004')],
    ['a TIFF', Buffer.from('II*\u0000')],
    ['a BMP', Buffer.from('BM00000000')],
    ['a PNG without a size', hugePngHead(0, 0)],
    ['a JPEG without a frame', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xd9])],
    ['a JPEG whose segments lead nowhere', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
  ]
  it.each(others)('%s is no picture', (_rule, bytes) => {
    expect(sniffPicture(bytes)).toBeUndefined()
  })
})
