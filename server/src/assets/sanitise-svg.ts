import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { cleanDeclarations, cleanStyleSheet, isCleanValue } from './svg-css.ts'
import { attributes as allowedAttributes, elements as allowedElements } from './svg-names.ts'

/** An SVG that was taken apart and written anew from what is allowed, and how large it wants to be, pixels. */
export type SanitisedSvg = { ok: true; svg: string; width: number; height: number } | { ok: false; message: string }

/** No drawing for a wall is deeper or has more parts. */
const MAX_DEPTH = 48
const MAX_ELEMENTS = 20_000
/** Elements that are drawn once everything that refers to others is counted out. */
const MOST_DRAWN = 100_000
/** Longest side it is said to have; it is drawn in any size all the same. */
const LONGEST_SIDE = 4096

/**
 * Builds an SVG anew from elements, attributes and style that are on the lists of `svg-names.ts`: whatever is not is left
 * out, with what is in it. No script, no event, no link, no animation, nothing from elsewhere, no foreign content; parts
 * refer to parts of the same file alone. What comes out, put in again, comes out the same. Never throws.
 */
export function sanitiseSvg(source: string): SanitisedSvg {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source
  if (/<!ENTITY/i.test(text)) return refused('It defines entities of its own. Save it as plain SVG.')
  if (text.includes('\u0000')) return refused('It is not text in UTF-8.')
  const plain = withoutDoctype(text)
  if (plain.split('<').length > MAX_ELEMENTS * 2) return refused('It has too many parts to be shown on a wall.')
  try {
    if (XMLValidator.validate(plain) !== true) return refused('It is not well-formed.')
    return rebuilt(parser.parse(plain) as unknown)
  } catch {
    return refused('It cannot be read.')
  }
}

const TEXT = '#text'
const CDATA = '#cdata'
const ATTRIBUTES = ':@'
const SVG = 'http://www.w3.org/2000/svg'

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  textNodeName: TEXT,
  cdataPropName: CDATA,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  maxNestedTags: MAX_DEPTH + 8,
  jPath: false,
})

type Node = Record<string, unknown>

/** An element that is allowed, or a text. */
type Part = Element | string
interface Element {
  name: string
  attributes: Map<string, string>
  children: Part[]
}

function rebuilt(nodes: unknown): SanitisedSvg {
  const list = isList(nodes) ? nodes : []
  const root = list.find((node) => nameOf(node) !== undefined)
  const rootName = root && nameOf(root)
  if (!root || rootName === undefined) return refused('It has no root element.')
  const prefixes = svgPrefixes(root, rootName)
  const [whole] = partsFrom([root], prefixes, 0)
  if (typeof whole !== 'object' || whole.name !== 'svg') return refused('Its root is no svg element.')
  if (drawnElements(whole) > MOST_DRAWN) return refused('Its parts refer to each other too often.')
  const { width, height } = sized(whole)
  return { ok: true, svg: written(whole, true), width, height }
}

/** Prefixes that stand for SVG in this file; the empty one always does, as browsers would have it. */
function svgPrefixes(root: Node, rootName: string): Set<string> {
  const prefixes = new Set([''])
  for (const [name, value] of attributesOf(root)) {
    if (name.startsWith('xmlns:') && value === SVG) prefixes.add(name.slice(6))
  }
  const [prefix] = splitName(rootName)
  prefixes.add(prefix)
  return prefixes
}

function partsFrom(nodes: readonly Node[], prefixes: ReadonlySet<string>, depth: number): Part[] {
  if (depth > MAX_DEPTH) return []
  return nodes.flatMap((node): Part[] => {
    if (typeof node[TEXT] === 'string') return [decoded(node[TEXT])]
    if (isList(node[CDATA])) return [node[CDATA].map((part) => String(part[TEXT] ?? '')).join('')]
    const qualified = nameOf(node)
    if (qualified === undefined) return []
    const [prefix, name] = splitName(qualified)
    if (!prefixes.has(prefix)) return []
    const inside = () => partsFrom(isList(node[qualified]) ? node[qualified] : [], prefixes, depth + 1)
    // A link is left out, what it links stays.
    if (name === 'a') return inside().filter((part) => typeof part === 'object' || part.trim() !== '')
    if (!allowedElements.has(name)) return []
    if (name === 'style') {
      const sheet = cleanStyleSheet(textIn(inside()))
      return sheet === '' ? [] : [{ name, attributes: new Map(), children: [sheet] }]
    }
    const children = inside()
    return [
      {
        name,
        attributes: cleanAttributes(name, attributesOf(node)),
        children: withText.has(name) ? children : children.filter((part) => typeof part === 'object'),
      },
    ]
  })
}

const withText = new Set(['text', 'tspan', 'textPath', 'title', 'desc'])

function cleanAttributes(element: string, given: Iterable<[string, string]>): Map<string, string> {
  const clean = new Map<string, string>()
  for (const [qualified, value] of given) {
    const [prefix, name] = splitName(qualified)
    if (prefix === 'xml' && qualified === 'xml:space' && /^(default|preserve)$/.test(value)) clean.set(qualified, value)
    if (name === 'href' && (prefix === '' || prefix === 'xlink')) {
      if (referring.has(element) && localReference.test(value.trim())) clean.set('href', value.trim())
    } else if (prefix !== '') continue
    else if (name === 'style') {
      const style = cleanDeclarations(value)
      if (style !== '') clean.set('style', style)
    } else if (name === 'id' || name === 'class') {
      if (/^[\w. :-]{1,500}$/u.test(value)) clean.set(name, value)
    } else if (allowedAttributes.has(name) && isCleanValue(value)) clean.set(name, value.trim())
  }
  return clean
}

