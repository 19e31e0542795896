import { array, assert, constantFrom, integer, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { firstClocks, scanUpdate, withoutGap } from './scan-update.ts'

const empty = new Uint8Array([0, 0])
const nothing = new Map<number, number>()

describe('looking at an update', () => {
  it('an update of nothing is empty', () => {
    expect(scanUpdate(empty, nothing)).toMatchObject({ isEmpty: true, hasGap: false, reached: [], deletions: [] })
  })

  it('says how far each client gets, and nothing where all is known', () => {
    const { doc } = written()
    const all = Y.encodeStateAsUpdate(doc)
    expect(scanUpdate(all, nothing).reached).toEqual([doc.clientID, 7])
    expect(scanUpdate(all, new Map([[doc.clientID, 7]])).reached).toEqual([])
    expect(scanUpdate(all, new Map([[doc.clientID, 3]])).reached).toEqual([doc.clientID, 7])
  })

  it('says what is deleted, and where the deletions begin', () => {
    const { doc } = written()
    doc.getText('t').delete(1, 2)
    const deletion = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc))
    const scan = scanUpdate(deletion, clocksOf(doc))
    expect(scan).toMatchObject({ isEmpty: false, hasGap: false, deletions: [doc.clientID, 1, 2], deletionsAt: 1 })
  })

  it('an update that skips what its own client wrote before has a gap', () => {
    const { doc, updates } = written()
    expect(scanUpdate(updates[1] as Uint8Array, nothing).hasGap).toBe(true)
    expect(scanUpdate(updates[1] as Uint8Array, new Map([[doc.clientID, 3]])).hasGap).toBe(false)
  })

  it("an update that builds on another client's work has a gap where that work is missing", () => {
    const { doc } = written()
    const other = copyOf(doc)
    let update: Uint8Array = empty
    other.on('update', (bytes: Uint8Array) => (update = bytes))
    other.getText('t').insert(3, '!')
    expect(scanUpdate(update, nothing).hasGap).toBe(true)
    expect(scanUpdate(update, clocksOf(doc)).hasGap).toBe(false)
  })

  it('a deletion of what is not there has a gap', () => {
    const { doc } = written()
    doc.getText('t').delete(0, 1)
    const deletion = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc))
    expect(scanUpdate(deletion, nothing).hasGap).toBe(true)
  })

  it('things of two clients that need each other in turn have no gap together', () => {
    const [a, b] = [new Y.Doc(), new Y.Doc()]
    for (let i = 0; i < 20; i++) {
      const [from, to] = i % 2 ? [a, b] : [b, a]
      from.getText('t').insert(from.getText('t').length, String(i))
      Y.applyUpdate(to, Y.encodeStateAsUpdate(from))
    }
    expect(scanUpdate(Y.encodeStateAsUpdate(a), nothing).hasGap).toBe(false)
  })

  it('things of two clients that wait for each other have a gap, and reading ends', () => {
    // Client 1 places its thing by client 2's, and client 2 its by client 1's.
    const circle = [2, 1, 2, 0, 0x84, 1, 0, 1, 97, 1, 1, 0, 0x84, 2, 0, 1, 98, 0]
    expect(scanUpdate(new Uint8Array(circle), nothing).hasGap).toBe(true)
    expect(pendingAfter(new Y.Doc(), new Uint8Array(circle))).toBe(true)
  })

  it('gives the clocks its parts begin with', () => {
    const { doc, updates } = written()
    expect(firstClocks(updates[1] as Uint8Array)).toEqual([doc.clientID, 3])
  })
})

