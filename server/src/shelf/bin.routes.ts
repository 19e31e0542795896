import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AppError } from '@planwall/shared/errors'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { rates } from '../http/rate-limit.plugin.ts'
import { seatFor } from '../access/seat-for.ts'
import { boardParams, failures, ownerSecurity, seatSecurity } from '../http/schemas.ts'
import type { BinEntry } from '../store/shelf-port.ts'
import { boardContents } from './board-contents.ts'
import type { Speaker } from './shelf.plugin.ts'

/** Deleting a board, bringing it back, and removing it for good: by a facilitator, its owner, or whoever deleted it. */
export const binRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { store, shelf } = app
  const failed = failures('bad-request', 'wrong-token', 'not-allowed', 'unknown-board', 'not-found', 'not-stored')

  app.get(
    '/api/boards/:boardId/bin',
    {
      config: { servesDeleted: true },
      schema: {
        summary: 'Whether a board is in the bin, and what there is of it',
        description: 'For every seat of the board and for its owner.',
        params: boardParams,
        security: ownerSecurity,
        response: { 200: binAnswer, ...failed },
      },
    },
    async (request, reply) => {
      const { boardId } = request.params
      const speaker = await shelf.speaker(request, boardId)
      const board = await store.shelf.get(boardId)
      if (!board) throw new AppError('unknown-board')
      reply.header('cache-control', 'no-store')
      return {
        title: await shelf.titleOf(board),
        deleted: board.bin ? deletedAnswerOf(board.bin) : null,
        mayRestore: mayUndo(speaker, board.bin),
        contents: await boardContents(store, boardId),
      }
    },
  )

  app.post(
    '/api/boards/:boardId/bin',
    {
      config: { rateLimit: rates.create, servesDeleted: true },
      schema: {
        summary: 'Delete a board',
        description:
          'For facilitators and the owner. It rests in the bin: everybody who has it open is sent away with words, and whatever is asked of it is answered `deleted` until it is brought back or its time there is over.',
        params: boardParams,
        security: ownerSecurity,
        response: { 200: deletedAnswer, ...failed },
      },
    },
    async (request) => {
      const { boardId } = request.params
      const speaker = await shelf.speaker(request, boardId)
      if (!speaker.isInCharge) throw new AppError('not-allowed')
      return deletedAnswerOf(await shelf.remove(boardId, speaker))
    },
  )

  app.post(
    '/api/boards/:boardId/keep',
    {
      config: { rateLimit: rates.create },
      schema: {
        summary: 'Keep a board that nobody changes',
        description: 'For everybody who may write at it. Where old boards go to the bin, its time begins again.',
        params: boardParams,
        security: seatSecurity,
        response: { 204: Type.Null(), ...failed },
      },
    },
    async ({ params: { boardId }, headers }, reply) => {
      await seatFor('write-board', store, boardId, headers.authorization)
      await shelf.keep(boardId)
      reply.code(204)
      return null
    },
  )

  app.post(
    '/api/boards/:boardId/bin/restore',
    {
      config: { rateLimit: rates.create, servesDeleted: true },
      schema: {
        summary: 'Bring a board back from the bin',
        description:
          'For facilitators, the owner, and whoever deleted it. Everything is as it was, links and seats too.',
        params: boardParams,
        security: ownerSecurity,
        response: { 204: Type.Null(), ...failed },
      },
    },
    async (request, reply) => {
      await inBin(request, request.params.boardId)
      await shelf.restore(request.params.boardId)
      reply.code(204)
      return null
    },
  )

  app.post(
    '/api/boards/:boardId/bin/purge',
    {
      config: { rateLimit: rates.create, servesDeleted: true },
      schema: {
        summary: 'Remove a board that is in the bin for good',
        description:
          'For those who may bring it back. Cards, private rooms, history, finished plans and the links to them, ballots, the record, pictures, connections, links and seats are removed so that nothing of them can be read from the disk. There is no way back. Copies elsewhere, such as backups and exported files, are not touched.',
        params: boardParams,
        body: Type.Object({ title: Type.String({ description: 'The title of the board, as a confirmation.' }) }),
        security: ownerSecurity,
        response: { 204: Type.Null(), ...failed },
      },
    },
    async (request, reply) => {
      const { boardId } = request.params
      const title = await inBin(request, boardId)
      if (sameWords(request.body.title) !== sameWords(title)) {
        throw new AppError('bad-request', 'This is not the title of the board. Nothing was removed.')
      }
      await shelf.purge(boardId)
      reply.code(204)
      return null
    },
  )

  /** Gives the title of a board that is in the bin, to those who may bring it back. */
  async function inBin(request: FastifyRequest, boardId: string): Promise<string> {
    const speaker = await shelf.speaker(request, boardId)
    const board = await store.shelf.get(boardId)
    if (!mayUndo(speaker, board?.bin)) throw new AppError('not-allowed')
    if (!board?.bin) throw new AppError('not-found', 'This board is not in the bin.')
    return board.title
  }
}

function mayUndo({ isInCharge, seatId, accountId }: Speaker, bin: BinEntry | undefined): boolean {
  if (isInCharge) return true
  return (seatId !== null && seatId === bin?.seatId) || (accountId !== null && accountId === bin?.accountId)
}

export const deletedAnswer = Type.Object({
  deletedAt: Type.Number({ description: 'Unix ms' }),
  until: Type.Number({ description: 'It is removed for good then, Unix ms' }),
  by: Type.String({ description: 'Whoever deleted it; empty where nobody did and it had not been changed for long.' }),
})

const binAnswer = Type.Object({
  title: Type.String(),
  deleted: Type.Union([deletedAnswer, Type.Null()]),
  mayRestore: Type.Boolean(),
  contents: Type.Object({
    privateRooms: Type.Integer(),
    snapshots: Type.Integer(),
    finishedPlans: Type.Integer(),
    planLinks: Type.Integer(),
    pictures: Type.Integer(),
    people: Type.Integer(),
    connections: Type.Integer(),
  }),
})

export function deletedAnswerOf({ deletedAt, until, name }: BinEntry) {
  return { deletedAt, until, by: name }
}

function sameWords(text: string): string {
  return text.normalize('NFC').trim().replaceAll(/\s+/g, ' ')
}
