import { addCards, addConnector } from '@planwall/shared/board/edit'
import { dueAtEndOf } from '@planwall/shared/board/due-window'
import type { CardKind } from '@planwall/shared/board/kinds'
import { orderBetween, topOrder } from '@planwall/shared/board/order'
import type { WallPeer } from '../fixtures/peer.ts'
import { goal, goalIndicators, ideas, moves, parked, people } from './sales-plan.ts'
import type { Indicator, PersonName, PlannedTask } from './sales-plan.ts'

/** Puts the whole sales plan on a T1 board. `personIds` of those who have joined; the others are only named. */
export async function fillBoard(
  peer: WallPeer,
  personIds: Readonly<Partial<Record<PersonName, string>>>,
  today: string,
): Promise<void> {
  const ids = { ...personIds, ...namePeople(peer, personIds) } as Record<PersonName, string>
  const put = async (kind: CardKind, zoneId: string, text: string, fields: Record<string, unknown> = {}) =>
    (await peer.add(kind, zoneId, { text, fields }))[0] as string
  const due = inDays(today, goal.dueInDays)

  await put('goal', 'goal', goal.text, { ...goal.fields, due, accountable: ids[goal.accountable] })
  for (const one of goalIndicators) await put('kpi', 'goal', one.text, fieldsOfIndicator(one, 'lagging', due, ids))
  for (const [at, move] of moves.entries()) {
    const column = at + 1
    await put('move', `move-${column}`, move.text, {
      accountable: ids[move.accountable],
      sponsor: ids[move.sponsor],
      expectedContribution: { value: move.contribution, unit: 'workshops' },
      confidence: move.confidence,
    })
    await put('kpi', `kpis-${column}`, move.indicator.text, fieldsOfIndicator(move.indicator, 'leading', due, ids))
    for (const task of move.tasks) {
      const id = await put('task', `tasks-${column}-${task.row}`, task.text, fieldsOfTask(task, today, ids))
      const first = task.after === undefined ? undefined : peer.card(task.after)
      if (first) connect(peer, first.id, id)
    }
  }
  for (const text of ideas) await put('note', 'ideas', text)
  for (const text of parked) await put('parking', 'parking', text)
}

export function inDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

function fieldsOfTask(
  { row, owner, when, doneWhen, status }: PlannedTask,
  today: string,
  ids: Record<PersonName, string>,
): Record<string, unknown> {
  const last = dueAtEndOf(row, today)
  const days = (Date.parse(last) - Date.parse(today)) / 86_400_000
  return {
    doneWhen,
    ...(owner ? { assignee: ids[owner] } : {}),
    ...(when === undefined ? {} : { due: inDays(today, Math.round(days * when)) }),
    ...(status ? { status } : {}),
  }
}

function fieldsOfIndicator(
  { owner, text: _text, ...rest }: Indicator,
  type: 'leading' | 'lagging',
  targetDate: string,
  ids: Record<PersonName, string>,
): Record<string, unknown> {
  return { ...rest, type, targetDate, owner: ids[owner] }
}

/** People of the plan who never joined: cards that lie nowhere. */
function namePeople(
  peer: WallPeer,
  joined: Readonly<Partial<Record<PersonName, string>>>,
): Partial<Record<PersonName, string>> {
  const ids: Partial<Record<PersonName, string>> = {}
  for (const [key, { name, org, role }] of Object.entries(people)) {
    const person = key as PersonName
    if (joined[person]) continue
    const id = `person${key}`
    ids[person] = id
    addCards(peer.board, [{ ...nowhere(peer), id, kind: 'person', text: name, fields: { org, role } }], 'peer')
  }
  return ids
}

function nowhere(peer: WallPeer) {
  const order = orderBetween(topOrder(peer.elements()), null)
  return { zoneId: null, geometry: null, order, createdAt: Date.now(), createdBy: peer.seat.personId }
}

function connect(peer: WallPeer, from: string, to: string): void {
  const { zoneId: _zoneId, geometry: _geometry, ...rest } = nowhere(peer)
  const geometry = { x: 0, y: 0, w: 0, h: 0 }
  addConnector(
    peer.board,
    { ...rest, id: `${from}to${to}`.replaceAll('-', '').slice(0, 40), from, to, geometry },
    'peer',
  )
}
