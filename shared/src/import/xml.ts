import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** An element of an XML file: names without prefix, text decoded, children in the file's order. */
export interface XmlElement {
  name: string
  /** What the prefix, or the default, stands for; empty where the file does not say. */
  namespace: string
  attributes: ReadonlyMap<string, string>
  children: readonly XmlElement[]
  /** All text inside, that of children included, as it is in the file. */
  text: string
}

export type XmlReading = { ok: true; root: XmlElement } | { ok: false; message: string; path: string }

/** Nothing of ours is deeper or longer; beyond these a file is refused before it is parsed. */
const MAX_CHARACTERS = 8 * 1024 * 1024
const MAX_DEPTH = 64
const MAX_TAGS = 200_000

/**
 * Reads an XML file that nobody vouches for. Never throws. Document types are refused, so that there are no entities but
 * XML's own five and numbered characters; nothing is ever fetched. `path` is a line and column, or an element's path.
 */
export function readXml(xml: string): XmlReading {
  const text = xml.startsWith('\uFEFF') ? xml.slice(1) : xml
  const refusal = refusalOf(text)
  if (refusal) return refusal
  try {
    return rootOf(parser.parse(text) as unknown)
  } catch (error) {
    if (error instanceof Refusal) return refused(error.message, error.path)
    return refused(`The XML cannot be read: ${shortened(error instanceof Error ? error.message : '')}`)
  }
}

const TEXT = '#text'
const CDATA = '#cdata'
const ATTRIBUTES = ':@'

/** Order is kept, so that text and CDATA stay in sequence; entities are decoded here, where the five are all there are. */
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
  maxNestedTags: MAX_DEPTH,
  jPath: false,
})

class Refusal extends Error {
  readonly path: string

  constructor(message: string, path: string) {
    super(message)
    this.path = path
  }
}

function refusalOf(text: string): XmlReading | undefined {
  if (text.trim() === '') return refused('The file is empty.')
  if (text.length > MAX_CHARACTERS) return refused('The file is larger than 8 MB.')
  if (text.includes('\u0000')) return refused('The file is not text in UTF-8.')
  const declaration = declarationIn(text)
  if (declaration !== undefined) {
    return refused(
      'The file has a document type (DOCTYPE). It is refused, since it can hide entities.',
      lineOf(text, declaration),
    )
  }
  if (countTags(text) > MAX_TAGS) return refused(`The file has more than ${MAX_TAGS} tags.`)
  const valid = XMLValidator.validate(text)
  if (valid === true) return undefined
  const { msg, line, col } = valid.err
  return refused(`The XML is not well-formed: ${shortened(msg)}`, `line ${line}, column ${col || 1}`)
}

/** Where the first `<!` stands that begins neither a comment nor CDATA. */
function declarationIn(text: string): number | undefined {
  let at = text.indexOf('<!')
  while (at !== -1) {
    const end = text.startsWith('<!--', at) ? '-->' : text.startsWith('<![CDATA[', at) ? ']]>' : undefined
    if (end === undefined) return at
    const close = text.indexOf(end, at)
    at = close === -1 ? -1 : text.indexOf('<!', close)
  }
  return undefined
}

function countTags(text: string): number {
  let count = 0
  for (let at = text.indexOf('<'); at !== -1 && count <= MAX_TAGS; at = text.indexOf('<', at + 1)) count++
  return count
}

type Node = Record<string, unknown>

function rootOf(nodes: unknown): XmlReading {
  const root = isList(nodes) ? nodes.find((node) => nameOf(node) !== undefined) : undefined
  if (!root) return refused('The file has no root element.')
  return { ok: true, root: elementFrom(root, nameOf(root) as string, new Map(), '') }
}

function elementFrom(node: Node, qualified: string, inherited: ReadonlyMap<string, string>, above: string): XmlElement {
  const [prefix, name] = splitName(qualified)
  const path = above === '' ? name : `${above}/${name}`
  const attributes = attributesFrom(node[ATTRIBUTES], path)
  const namespaces = withDeclared(inherited, attributes)
  const children: XmlElement[] = []
  const texts: string[] = []
  const content = node[qualified]
  for (const child of isList(content) ? content : []) {
    if (typeof child[TEXT] === 'string') texts.push(decoded(child[TEXT], path))
    else if (isList(child[CDATA])) texts.push(child[CDATA].map((part) => part[TEXT]).join(''))
    else {
      const childName = nameOf(child)
      if (childName === undefined) continue
      const element = elementFrom(child, childName, namespaces, path)
      children.push(element)
      texts.push(element.text)
    }
  }
  return { name, namespace: namespaces.get(prefix) ?? '', attributes, children, text: texts.join('') }
}

function attributesFrom(value: unknown, path: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>()
  if (typeof value !== 'object' || value === null) return attributes
  for (const [name, text] of Object.entries(value)) attributes.set(name, decoded(String(text), path))
  return attributes
}

function withDeclared(
  inherited: ReadonlyMap<string, string>,
  attributes: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const declared = [...attributes].filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'))
  if (declared.length === 0) return inherited
  return new Map([...inherited, ...declared.map(([name, uri]): [string, string] => [name.slice('xmlns:'.length), uri])])
}

const named = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

function decoded(text: string, path: string): string {
  return text.replaceAll(/&([^;&\s]*;?)/gu, (whole, reference: string) => {
    const name = reference.endsWith(';') ? reference.slice(0, -1) : undefined
    const character = name === undefined ? undefined : (named.get(name) ?? numbered(name))
    if (character === undefined)
      throw new Refusal(`The file uses ${shortened(whole, 40)}, which XML does not know.`, path)
    return character
  })
}

/** The character of `#65` or `#x41`; undefined where there is none that XML allows. */
function numbered(name: string): string | undefined {
  const [, hex, decimal] = /^#(?:x([0-9a-f]{1,8})|([0-9]{1,8}))$/i.exec(name) ?? []
  if (hex === undefined && decimal === undefined) return undefined
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
  const isCharacter =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  return isCharacter ? String.fromCodePoint(code) : undefined
}

function splitName(qualified: string): [prefix: string, name: string] {
  const colon = qualified.indexOf(':')
  return colon === -1 ? ['', qualified] : [qualified.slice(0, colon), qualified.slice(colon + 1)]
}

/** The tag of a parsed node: its only key that is neither attributes nor text. */
function nameOf(node: Node): string | undefined {
  return Object.keys(node).find((name) => name !== ATTRIBUTES && name !== TEXT && name !== CDATA)
}

function isList(value: unknown): value is Node[] {
  return Array.isArray(value)
}

function lineOf(text: string, index: number): string {
  const before = text.slice(0, index).split('\n')
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
}

function shortened(text: string, length = 200): string {
  return text.length > length ? `${text.slice(0, length)}…` : text
}

function refused(message: string, path = ''): { ok: false; message: string; path: string } {
  return { ok: false, message, path }
}
