import { newBoard } from '@planwall/shared/testing/builders'
import { findTemplate } from '@planwall/shared/templates/catalog'
import { describe, expect, it } from 'vitest'
import { addTexts } from './add-cards.ts'
import { boardHandle, settled } from './testing/board-handle.ts'
import { addColumn, addZone, columnsOf, editZone, moveZoneInList, removeZone } from './zone-acts.ts'
import { zoneNames, zonesNested } from './zone-names.ts'

describe('zones a facilitator arranges', () => {
  it('a new zone lies beside the others and is the last of the list', async () => {
    const handle = boardHandle()
    const before = [...handle.view.getState().session.zones.values()]
    const id = addZone(handle, 'New')
    await settled()
    const { zones } = handle.view.getState().session
    expect(zonesNested(zones).at(-1)?.zone.id).toBe(id)
    expect(before.every(({ geometry }) => geometry.x + geometry.w < (zones.get(id)?.geometry.x ?? 0))).toBe(true)
  })

  it('a limit can be set and taken away; a value that is none changes nothing', async () => {
    const handle = boardHandle()
    expect(editZone(handle, 'ideas', { maxCards: 3 })).toBe(true)
    expect(editZone(handle, 'ideas', { maxCards: 0 })).toBe(false)
    await settled()
    expect(handle.view.getState().session.zones.get('ideas')?.maxCards).toBe(3)
    editZone(handle, 'ideas', { maxCards: undefined })
    await settled()
    expect(handle.view.getState().session.zones.get('ideas')?.maxCards).toBeUndefined()
  })

  it('cards of a zone that is removed stay', async () => {
    const handle = boardHandle()
    const [id] = addTexts(handle, { texts: [{ text: 'idea' }], zoneId: 'ideas' })
    removeZone(handle, 'ideas')
    await settled()
    expect(handle.view.getState().elements.has(id ?? '')).toBe(true)
    expect(handle.view.getState().session.zones.has('ideas')).toBe(false)
  })

  it('a zone moves among those beside it, not into others', async () => {
    const handle = boardHandle()
    const listed = () => zonesNested(handle.view.getState().session.zones).map(({ zone }) => zone.id)
    moveZoneInList(handle, 'tasks-1-quarter', -1)
    await settled()
    expect(listed().slice(2, 6)).toEqual(['move-1', 'tasks-1-quarter', 'tasks-1-month', 'tasks-1-later'])
    moveZoneInList(handle, 'goal', -1)
    await settled()
    expect(listed()[0]).toBe('goal')
  })

  it('a column is added where the template has columns, and nowhere else', async () => {
    const handle = boardHandle()
    expect(addColumn(handle)).toBe(6)
    await settled()
    expect(handle.view.getState().session.zones.has('tasks-6-later')).toBe(true)
    const blank = findTemplate('blank')
    if (!blank) throw new Error('There is a blank template')
    expect(columnsOf(boardHandle(newBoard(blank)))).toBeUndefined()
  })
})

describe('what zones are called where they stand alone', () => {
  it('a zone inside another begins with what that one is about', async () => {
    const handle = boardHandle()
    addTexts(handle, { texts: [{ text: 'Win them back' }], zoneId: 'move-1' })
    await settled()
    const { elements, session } = handle.view.getState()
    const names = zoneNames(session.zones, elements)
    expect(['ideas', 'move-1', 'tasks-1-month', 'tasks-2-month'].map((id) => names.get(id))).toEqual([
      'Ideas',
      'Move 1',
      'Win them back: This month',
      'Move 2: This month',
    ])
  })
})