const referring = new Set(['use', 'textPath', 'linearGradient', 'radialGradient', 'pattern'])
const localReference = /^#[\w.:-]{1,200}$/u

/** How much is drawn in all: what refers to a part draws it again. Endless where parts refer to themselves. */
function drawnElements(root: Element): number {
  const byId = new Map<string, Element>()
  const note = (element: Element) => {
    const id = element.attributes.get('id')
    if (id !== undefined && !byId.has(id)) byId.set(id, element)
    for (const child of element.children) if (typeof child === 'object') note(child)
  }
  note(root)
  const costs = new Map<Element, number>()
  const underWay = new Set<Element>()
  const costOf = (element: Element): number => {
    const known = costs.get(element)
    if (known !== undefined) return known
    if (underWay.has(element)) return Infinity
    underWay.add(element)
    let cost = 1
    for (const child of element.children) if (typeof child === 'object') cost += costOf(child)
    for (const id of referencesOf(element)) {
      const target = byId.get(id)
      if (target) cost += costOf(target)
    }
    underWay.delete(element)
    costs.set(element, cost)
    return cost
  }
  return costOf(root)
}

function referencesOf({ attributes }: Element): string[] {
  return [...attributes].flatMap(([name, value]) => {
    if (name === 'href') return [value.slice(1)]
    return [...value.matchAll(/url\(\s*['"]?#([^'")\s]+)/gu)].map(([, id]) => id as string)
  })
}

/** Gives the root a size in pixels and a view box, so that it is drawn alike everywhere. */
function sized({ attributes }: Element): { width: number; height: number } {
  const box = (attributes.get('viewBox') ?? '')
    .slice(0, 200)
    .trim()
    .split(/[\s,]+/u)
    .map(Number)
  const [, , boxWidth = 0, boxHeight = 0] = box.length === 4 && box.every(Number.isFinite) ? box : []
  const hasBox = boxWidth > 0 && boxHeight > 0
  let width = pixels(attributes.get('width'))
  let height = pixels(attributes.get('height'))
  if (hasBox) {
    if (width === undefined && height === undefined) [width, height] = [boxWidth, boxHeight]
    width ??= ((height as number) * boxWidth) / boxHeight
    height ??= (width * boxHeight) / boxWidth
  }
  width ??= 300
  height ??= 150
  if (!hasBox) attributes.set('viewBox', `0 0 ${width} ${height}`)
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height))
  const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
  attributes.set('width', String(size.width))
  attributes.set('height', String(size.height))
  return size
}

const unitPixels: Record<string, number> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
  em: 16,
}

function pixels(length: string | undefined): number | undefined {
  const [, number, unit = ''] =
    /^\s*\+?(\d*\.?\d+(?:e[+-]?\d{1,2})?)\s*([a-z%]*)\s*$/iu.exec((length ?? '').slice(0, 40)) ?? []
  const factor = unitPixels[unit.toLowerCase()]
  const value = number === undefined || factor === undefined ? 0 : Number(number) * factor
  return value > 0 && Number.isFinite(value) ? value : undefined
}

function written({ name, attributes, children }: Element, isRoot = false): string {
  const names = [...attributes].map(([attribute, value]) => ` ${attribute}="${escaped(value)}"`)
  const start = `<${name}${isRoot ? ` xmlns="${SVG}"` : ''}${names.join('')}`
  if (children.length === 0) return `${start}/>`
  const inside = children.map((child) => (typeof child === 'string' ? escaped(child) : written(child)))
  return `${start}>${inside.join('')}</${name}>`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\t', '&#9;')
}

function attributesOf(node: Node): [string, string][] {
  const given = node[ATTRIBUTES]
  if (typeof given !== 'object' || given === null) return []
  return Object.entries(given).map(([name, value]) => [name, decoded(String(value))])
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** XML's own five and numbered characters; anything else that looks like an entity is left out. Controls are too. */
function decoded(text: string): string {
  const plain = text.replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w+);?/giu, (_whole, name: string) => {
    if (!name.startsWith('#')) return named[name] ?? ''
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    const isOne = code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff)
    return isOne ? String.fromCodePoint(code) : ''
  })
  return Array.from(plain).filter(isAllowedInXml).join('')
}

function isAllowedInXml(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return (code >= 0x20 || code === 9 || code === 10) && code !== 0xff_fe && code !== 0xff_ff
}

/** The first document type, with what stands between its brackets; another one is not well-formed. */
function withoutDoctype(text: string): string {
  const start = text.search(/<!DOCTYPE/i)
  if (start === -1) return text
  const [bracket, end] = [text.indexOf('[', start), text.indexOf('>', start)]
  const last = bracket !== -1 && bracket < end ? text.indexOf('>', text.indexOf(']', bracket)) : end
  return last === -1 ? text : text.slice(0, start) + text.slice(last + 1)
}

function textIn(parts: readonly Part[]): string {
  return parts.filter((part) => typeof part === 'string').join('')
}

function splitName(qualified: string): [prefix: string, name: string] {
  const colon = qualified.indexOf(':')
  return colon === -1 ? ['', qualified] : [qualified.slice(0, colon), qualified.slice(colon + 1)]
}

function nameOf(node: Node): string | undefined {
  return Object.keys(node).find((name) => name !== ATTRIBUTES && name !== TEXT && name !== CDATA)
}

function isList(value: unknown): value is Node[] {
  return Array.isArray(value)
}

function refused(message: string): SanitisedSvg {
  return { ok: false, message }
}
