import { expect, it } from 'vitest'
import { newBoard } from '../testing/builders.ts'
import { readFacilitation } from '../session/facilitation.ts'
import { changeZone } from '../session/edit-session.ts'
import { addMoveColumn, moveColumn } from './apply.ts'
import { findTemplate } from './catalog.ts'
import type { Template } from './template.ts'
import { columnsOfBoard } from './columns-of-board.ts'

const t1 = findTemplate('T1')

it('[W6] the columns of a template are found again in the zones of its board', () => {
  const { session } = newBoard()
  const { zones, agenda } = readFacilitation(session).facilitation
  const columns = columnsOfBoard(zones, agenda)
  expect(columns?.stepX).toBe(t1?.columns?.stepX)
  expect(columns?.after).toBe(t1?.columns?.after)
  expect(columns?.zones.map(({ id }) => id).toSorted()).toEqual(t1?.columns?.zones.map(({ id }) => id).toSorted())
  const wanted = moveColumn(t1 as NonNullable<typeof t1>, 9)
  expect(moveColumn(having(columns), 9).toSorted(byId)).toEqual(wanted.toSorted(byId))
})

it('[W6] the next column is as the last one is now', () => {
  const { session } = newBoard()
  changeZone(session, 'move-5', { name: 'Bet 5', color: 'pink' }, 'me')
  const { zones, agenda } = readFacilitation(session).facilitation
  const columns = columnsOfBoard(zones, agenda)
  expect(addMoveColumn(session, having(columns), 'me')).toBe(6)
  const after = readFacilitation(session).facilitation.zones
  expect(after.get('move-6')).toMatchObject({ name: 'Bet 6', color: 'pink' })
  expect(after.get('tasks-6-month')).toMatchObject({ meaning: { partOf: 'move-6' } })
})

it('[W6] a board without columns has none', () => {
  const { session } = newBoard()
  const { zones } = readFacilitation(session).facilitation
  expect(columnsOfBoard(zones, [{ zoneIds: ['ideas'] }])).toBeUndefined()
})

function having(columns: Template['columns']): Pick<Template, 'columns'> {
  return columns ? { columns } : {}
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1
}
