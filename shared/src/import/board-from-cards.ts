import * as Y from 'yjs'
import type { CardKind } from '../board/kinds.ts'
import { readBoard, readSession } from '../board/read.ts'
import { extractPlan } from '../plan/extract.ts'
import { boardJson } from '../export/board-json.ts'
import { windowOf } from './board-from-stratml.ts'
import { extraZoneNames } from './cards-from-plan.ts'
import { layOutBoard } from './lay-out-board.ts'
import type { Draft, ExtraZone, ImportContext } from './lay-out-board.ts'

export interface RowCard {
  id: string
  kind: CardKind
  text: string
  fields: Record<string, unknown>
}

/** A board of cards that are no plan yet, as the file of one: tasks under the moves they name, all else by kind. */
export function boardFileFromCards(title: string, cards: readonly RowCard[], context: ImportContext): string {
  const docs = { board: new Y.Doc(), session: new Y.Doc() }
  const columns = new Map(cards.filter(({ kind }) => kind === 'move').map(({ id }, i) => [id, i + 1]))
  const extra = new Map<CardKind, ExtraZone>()
  const drafts = cards.map((card): Draft => {
    const zoneId = zoneOf(card, columns, context.today)
    if (zoneId !== undefined) return { ...card, zoneId }
    const { kind } = card
    const zone = extra.get(kind) ?? { id: `${kind}-cards`, name: extraZoneNames[kind] ?? kind, accepts: [kind] }
    extra.set(kind, zone)
    return { ...card, zoneId: zone.id }
  })
  layOutBoard(docs, { title, columns: columns.size, drafts, extraZones: [...extra.values()] }, context, 'import')
  const { board } = readBoard(docs.board)
  const { session } = readSession(docs.session)
  const { today, createdAt } = context
  const exportedAt = new Date(createdAt).toISOString()
  const plan = extractPlan(board, session, { boardId: 'import', asOf: today, exportedAt, generator: 'planwall' })
  return boardJson.render({ plan, board, session }, {})
}

/** A zone of T1; undefined where it has none for the card. */
function zoneOf(card: RowCard, columns: ReadonlyMap<string, number>, today: string): string | null | undefined {
  const { kind, fields } = card
  switch (kind) {
    case 'person':
      return null
    case 'note':
      return 'ideas'
    case 'goal':
      return 'goal'
    case 'parking':
      return 'parking'
    case 'move':
      return `move-${columns.get(card.id)}`
    case 'task': {
      const column = columns.get(String(fields.moveId))
      const due = typeof fields.due === 'string' ? fields.due : undefined
      return column === undefined ? undefined : `tasks-${column}-${windowOf(due, today)}`
    }
    default:
      return undefined
  }
}
