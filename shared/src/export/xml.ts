import { XMLBuilder } from 'fast-xml-parser'
import { cleanText } from './texts.ts'

/** An element: its attributes under `@name`, texts as strings, repeated elements as lists. Undefined is left out. */
export interface XmlNode {
  [name: string]: XmlContent | readonly XmlContent[] | undefined
}
type XmlContent = string | XmlNode

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  format: true,
  indentBy: '  ',
  processEntities: true,
  suppressEmptyNode: false,
})

/** An XML file in UTF-8, elements in the order they are given in. Texts hold only what XML 1.0 allows. */
export function xmlOf(root: XmlNode): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(cleaned(root)).trimEnd()}\n`
}

function cleaned(node: XmlNode): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(node).flatMap(([name, value]) => (value === undefined ? [] : [[name, cleanedValue(value)]])),
  )
}

function cleanedValue(value: XmlContent | readonly XmlContent[]): unknown {
  if (typeof value === 'string') return cleanText(value)
  return isList(value) ? value.map(cleanedValue) : cleaned(value)
}

function isList(value: XmlContent | readonly XmlContent[]): value is readonly XmlContent[] {
  return Array.isArray(value)
}
