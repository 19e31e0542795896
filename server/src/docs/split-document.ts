import * as Y from 'yjs'

/** About so large becomes a chunk, bytes: small enough for a slow link, large enough to be few. */
const chunkBytes = 256 * 1024

/**
 * Divides a document into updates (V1). Applied in order to an empty document, none of them waits for what is not there
 * yet, and all of them make the same document. A single thing larger than `size` stays whole. Throws where the document
 * itself waits for something.
 */
export function splitDocument(doc: Y.Doc, size = chunkBytes): { stateVector: Uint8Array; chunks: Uint8Array[] } {
  const { store } = doc
  if (store.pendingStructs !== null) throw new Error('Something is missing in the document.')
  const parts = [...partsOf(store, size)]
  const deletions = [...deletionsOf(store, size)]
  const first = deletions[0]
  const last = parts.at(-1)
  const isRoomLeft = first !== undefined && last !== undefined && last.bytes + first.byteLength <= size
  const chunks = [
    ...parts.map((part) => encodePart(part, part === last && isRoomLeft ? first : noDeletions)),
    ...deletions.slice(isRoomLeft ? 1 : 0).map((part) => encodePart(emptyPart(), part)),
  ]
  // Deletions of what nobody has seen yet, kept as Yjs would keep them.
  if (store.pendingDs !== null) chunks.push(Y.convertUpdateFormatV2ToV1(store.pendingDs))
  return { stateVector: Y.encodeStateVector(doc), chunks }
}

type Struct = Y.Item | Y.GC

/** Structs that follow each other, for each client. */
interface Run {
  clock: number
  count: number
  encoder: Y.UpdateEncoderV1
}

interface Part {
  runs: Map<number, Run>
  bytes: number
}

const noDeletions = new Uint8Array([0])

function emptyPart(): Part {
  return { runs: new Map(), bytes: 0 }
}

function* partsOf(store: Y.Doc['store'], size: number): Generator<Part> {
  let part = emptyPart()
  for (const struct of inOrder(store.clients)) {
    part.bytes += add(part, struct)
    if (part.bytes < size) continue
    yield part
    part = emptyPart()
  }
  if (part.runs.size > 0) yield part
}

/** Every struct after those it needs. Higher clients first, which is what integrating them likes best. */
function* inOrder(clients: Map<number, Struct[]>): Generator<Struct> {
  const done = new Map<number, { index: number; clock: number }>()
  const isMissing = (id: Y.ID | null) => id !== null && id.clock >= (done.get(id.client)?.clock ?? 0)
  for (const client of [...clients.keys()].toSorted((a, b) => b - a)) {
    // Who waits for whom; the first goes on until nothing of it is left.
    const waiting = [client]
    for (let current = waiting.at(-1); current !== undefined; current = waiting.at(-1)) {
      const at = done.get(current) ?? { index: 0, clock: 0 }
      done.set(current, at)
      const struct = clients.get(current)?.[at.index]
      if (!struct) {
        waiting.pop()
        continue
      }
      const needed = struct instanceof Y.Item ? neededBy(struct, isMissing) : null
      if (needed) {
        if (waiting.length > clients.size || !clients.has(needed.client)) throw new Error('The document is not whole.')
        waiting.push(needed.client)
        continue
      }
      at.index++
      at.clock = struct.id.clock + struct.length
      if (waiting.length > 1) waiting.pop()
      yield struct
    }
  }
}

/** Something of another client that has to be there before, and is missing. */
function neededBy(item: Y.Item, isMissing: (id: Y.ID | null) => boolean): Y.ID | null {
  const { origin, rightOrigin, parent, id } = item
  const isNeeded = (other: Y.ID | null) => other !== null && other.client !== id.client && isMissing(other)
  if (isNeeded(origin)) return origin
  if (isNeeded(rightOrigin)) return rightOrigin
  if (origin !== null || rightOrigin !== null || !(parent instanceof Y.AbstractType)) return null
  const within = parent._item?.id ?? null
  return isNeeded(within) ? within : null
}

/** Gives how many bytes were added. */
function add(part: Part, struct: Struct): number {
  const { client, clock } = struct.id
  const run = part.runs.get(client) ?? { clock, count: 0, encoder: new Y.UpdateEncoderV1() }
  part.runs.set(client, run)
  const before = lengthOf(run.encoder)
  if (struct instanceof Y.Item) struct.write(run.encoder, 0)
  else struct.write(run.encoder, 0)
  run.count++
  return lengthOf(run.encoder) - before
}

/** What was written so far, without putting it together. */
function lengthOf({ restEncoder: { cpos, bufs } }: Y.UpdateEncoderV1): number {
  return bufs.reduce((sum, { byteLength }) => sum + byteLength, cpos)
}

function encodePart({ runs }: Part, deletions: Uint8Array): Uint8Array {
  const pieces = [encode((encoder) => encoder.writeLen(runs.size))]
  for (const [client, run] of [...runs].toSorted(([a], [b]) => b - a)) {
    const head = encode((encoder) => {
      encoder.writeLen(run.count)
      encoder.writeClient(client)
      encoder.writeDsClock(run.clock)
    })
    pieces.push(head, run.encoder.toUint8Array())
  }
  return new Uint8Array(Buffer.concat([...pieces, deletions]))
}

/** In Yjs' own numbers: V1 writes all of them as variable length integers. */
function encode(write: (encoder: Y.UpdateEncoderV1) => void): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  write(encoder)
  return encoder.toUint8Array()
}

/** Encoded delete sets; none where nothing is deleted. */
function* deletionsOf(store: Y.Doc['store'], size: number): Generator<Uint8Array> {
  /** A deletion is two numbers, about six bytes. */
  const most = Math.max(1, Math.floor(size / 6))
  let clients: [client: number, ranges: { clock: number; len: number }[]][] = []
  let room = most
  for (const [client, all] of [...Y.createDeleteSetFromStructStore(store).clients].toSorted(([a], [b]) => b - a)) {
    for (let from = 0; from < all.length;) {
      const ranges = all.slice(from, from + room)
      clients.push([client, ranges])
      from += ranges.length
      room -= ranges.length
      if (room > 0) continue
      yield encodeDeletions(clients)
      clients = []
      room = most
    }
  }
  if (clients.length > 0) yield encodeDeletions(clients)
}

function encodeDeletions(clients: readonly [number, readonly { clock: number; len: number }[]][]): Uint8Array {
  return encode((encoder) => {
    encoder.writeLen(clients.length)
    for (const [client, ranges] of clients) {
      encoder.writeClient(client)
      encoder.writeLen(ranges.length)
      for (const { clock, len } of ranges) {
        encoder.writeDsClock(clock)
        encoder.writeDsLen(len)
      }
    }
  })
}
