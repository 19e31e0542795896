import { formatSince, messageType, syncType } from '@planwall/shared/protocol'
import type { Dice } from '@planwall/shared/testing/dice'
import { scribble } from '@planwall/shared/testing/scribble'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** Frames a good client might send, to be broken. */
export function goodFrames(dice: Dice, doc: Y.Doc): Uint8Array[] {
  const updates: Uint8Array[] = []
  const collect = (update: Uint8Array): void => void updates.push(update)
  doc.on('update', collect)
  for (let i = 0; i < 4; i++) scribble(doc, dice)
  doc.off('update', collect)
  const state = JSON.stringify({ user: { name: 'Ada' }, cursor: { x: dice.below(5000), y: 4 } })
  return [
    syncFrame(syncType.step1, Y.encodeStateVector(doc)),
    syncFrame(syncType.step2, Y.encodeStateAsUpdate(doc)),
    ...updates.map((update) => syncFrame(syncType.update, update)),
    frame(messageType.awareness, (encoder) => {
      encoding.writeVarUint8Array(
        encoder,
        encoding.encode((inner) => {
          encoding.writeVarUint(inner, 1)
          encoding.writeVarUint(inner, doc.clientID)
          encoding.writeVarUint(inner, dice.below(100))
          encoding.writeVarString(inner, state)
        }),
      )
    }),
    frame(messageType.cursor, (encoder) => {
      encoding.writeVarUint(encoder, doc.clientID * 2)
      encoding.writeVarUint(encoder, dice.below(10_000))
      encoding.writeVarUint(encoder, dice.below(10_000))
    }),
    frame(messageType.queryAwareness, () => undefined),
    frame(dice.below(200), (encoder) => encoding.writeUint8Array(encoder, dice.bytes(dice.below(40)))),
  ]
}

/** One of the ways a frame can be wrong, or right. */
export function brokenFrame(dice: Dice, frames: readonly Uint8Array[]): Uint8Array {
  const one = new Uint8Array(dice.pick(frames))
  switch (dice.below(9)) {
    case 0:
      return dice.bytes(dice.below(200))
    case 1:
      return one.slice(0, dice.below(one.length + 1))
    case 2:
      return concat(one, dice.bytes(1 + dice.below(20)))
    case 3:
      return concat(one.subarray(0, dice.below(one.length + 1)), dice.pick(frames))
    case 4: {
      // A number that is far too large, where some number may stand.
      const at = dice.below(one.length + 1)
      const large = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, dice.below(128))
      return concat(one.subarray(0, at), large, one.subarray(Math.min(one.length, at + 1)))
    }
    case 5:
      return one
    default:
      for (let i = 1 + dice.below(4); i > 0 && one.length > 0; i--) one[dice.below(one.length)] = dice.below(256)
      return one
  }
}

/** What may stand after `since=`. */
export function anySince(dice: Dice): string | undefined {
  if (dice.percent(80)) return undefined
  if (dice.percent(20)) return String.fromCharCode(...dice.bytes(dice.below(30)))
  return formatSince({ epoch: dice.pick(['epoch', 'other']), seq: dice.pick([undefined, 0, 3, 1e15]) })
}

function syncFrame(kind: number, body: Uint8Array): Uint8Array {
  return frame(messageType.sync, (encoder) => {
    encoding.writeVarUint(encoder, kind)
    encoding.writeVarUint8Array(encoder, body)
  })
}

function frame(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, type)
    write(encoder)
  })
}

function concat(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}
