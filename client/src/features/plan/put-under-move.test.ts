import { addCards } from '@planwall/shared/board/edit'
import { newBoard, newCard } from '@planwall/shared/testing/builders'
import { expect, it } from 'vitest'
import { boardHandle, settled } from '../../sync/testing/board-handle.ts'
import { planOf } from './plan-store.ts'
import { putUnderMove } from './put-under-move.ts'

const rows: [rule: string, moveZone: string | null, taskZone: string | null, moveId: string | undefined][] = [
  ['goes into the column of its move', 'move-2', 'tasks-2-month', undefined],
  ['is told its move, where that has no column', null, null, 'm'],
]
it.each(rows)(
  'a task that is put under a move %s, and is in the plan then',
  async (_rule, moveZone, taskZone, moveId) => {
    const docs = newBoard()
    addCards(
      docs.board,
      [newCard('move', { id: 'm', zoneId: moveZone }), newCard('task', { id: 't' })],
      'somebody else',
    )
    const handle = boardHandle(docs)
    expect(planOf(handle).omitted).toMatchObject([{ cardId: 't', reason: 'no-move' }])
    putUnderMove(handle, 't', 'm')
    await settled()
    const task = handle.view.getState().elements.get('t')
    expect(task).toMatchObject({ zoneId: taskZone })
    expect(task?.type === 'card' && task.fields.moveId).toBe(moveId)
    expect(planOf(handle).tasks).toMatchObject([{ id: 't', moveId: 'm' }])
  },
)
