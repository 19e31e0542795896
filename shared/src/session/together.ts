import Value from 'typebox/value'
import type * as Y from 'yjs'
import { nextNumber, write } from './conduct.ts'
import { readFacilitation } from './facilitation.ts'
import { runSchemas } from './run.ts'
import type { Floor, SummonTarget } from './run.ts'
import type { Stamp } from './session-doc.ts'
import { shuffled } from './shuffle.ts'
import type { Random } from './shuffle.ts'

/** Verbs for what all do together. They lie in the session document, so that late joiners get them; the server stamps them. */

/** [M2] Brings everybody's view to zones or to a part of the wall; null lets them go. False where that is no place. */
export function summonAll(session: Y.Doc, target: SummonTarget | null, { now, by }: Stamp, origin: unknown): boolean {
  if (target && !Value.Check(runSchemas.summon.properties.target, target)) return false
  session.transact(() => write(session, 'summon', target && { n: nextNumber(session), at: now, by, target }), origin)
  return true
}

/**
 * [M3] Gives the floor to people in an order drawn by lot, or shows cards one by one in such an order. `first` (the plan's
 * owner) begins, where they are among them. Nobody to give it to: no floor.
 */
export function openFloor(
  session: Y.Doc,
  of: { of: Floor['of']; among: readonly string[]; first?: string | null; random: Random },
  { now, by }: Stamp,
  origin: unknown,
): void {
  const drawn = shuffled([...new Set(of.among)], of.random)
  const order = [...drawn.filter((id) => id === of.first), ...drawn.filter((id) => id !== of.first)]
  session.transact(() => {
    write(session, 'floor', order.length > 0 ? { of: of.of, order, turn: 0, at: now, by } : null)
  }, origin)
}

/**
 * [M3] On to the next who is `present`; people go round and round, a round of cards ends with the last. Back with -1.
 * Where nobody of the order is present, the floor stays where it is.
 */
export function passFloor(
  session: Y.Doc,
  present: ReadonlySet<string> | 'all',
  { now, by }: Stamp,
  origin: unknown,
  step: 1 | -1 = 1,
): void {
  const { floor } = readFacilitation(session).facilitation.run
  if (!floor) return
  const turn = nextTurn(floor, present, step)
  if (turn === undefined) return
  const isOver = floor.of === 'cards' && turn >= floor.order.length
  session.transact(() => write(session, 'floor', isOver ? null : { ...floor, turn, at: now, by }), origin)
}

/** [M3] Somebody who joined late speaks last; somebody who is in the order already keeps their place. */
export function joinFloor(session: Y.Doc, id: string, origin: unknown): void {
  const { floor } = readFacilitation(session).facilitation.run
  if (!floor || floor.order.includes(id)) return
  const { round } = turnOf(floor)
  const order = [...floor.order, id]
  // Turns are counted in whole rounds; a longer round begins at another number.
  const turn = floor.turn + round
  session.transact(() => write(session, 'floor', { ...floor, order, turn }), origin)
}

export function closeFloor(session: Y.Doc, origin: unknown): void {
  session.transact(() => write(session, 'floor', null), origin)
}

/** [M3] Whose turn it is, and in which round, counted from 0. */
export function turnOf(floor: Floor): { id: string; round: number } {
  const { length } = floor.order
  return { id: floor.order[floor.turn % length] as string, round: Math.floor(floor.turn / length) }
}

/** [M4] Asks everybody whether they are done; their answers are presence. Null ends the asking. */
export function askReady(session: Y.Doc, stamp: Stamp | null, origin: unknown): void {
  session.transact(
    () => write(session, 'readyCheck', stamp && { n: nextNumber(session), at: stamp.now, by: stamp.by }),
    origin,
  )
}

/** [M6] Hides everybody's cursors from everybody, or, with null, shows them again where the step lets them be seen. */
export function hideCursors(session: Y.Doc, stamp: Stamp | null, origin: unknown): void {
  session.transact(() => write(session, 'cursorsHidden', stamp && { at: stamp.now, by: stamp.by }), origin)
}

function nextTurn(floor: Floor, present: ReadonlySet<string> | 'all', step: 1 | -1): number | undefined {
  const { order } = floor
  for (let tried = 1; tried <= order.length; tried++) {
    const turn = floor.turn + step * tried
    if (turn < 0) return undefined
    if (floor.of === 'cards' && turn >= order.length) return turn
    if (present === 'all' || present.has(order[turn % order.length] as string)) return turn
  }
  return undefined
}
