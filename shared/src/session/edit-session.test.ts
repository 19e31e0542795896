import { describe, expect, it } from 'vitest'
import { newBoard, replicaOf, syncAll, zone } from '../testing/builders.ts'
import { readSession } from '../board/read.ts'
import { addZones, changeZone, deleteZones, moveZones, setMeta } from './edit-session.ts'

describe('the session', () => {
  it('keeps the title and dates it is given, and writes only what changes', () => {
    const { session } = newBoard()
    const updates: number[] = []
    session.on('update', (update: Uint8Array) => updates.push(update.length))
    setMeta(session, { title: 'Spring', period: { start: '2026-04-01', end: '2026-12-31' } }, 'test')
    setMeta(session, { title: 'Spring' }, 'test')
    expect(updates).toHaveLength(1)
    expect(readSession(session).session.meta).toMatchObject({ title: 'Spring', timezone: 'UTC' })
  })

  it('reads a zone as it was added', () => {
    const { session } = newBoard()
    const risks = zone('risks', {
      prompt: 'What could stop us?',
      accepts: ['risk'],
      maxCards: 9,
      meaning: { partOf: 'goal' },
    })
    addZones(session, [risks], 'test')
    expect(readSession(session).session.zones.get('risks')).toEqual(risks)
  })

  it('changes a zone field by field, so that two facilitators both keep their work', () => {
    const { session } = newBoard()
    const other = replicaOf(session)
    expect(changeZone(session, 'goal', { name: 'The goal' }, 'test')).toBe(true)
    expect(changeZone(other, 'goal', { prompt: 'One sentence' }, 'test')).toBe(true)
    moveZones(other, [{ id: 'goal', geometry: { x: 1, y: 2, w: 3, h: 4 } }], 'test')
    syncAll(session, other)
    expect(readSession(session).session.zones.get('goal')).toMatchObject({
      name: 'The goal',
      prompt: 'One sentence',
      geometry: { x: 1, y: 2, w: 3, h: 4 },
      accepts: ['goal', 'kpi'],
    })
    expect(readSession(other).session).toEqual(readSession(session).session)
  })

  it('refuses what the schema refuses, whole', () => {
    const { session } = newBoard()
    expect(changeZone(session, 'goal', { name: 'New', layout: 'spiral' as never }, 'test')).toBe(false)
    expect(changeZone(session, 'gone', { name: 'New' }, 'test')).toBe(false)
    expect(readSession(session).session.zones.get('goal')?.name).toBe('Our goal')
  })

  it('deletes zones, and knows nothing of those that are gone', () => {
    const { session } = newBoard()
    deleteZones(session, ['ideas', 'gone'], 'test')
    moveZones(session, [{ id: 'ideas', geometry: { x: 0, y: 0, w: 1, h: 1 } }], 'test')
    expect(readSession(session).session.zones.has('ideas')).toBe(false)
    expect(readSession(session).problems).toEqual([])
  })
})
