import { describe, expect, it } from 'vitest'
import { decodeXml } from './decode-xml.ts'

const text = '<plan>Ñandú – 計画</plan>'

describe('the text of an XML file', () => {
  const rows: [rule: string, bytes: Uint8Array, expected: string][] = [
    ['UTF-8', Buffer.from(text), text],
    ['UTF-8 with a byte-order mark', Buffer.from(`\uFEFF${text}`), text],
    ['UTF-16, small end first, with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le'), text],
    ['UTF-16, big end first, with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), text],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), text],
    ['UTF-16, big end first, without a mark', Buffer.from(text, 'utf16le').swap16(), text],
    [
      'the encoding the file names',
      Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><p>Ñ</p>', 'latin1'),
      '<?xml version="1.0" encoding="ISO-8859-1"?><p>Ñ</p>',
    ],
  ]
  it.each(rows)('%s', (_rule, bytes, expected) => {
    expect(decodeXml(bytes)).toBe(expected)
  })

  it.each([
    ['bytes that are not what they say', Buffer.from([0x3c, 0x70, 0xff, 0xfe, 0x3e])],
    ['an encoding nobody knows', Buffer.from('<?xml version="1.0" encoding="klingon"?><p/>')],
  ])('%s are a bad file', (_rule, bytes) => {
    expect(() => decodeXml(bytes)).toThrow(expect.objectContaining({ code: 'bad-file' }) as Error)
  })
})
