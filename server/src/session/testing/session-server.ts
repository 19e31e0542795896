import { addCards } from '@planwall/shared/board/edit'
import { readBoard } from '@planwall/shared/board/read'
import type { Card } from '@planwall/shared/board/model'
import { readFacilitation } from '@planwall/shared/session/facilitation'
import type { Facilitation } from '@planwall/shared/session/facilitation'
import { newCard } from '@planwall/shared/testing/builders'
import * as Y from 'yjs'
import type { Joined, NewBoard } from '../../testing/client.ts'
import { startTestApp } from '../../testing/test-app.ts'
import type { TestApp } from '../../testing/test-app.ts'
import { roomDoc } from '../../testing/room-doc.ts'
import { until } from '../../testing/until.ts'

type Answer = Awaited<ReturnType<TestApp['call']>>

export interface SessionServer extends TestApp {
  board: NewBoard
  /** Somebody who may conduct, with the session document open. */
  facilitator: Joined
  /** An act on this board; of the facilitator, unless another token is given. */
  ask: (method: string, path: string, body?: unknown, token?: string) => Promise<Answer>
  /** Starts a step and waits until everybody who is given knows. */
  start: (stepId: string, ...everybody: Joined[]) => Promise<void>
  facilitation: () => Facilitation
  /** Waits until what somebody wrote is stored. */
  saved: (who: Joined) => Promise<void>
}

/** A server with one board of a template, the pre-mortem by default, and a facilitator at it. */
export async function startSessionServer(
  of: Parameters<typeof startTestApp>[0] & { templateId?: string } = {},
): Promise<SessionServer> {
  const server = await startTestApp(of)
  const board = await server.createBoard({ templateId: of.templateId ?? 'T5' })
  const facilitator = await server.join(board, 'facilitate', { name: 'Fay', part: 'session' })
  const facilitation = () => readFacilitation(facilitator.doc).facilitation
  const ask: SessionServer['ask'] = (method, path, body, token = facilitator.seat.seatToken) =>
    server.call(method, `/api/boards/${board.boardId}${path}`, { token, ...(body === undefined ? {} : { body }) })
  return {
    ...server,
    board,
    facilitator,
    ask,
    facilitation,
    saved: (who) => saved(server, who),
    async start(stepId, ...everybody) {
      const { status, text } = await ask('POST', '/session/step', { do: 'start', stepId })
      if (status !== 200) throw new Error(`The step did not start: ${status} ${text}`)
      const runs = (doc: Joined['doc']) => readFacilitation(doc).facilitation.run.step?.stepId === stepId
      await until(() => [facilitator, ...everybody].every(({ doc }) => runs(doc)))
    },
  }
}

/** Waits until what somebody wrote is stored. */
async function saved({ store }: TestApp, who: Joined): Promise<void> {
  const { doc, provider } = who
  await until(async () => {
    const stored = await roomDoc(store, provider.roomname)
    return Y.getState(stored.store, doc.clientID) >= Y.getState(doc.store, doc.clientID)
  })
}

/** Writes cards as their person does; in private, or on the wall. */
export function write(
  who: Joined,
  kind: Parameters<typeof newCard>[0],
  zoneId: string,
  texts: readonly string[],
): void {
  const cards = texts.map((text, i) =>
    newCard(kind, {
      id: `${who.seat.seatId}${text.length}${i}${Math.random()}`,
      text,
      zoneId,
      createdBy: who.seat.personId,
    }),
  )
  addCards(who.doc, cards, 'me')
}

export function cardsOf({ doc }: Pick<Joined, 'doc'>, kind?: string): Card[] {
  return [...readBoard(doc).board.elements.values()].filter(
    (one): one is Card => one.type === 'card' && one.kind !== 'person' && (kind === undefined || one.kind === kind),
  )
}
