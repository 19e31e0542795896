import * as Y from 'yjs'
import type { Dice } from './dice.ts'

/**
 * One random change of most kinds that Yjs knows, nested things and deletions among them. No formats: a document tidies
 * those by itself when it hears of others, which is no change that anybody made.
 */
export function scribble(doc: Y.Doc, dice: Dice): void {
  doc.transact(() => dice.pick([inMap, inMap, inList, inText, inText, inXml])(doc, dice), 'scribble')
}

/** What a document holds, to be compared: the contents of its roots, and every struct and deletion. */
export function contentsOf(doc: Y.Doc) {
  const { map, list, text, xml } = rootsOf(doc)
  return {
    map: map.toJSON() as unknown,
    list: list.toJSON() as unknown,
    text: text.toDelta() as unknown,
    xml: xml.toJSON(),
    structs: Y.decodeStateVector(Y.encodeStateVector(doc)),
    deletions: Y.encodeSnapshot(Y.createSnapshot(Y.snapshot(doc).ds, new Map())),
  }
}

function rootsOf(doc: Y.Doc) {
  return {
    map: doc.getMap<unknown>('map'),
    list: doc.getArray<unknown>('list'),
    text: doc.getText('text'),
    xml: doc.getXmlFragment('xml'),
  }
}

function inMap(doc: Y.Doc, dice: Dice): void {
  let map = rootsOf(doc).map
  while (dice.percent(40)) {
    const deeper = [...map.values()].filter((each) => each instanceof Y.Map)
    if (deeper.length === 0) break
    map = dice.pick(deeper) as Y.Map<unknown>
  }
  const key = `k${dice.below(12)}`
  if (dice.percent(20)) map.delete(key)
  else map.set(key, value(dice))
}

function inList(doc: Y.Doc, dice: Dice): void {
  const { list } = rootsOf(doc)
  const at = dice.below(list.length + 1)
  if (list.length > 3 && dice.percent(35)) {
    list.delete(dice.below(list.length - 2), 1 + dice.below(2))
  } else {
    list.insert(
      at,
      Array.from({ length: 1 + dice.below(3) }, () => value(dice)),
    )
  }
}

function inText(doc: Y.Doc, dice: Dice): void {
  const { text } = rootsOf(doc)
  const at = dice.below(text.length + 1)
  const length = Math.min(dice.below(6), text.length - at)
  if (dice.percent(30)) text.delete(at, length)
  else if (dice.percent(5)) text.insertEmbed(at, { image: dice.below(9) })
  else text.insert(at, words(dice))
}

function inXml(doc: Y.Doc, dice: Dice): void {
  const { xml } = rootsOf(doc)
  if (xml.length > 2 && dice.percent(40)) return xml.delete(dice.below(xml.length), 1)
  const element = new Y.XmlElement('p')
  element.setAttribute('class', words(dice))
  element.insert(0, [new Y.XmlText(words(dice))])
  xml.insert(dice.below(xml.length + 1), [element])
}

function value(dice: Dice): unknown {
  return dice.pick<() => unknown>([
    () => dice.below(1000),
    () => words(dice),
    () => ({ x: dice.below(100), y: [dice.below(9), null, true] }),
    () => dice.bytes(dice.below(20)),
    () => new Y.Text(words(dice)),
    () => new Y.Map([[`k${dice.below(12)}`, words(dice)]]),
    () => Y.Array.from([words(dice), dice.below(9)]),
  ])()
}

/** No letters of two halves: a text that is cut between them is another one for whoever has cut it. */
function words(dice: Dice): string {
  return dice.pick(['a', 'plan', 'ñandú ', '計画', '★ goal', 'x'.repeat(1 + dice.below(60))])
}
