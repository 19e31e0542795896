import { dueAtEndOf } from '../board/due-window.ts'
import type { BoardDocs } from '../templates/apply.ts'
import { layOutBoard } from './lay-out-board.ts'
import type { Draft, ImportContext } from './lay-out-board.ts'
import type { ImportedMove, ImportedPlan, ImportedTask } from './stratml.ts'

/**
 * Makes two empty documents a T1 board that holds an imported plan: plan to goal, goals to moves with a column each,
 * objectives to tasks, stakeholders to people. Zones grow until everything lies inside. The rules are in SPEC.md.
 */
export function applyImport(docs: BoardDocs, imported: ImportedPlan, context: ImportContext, origin: unknown): void {
  const wish = {
    title: imported.name,
    ...(imported.period ? { meta: { period: imported.period } } : {}),
    columns: imported.moves.length,
    drafts: cardsFrom(imported, context),
  }
  layOutBoard(docs, wish, context, origin)
}

function cardsFrom(imported: ImportedPlan, { newId, today }: ImportContext): Draft[] {
  const { identify, freshId } = identities(newId)
  const goal = { ...identify(imported.identifier), kind: 'goal' as const, zoneId: 'goal' }
  const people = new Map(imported.people.map((name) => [name, freshId()]))
  const cards: Draft[] = [
    { ...goal, text: imported.name, fields: { ...goal.fields, description: imported.description } },
  ]
  for (const [i, move] of imported.moves.entries()) cards.push(...columnFrom(move, i + 1))
  for (const { text, theme } of imported.notes) {
    cards.push({ id: freshId(), kind: 'note', text, fields: { theme }, zoneId: 'ideas' })
  }
  for (const [name, id] of people) cards.push({ id, kind: 'person', text: name, fields: {}, zoneId: null })
  return cards

  function columnFrom(move: ImportedMove, n: number): Draft[] {
    const { name, description, identifier, accountable } = move
    const identified = identify(identifier)
    const head: Draft = { ...identified, kind: 'move', text: name, zoneId: `move-${n}` }
    head.fields.description = description
    if (accountable) head.fields.accountable = people.get(accountable)
    return [head, ...move.tasks.map((task) => taskFrom(task, head.id, n)), ...move.indicators.map(indicatorFrom)]

    function indicatorFrom(of: ImportedMove['indicators'][number]): Draft {
      const { id, fields } = identify(of.identifier)
      const { unit, target, targetDate } = of
      const said = { ...(unit ? { unit } : {}), target, targetDate, measures: head.id }
      return { id, kind: 'kpi', text: of.name, fields: { ...fields, ...said }, zoneId: `kpis-${n}` }
    }
  }

  function taskFrom(task: ImportedTask, moveId: string, n: number): Draft {
    const { id, fields } = identify(task.identifier)
    const assignee = task.assignee === undefined ? undefined : people.get(task.assignee)
    return {
      id,
      kind: 'task',
      text: task.name,
      fields: { ...fields, moveId, purpose: 'delivery', assignee, due: task.due, description: task.description },
      zoneId: `tasks-${n}-${windowOf(task.due, today)}`,
    }
  }
}

const cardId = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/

/** Gives every identifier of the file a card id: itself where it can be one and is the first, else a new one. */
function identities(newId: () => string) {
  const taken = new Set<string>()
  const freshId = (): string => {
    let id = newId()
    while (taken.has(id)) id = newId()
    taken.add(id)
    return id
  }
  const identify = (identifier: string | undefined): { id: string; fields: Record<string, unknown> } => {
    if (identifier === undefined) return { id: freshId(), fields: {} }
    if (!cardId.test(identifier) || taken.has(identifier)) return { id: freshId(), fields: { sourceId: identifier } }
    taken.add(identifier)
    return { id: identifier, fields: {} }
  }
  return { identify, freshId }
}

/** The row of the column a date falls in; without a date, the last. */
export function windowOf(due: string | undefined, today: string): 'month' | 'quarter' | 'later' {
  if (due === undefined) return 'later'
  if (due <= dueAtEndOf('month', today)) return 'month'
  return due <= dueAtEndOf('quarter', today) ? 'quarter' : 'later'
}