describe('looking at bytes that make no sense', () => {
  const text = [...Buffer.from('ab')]
  const rows: [string, number[]][] = [
    ['nothing', []],
    ['a number that does not end', [0xff, 0xff, 0xff]],
    ['a number beyond what counts', [...Array<number>(9).fill(0xff), 0x7f, 0]],
    ['more structs than there are', [1, 5, 1, 0]],
    ['text', [...Buffer.from('{"hello": "world"}')]],
    ['something after the end', [0, 0, 0]],
    ['a client twice', [2, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 0]],
    ['a thing without length', [1, 1, 1, 0, 4, 1, 1, 97, 0, 0]],
    ['a kind there is not', [1, 1, 1, 0, 11, 1, 1, 97, 0, 0]],
    ['a shared type there is not', [1, 1, 1, 0, 7, 1, 1, 97, 9, 0]],
    ['a value there is not', [1, 1, 1, 0, 8, 1, 1, 97, 1, 5, 0]],
    ['a text that is no UTF-8', [1, 1, 1, 0, 4, 1, 1, 97, 2, 0xc3, 0x28, 0]],
    ['formatting that is no JSON', [1, 1, 1, 0, 6, 1, 1, 97, 1, 98, 2, ...text, 0]],
    ['a thing placed by what comes later', [1, 1, 1, 0, 0x84, 1, 5, 1, 97, 0]],
    ['a document whose options are none', [1, 1, 1, 0, 9, 1, 1, 97, 1, 98, 126, 0]],
    [
      'lists in lists without end',
      [1, 1, 1, 0, 8, 1, 1, 97, 1, ...Array<number[]>(5000).fill([117, 1]).flat(), 126, 0],
    ],
    ['a clock beyond what counts', [1, 1, 1, ...Array<number>(7).fill(0xff), 0x0f, 0, 5, 0]],
  ]
  it.each(rows)('throws on %s', (_rule, bytes) => {
    expect(() => scanUpdate(new Uint8Array(bytes), nothing)).toThrow()
  })
})

describe('looking at random updates', () => {
  const acts = array(
    record({
      who: integer({ min: 0, max: 3 }),
      act: constantFrom(
        'type',
        'erase',
        'format',
        'embed',
        'set',
        'nest',
        'list',
        'remove',
        'bytes',
        'sync',
        'undo',
        'xml',
      ),
      at: integer({ min: 0, max: 30 }),
      size: integer({ min: 1, max: 4 }),
    }),
    { minLength: 5, maxLength: 60 },
  )
  const picks = array(integer({ min: 0, max: 1000 }), { minLength: 5, maxLength: 40 })

  it('there is a gap exactly where a document would have to wait, and a document gets exactly as far', () => {
    assert(
      property(acts, picks, (steps, order) => {
        const updates = play(steps)
        // Some arrive twice, some late, some never.
        const doc = new Y.Doc({ gc: false })
        const clocks = new Map<number, number>()
        for (const pick of order) {
          const update = updates[pick % updates.length]
          if (!update) continue
          const scan = scanUpdate(update, clocks)
          expect(scan.hasGap).toBe(pendingAfter(copyOf(doc), update))
          if (scan.hasGap) continue
          Y.applyUpdate(doc, update)
          for (let i = 0; i < scan.reached.length; i += 2) {
            clocks.set(scan.reached[i] as number, scan.reached[i + 1] as number)
          }
          expect(clocks).toEqual(clocksOf(doc))
        }
      }),
      { numRuns: 150 },
    )
  })

  it('without its gap, an update is what a document takes in of it', () => {
    assert(
      property(acts, picks, (steps, order) => {
        const updates = play(steps)
        const doc = new Y.Doc({ gc: false })
        for (const pick of order) {
          const update = updates[pick % updates.length]
          if (!update) continue
          const part = withoutGap(update, clocksOf(doc))
          const copy = copyOf(doc)
          Y.applyUpdate(doc, update)
          doc.store.pendingStructs = null
          doc.store.pendingDs = null
          expect(scanUpdate(part, clocksOf(copy)).hasGap).toBe(false)
          expect(pendingAfter(copy, part)).toBe(false)
          expect(Y.encodeStateAsUpdate(copy)).toEqual(Y.encodeStateAsUpdate(doc))
        }
      }),
      { numRuns: 150 },
    )
  })

  it('says what Yjs says of what is deleted, and where the structs end', () => {
    assert(
      property(acts, (steps) => {
        for (const update of play(steps)) {
          const { deletions, deletionsAt } = scanUpdate(update, nothing)
          const expected = [...Y.decodeUpdate(update).ds.clients].flatMap(([client, ranges]) =>
            ranges.flatMap(({ clock, len }) => [client, clock, len]),
          )
          expect(deletions).toEqual(expected)
          const bare = Buffer.concat([update.subarray(0, deletionsAt), new Uint8Array([0])])
          expect(idsIn(bare)).toEqual(idsIn(update))
        }
      }),
      { numRuns: 50 },
    )
  })

  it('what it lets through, with any byte changed, no document chokes on', () => {
    assert(
      property(acts, integer({ min: 0, max: 10_000 }), integer({ min: 1, max: 255 }), (steps, at, by) => {
        for (const update of play(steps)) {
          const broken = Uint8Array.from(update)
          broken[at % broken.length] = ((broken[at % broken.length] as number) + by) & 0xff
          let scan
          try {
            scan = scanUpdate(broken, nothing)
          } catch {
            continue
          }
          if (scan.hasGap) continue
          const doc = new Y.Doc()
          Y.applyUpdate(doc, broken)
          expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null])
        }
      }),
      { numRuns: 300 },
    )
  })
})

