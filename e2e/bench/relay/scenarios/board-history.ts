import { setTimeout as pause } from 'node:timers/promises'
import { moveElements } from '@planwall/shared/board/edit'
import { readBoard } from '@planwall/shared/board/read'
import * as Y from 'yjs'
import { fillBoard, seeded, seen, wallOfCards } from '../../canvas/cards.ts'
import type { RunningServer } from '../servers/running-server.ts'
import type { Seat } from '../servers/server-kinds.ts'
import { addressOf } from '../wire/addresses.ts'
import { Client } from '../wire/client.ts'
import { Inflated } from '../wire/inflated.ts'

const addedTogether = 5
const movedTogether = 100
/** Updates that are under way at most: a large board grows no faster than people make it. */
const underWay = 10

/** A board as a long session leaves it: cards added in steps, then moved about, all by one person. */
export interface BoardHistory {
  doc: Y.Doc
  updates: Uint8Array[]
}

export function boardHistory(cards: number, moves: number): BoardHistory {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const wall = wallOfCards(cards)
  fillBoard(doc, wall, null, addedTogether)
  const onWall = seen(wall)
  const dice = seeded(3)
  const context = { today: '2026-11-02', zones: new Map() }
  for (let done = 0; done < moves; done += movedTogether) {
    const some = Array.from({ length: movedTogether }, () => {
      const { id, geometry } = onWall[Math.floor(dice() * onWall.length)] as (typeof onWall)[number]
      return { id, geometry: { ...geometry, x: Math.round(dice() * 20_000), y: Math.round(dice() * 12_000) } }
    })
    moveElements(doc, some, context, null)
  }
  return { doc, updates }
}

/** Writes a history into a room; resolves when the server has taken all of it in. */
export async function writeHistory(server: RunningServer, seat: Seat, updates: readonly Uint8Array[]): Promise<void> {
  const client = new Client(server, seat, { inflated: new Inflated(), from: addressOf(0) })
  await client.synced
  for (const [index, update] of updates.entries()) {
    client.sendUpdate(update)
    if ((index + 1) % underWay !== 0) continue
    if (server.kind.acks === 'none') await pause(20)
    else await client.answered()
  }
  await client.answered()
  client.leave()
}

/** Whether everything of the history is in a document, and nothing of it was changed. */
export function isWhole(doc: Y.Doc, history: BoardHistory): boolean {
  const expected = readBoard(history.doc).board.elements
  const found = readBoard(doc).board.elements
  return [...expected].every(([id, element]) => {
    const there = found.get(id)
    return there !== undefined && JSON.stringify(there.geometry) === JSON.stringify(element.geometry)
  })
}
