import type { NewCard } from '@planwall/shared/board/edit'
import type { Api, NewBoard } from '../../fixtures/api.ts'
import { WallPeer } from '../../fixtures/peer.ts'
import { fillBoard } from './cards.ts'

/** A new board with these cards on it, all of them on the server. */
export async function makeWall(api: Api, cards: readonly NewCard[]): Promise<NewBoard> {
  const made = await api.createBoard(`Wall of ${cards.length}`, 'blank')
  const maker = await WallPeer.join(api, made, 'Maker')
  fillBoard(maker.board, cards)
  await maker.saved()
  maker.leave()
  return made
}
