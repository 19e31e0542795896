import type * as Y from 'yjs'
import { cardKinds, fieldOf, isCardKind } from '../board/kinds.ts'
import type { Card, Zone } from '../board/model.ts'
import { byOrder } from '../board/order.ts'
import { readBoard, readSession } from '../board/read.ts'
import { agendaMinutes } from '../session/agenda.ts'
import { readFacilitation } from '../session/facilitation.ts'
import { readNotes } from '../session/notes.ts'
import { COPY } from '../session/step.ts'
import type { BoardDocs } from './apply.ts'
import { findTemplate } from './catalog.ts'
import type { Template, TemplateCard, TemplateZone } from './template.ts'

export interface SavedAs {
  id: string
  name: string
  summary: string
  category: Template['category']
  /** Whether a card is part of the template; absent: none is. */
  keep?: (card: Card) => boolean
}

/**
 * [W4] A board as one's own template: its zones as they lie, its agenda, checks and limits, the facilitators' notes where
 * their document is given, and the cards that are wanted. Never in it: authors, owners, dates, votes, what goes on now,
 * the record, groups and their copies of zones, people.
 */
export function templateFromBoard(docs: BoardDocs & { facilitate?: Y.Doc | undefined }, as: SavedAs): Template {
  const { agenda, zones } = readFacilitation(docs.session).facilitation
  const notes = docs.facilitate ? readNotes(docs.facilitate) : new Map<string, string>()
  const { gate, templateId } = readSession(docs.session).session.meta
  const checks = gate?.checks ?? findTemplate(templateId)?.checks ?? []
  const thresholds = gate?.thresholds ?? findTemplate(templateId)?.settings.thresholds ?? {}
  const kept = [...zones.values()].filter(({ id }) => !id.includes(COPY)).toSorted(byOrder)
  const cards = [...readBoard(docs.board).board.elements.values()].filter((element) => element.type === 'card')
  const steps = agenda.map(({ order: _order, ...step }) => ({
    ...step,
    notes: (notes.get(step.id) ?? '').slice(0, 2000),
    exit: step.exit.filter((code) => checks.includes(code)),
  }))
  const { id, name, summary, category, keep = () => false } = as
  const starting = cards.filter((card) => card.kind !== 'person' && keep(card)).toSorted(byOrder)
  return {
    id,
    version: 1,
    name,
    summary,
    minutes: agendaMinutes(agenda),
    category,
    zones: kept.map(templateZone(new Set(kept.map((zone) => zone.id)))),
    cards: starting.flatMap(templateCard(zones)),
    agenda: steps,
    checks: [...checks],
    settings: { thresholds: { ...thresholds } },
  }
}

function templateZone(ids: ReadonlySet<string>): (zone: Zone) => TemplateZone {
  return ({ order: _order, parentId, meaning, ...zone }) => {
    const { partOf, ...rest } = meaning
    return {
      ...zone,
      meaning: { ...rest, ...(partOf !== undefined && ids.has(partOf) ? { partOf } : {}) },
      ...(parentId !== undefined && ids.has(parentId) ? { parentId } : {}),
    }
  }
}

function templateCard(zones: ReadonlyMap<string, Zone>): (card: Card) => TemplateCard[] {
  return ({ kind, text, zoneId, fields }) => {
    if (!isCardKind(kind) || zoneId === null || !zones.has(zoneId) || zoneId.includes(COPY)) return []
    const kept = Object.entries(fields).filter(([name]) => name !== cardKinds[kind].title && isGeneral(kind, name))
    return [
      { zoneId, kind, text: text.slice(0, 2000), ...(kept.length > 0 ? { fields: Object.fromEntries(kept) } : {}) },
    ]
  }
}

/** A field that means something on another board: no people, no dates, no other cards. */
function isGeneral(kind: string, name: string): boolean {
  const control = fieldOf(kind, name)?.control
  switch (control) {
    case undefined:
    case 'person':
    case 'people':
    case 'date':
    case 'datetime':
    case 'ref':
    case 'refs':
      return false
    case 'text':
      return name !== 'sourceId'
    case 'rows':
      return !Object.values(fieldOf(kind, name)?.columns ?? {}).some((column) => column.control === 'person')
    case 'long':
    case 'int':
    case 'num':
    case 'qty':
    case 'scale5':
    case 'enum':
    case 'bool':
    case 'texts':
      return true
    default:
      return control satisfies never
  }
}