interface Step {
  who: number
  act: string
  at: number
  size: number
}

/** Four people work on one document, each on a copy; gives everything that would be sent, whole answers among it. */
function play(steps: readonly Step[]): Uint8Array[] {
  const updates: Uint8Array[] = []
  const docs = Array.from({ length: 4 }, () => {
    const doc = new Y.Doc()
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'sync') updates.push(update)
    })
    return { doc, undo: new Y.UndoManager([doc.getText('t'), doc.getMap('m')]) }
  })
  for (const { who, act, at, size } of steps) {
    const { doc, undo } = docs[who] as (typeof docs)[number]
    const text = doc.getText('t')
    const map = doc.getMap('m')
    const list = doc.getArray('l')
    const place = (length: number) => (length === 0 ? 0 : at % (length + 1))
    if (act === 'type') text.insert(place(text.length), size === 1 ? 'x' : 'añ😀z'.repeat(size))
    if (act === 'erase')
      text.delete(Math.min(place(text.length), Math.max(0, text.length - size)), Math.min(size, text.length))
    if (act === 'format') text.format(0, Math.min(size, text.length), { bold: at % 2 === 0 ? true : null })
    if (act === 'embed') text.insertEmbed(place(text.length), { image: 'é', at })
    if (act === 'set') map.set(`k${at % 5}`, [at, -1.5, { deep: [null, true, undefined, 'ü'] }, 2 ** 40])
    if (act === 'nest')
      map
        .set(`k${at % 5}`, new Y.Map())
        .set('text', new Y.Text())
        .insert(0, 'new')
    if (act === 'list')
      list.insert(
        place(list.length),
        Array.from({ length: size }, (_, i) => i),
      )
    if (act === 'remove') map.delete(`k${at % 5}`)
    if (act === 'bytes') list.push([new Uint8Array([1, 2, 3])])
    if (act === 'xml') doc.getXmlFragment('x').insert(0, [new Y.XmlElement('p'), new Y.XmlText()])
    if (act === 'undo') undo.undo()
    if (act === 'sync') {
      const { doc: other } = docs[at % 4] as (typeof docs)[number]
      const answer = Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc))
      updates.push(answer)
      Y.applyUpdate(doc, answer, 'sync')
    }
  }
  updates.push(...docs.map(({ doc }) => Y.encodeStateAsUpdate(doc)))
  if (updates.length > 6) updates.push(Y.mergeUpdates(updates.slice(0, 3)), Y.mergeUpdates(updates.slice(3, 6)))
  return updates
}

/** A document written in three steps, and their updates. */
function written() {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  doc.getText('t').insert(0, 'abc')
  doc.getText('t').insert(3, 'def')
  doc.getMap('m').set('key', 'value')
  return { doc, updates }
}

function idsIn(update: Uint8Array): number[][] {
  return Y.decodeUpdate(update).structs.map(({ id, length }) => [id.client, id.clock, length])
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc({ gc: false })
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

function clocksOf(doc: Y.Doc): Map<number, number> {
  return Y.decodeStateVector(Y.encodeStateVector(doc))
}

function pendingAfter(doc: Y.Doc, update: Uint8Array): boolean {
  Y.applyUpdate(doc, update)
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null
}
