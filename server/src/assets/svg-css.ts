import { properties } from './svg-names.ts'

/**
 * Whether a value can do nothing but say how something looks: no address but that of a part of the same file, and no
 * function but those of colours, shapes and places.
 */
export function isCleanValue(value: string): boolean {
  if (value.length > MAX_VALUE || /[<>\\@]|\/\*/u.test(value)) return false
  for (let at = value.indexOf('('); at !== -1; at = value.indexOf('(', at + 1)) {
    if (!functions.has(nameBefore(value, at))) return false
  }
  const addresses = value.match(/url\s*\(/giu) ?? []
  const local = value.match(/url\(\s*(['"]?)#[\w.:-]{1,200}\1\s*\)/giu) ?? []
  return addresses.length === local.length
}

/** What is called by a bracket. No name that is allowed is longer than what is looked at. */
function nameBefore(value: string, bracket: number): string {
  const before = value.slice(Math.max(0, bracket - 16), bracket).trimEnd()
  return (/[\w-]+$/u.exec(before)?.[0] ?? '').toLowerCase()
}

/** The declarations of a `style` that are allowed, written anew; empty where there are none. */
export function cleanDeclarations(style: string): string {
  if (/[\\@{}]|\/\*/u.test(style)) return ''
  const clean: string[] = []
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':')
    const name = declaration.slice(0, Math.max(0, colon)).trim().toLowerCase()
    const value = declaration.slice(colon + 1).trim()
    if (colon > 0 && value !== '' && properties.has(name) && isCleanValue(value)) clean.push(`${name}:${value}`)
  }
  return clean.join(';')
}

/** The rules of a style sheet whose selectors are plain names, classes and ids, with the declarations that are allowed. */
export function cleanStyleSheet(sheet: string): string {
  const plain = withoutComments(sheet)
  if (/[\\@<]/u.test(plain)) return ''
  const clean: string[] = []
  for (const rule of plain.split('}').slice(0, -1)) {
    const [selector = '', body = '', ...more] = rule.split('{')
    if (more.length > 0) continue
    const name = selector.trim().replaceAll(/\s+/gu, ' ')
    const declarations = cleanDeclarations(body)
    if (/^[\w.#*, >-]{1,500}$/u.test(name) && declarations !== '') clean.push(`${name}{${declarations}}`)
  }
  return clean.join('')
}

function withoutComments(sheet: string): string {
  const [first = '', ...rest] = sheet.split('/*')
  return first + rest.map((one) => (one.includes('*/') ? one.slice(one.indexOf('*/') + 2) : '')).join('')
}

/** The longest there is: the points of a path. */
const MAX_VALUE = 300_000

const functions = new Set([
  'url',
  'rgb',
  'rgba',
  'hsl',
  'hsla',
  'matrix',
  'translate',
  'translatex',
  'translatey',
  'scale',
  'scalex',
  'scaley',
  'rotate',
  'skewx',
  'skewy',
])
