import type { BoardStore } from '../store/board-store.ts'

/** How much of a board there is, for those who are about to delete it for good. */
export interface BoardContents {
  /** Rooms in which somebody writes in private. */
  privateRooms: number
  snapshots: number
  finishedPlans: number
  planLinks: number
  pictures: number
  people: number
  /** Keys of programs, and addresses that are told of plans. */
  connections: number
}

/** Counts what is stored of a board beside the board itself. */
export async function boardContents(store: BoardStore, boardId: string): Promise<BoardContents> {
  const [privateRooms, steps, history, plans, links, pictures, seats, tokens, webhooks] = await Promise.all([
    store.privateRooms.seatsWriting(boardId),
    store.records.snapshots(boardId),
    store.history.list(boardId),
    store.revisions.list(boardId),
    store.revisions.linksOf(boardId),
    store.pictures.usage(boardId),
    store.seatsOf(boardId),
    store.apiTokens.list(boardId),
    store.webhooks.list(boardId),
  ])
  return {
    privateRooms: privateRooms.length,
    snapshots: steps.length + history.length,
    finishedPlans: plans.length,
    planLinks: links.length,
    pictures: pictures.count,
    people: seats.length,
    connections: tokens.length + webhooks.length,
  }
}
