/** Text inside Markdown, on one line and so that it is read back as it was: signs with a meaning are marked. */
export function inline(text: string, lineEnd: '<br>' | '&#10;' = '<br>'): string {
  return text
    .replace(/[&\\`*_[\]<>|~—·]/g, (sign) => marks[sign] ?? `\\${sign}`)
    .replace(/\n/g, lineEnd)
    .replace(hidden, (sign) => `&#${sign.codePointAt(0)};`)
    .replace(/^ | $/g, '&#32;')
}

const marks: Record<string, string | undefined> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '—': '&mdash;',
  '·': '&middot;',
}

/** What cannot be seen, or would turn the text around it: controls, line ends of other kinds, direction marks. */
const hidden = /\p{Cc}|[\u00A0\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/gu

/** A text that is there and holds nothing, where nothing at all means that there is none. */
export const EMPTY = '&#8203;'

/** The text that was written, by `inline` or by a person. */
export function readInline(marked: string): string {
  return marked.replace(
    /\\([!-/:-@[-`{-~])|<br\s*\/?>|&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi,
    (whole: string, escaped?: string, decimal?: string, hex?: string, name?: string) => {
      if (escaped !== undefined) return escaped
      if (name !== undefined) return named[name.toLowerCase()] ?? whole
      if (decimal === undefined && hex === undefined) return '\n'
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}

const named: Record<string, string | undefined> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  mdash: '—',
  ndash: '–',
  middot: '·',
}

/** Lines of a quotation: for long texts, so that they can be read and edited. */
export function quoted(text: string, indent: string): string[] {
  return text.split('\n').map((line) => `${indent}> ${inline(line).replace(/^(\d*)([-+#.)])/, '$1\\$2')}`.trimEnd())
}
