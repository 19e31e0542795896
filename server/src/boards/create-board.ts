import { linkKinds } from '@planwall/shared/access/roles'
import type { LinkKind } from '@planwall/shared/access/roles'
import { roomName } from '@planwall/shared/access/rooms'
import { readSession } from '@planwall/shared/board/read'
import type { BoardDocs } from '@planwall/shared/templates/apply'
import * as Y from 'yjs'
import { hashToken, newId, newToken } from '../access/tokens.ts'
import type { Account } from '../store/accounts-port.ts'
import type { BoardStore } from '../store/board-store.ts'

export interface CreatedBoard {
  boardId: string
  title: string
  links: Record<LinkKind, { url: string; token: string }>
}

/**
 * Stores a new board whose documents `fill` has filled, and gives its three links, each of which is seen only here.
 * It is on the disk when this resolves.
 */
export async function createBoard(
  store: BoardStore,
  of: { publicBase: string; fill: (docs: BoardDocs) => void; owner: Account | undefined },
): Promise<CreatedBoard> {
  const docs: BoardDocs = { board: new Y.Doc(), session: new Y.Doc(), facilitate: new Y.Doc() }
  of.fill(docs)
  return await storeBoard(store, contentOf(docs), of)
}

/** What a new board begins with. */
export interface BoardContent {
  title: string
  templateId: string
  createdAt: number
  board: Uint8Array
  session: Uint8Array
  /** Notes for facilitators, where there are any. */
  facilitate?: Uint8Array
}

/** Filled documents as they are stored. */
export function contentOf({ board, session, facilitate }: BoardDocs): BoardContent {
  const { title, templateId, createdAt } = readSession(session).session.meta
  const [boardUpdate, sessionUpdate] = [Y.encodeStateAsUpdate(board), Y.encodeStateAsUpdate(session)]
  const content = { title, templateId, createdAt, board: boardUpdate, session: sessionUpdate }
  return facilitate ? { ...content, facilitate: Y.encodeStateAsUpdate(facilitate) } : content
}

/** The same as `createBoard`, of documents that were filled elsewhere. */
export async function storeBoard(
  store: BoardStore,
  content: BoardContent,
  { publicBase, owner }: { publicBase: string; owner: Account | undefined },
): Promise<CreatedBoard> {
  const boardId = newId()
  const { title, templateId, createdAt, board, session, facilitate } = content
  const tokens = linkKinds.map((kind) => ({ kind, token: newToken() }))
  await store.createBoard({
    boardId,
    title,
    templateId,
    createdAt,
    links: tokens.map(({ kind, token }) => ({ kind, tokenHash: hashToken(token) })),
    rooms: [
      { room: roomName({ boardId, part: 'board' }), update: board },
      { room: roomName({ boardId, part: 'session' }), update: session },
      ...(facilitate ? [{ room: roomName({ boardId, part: 'facilitate' }), update: facilitate }] : []),
    ],
  })
  if (owner) await store.shelf.setOwner(boardId, owner.accountId)
  await store.durable()
  const links = Object.fromEntries(
    tokens.map(({ kind, token }) => [kind, { url: `${publicBase}/b/${boardId}#${token}`, token }]),
  ) as CreatedBoard['links']
  return { boardId, title, links }
}
