import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readFacilitation } from '../session/facilitation.ts'
import { readNotes } from '../session/notes.ts'
import { findTemplate } from '../templates/catalog.ts'
import type { Template } from '../templates/template.ts'
import { writeTemplateFile } from '../templates/template-file.ts'
import { counter } from '../testing/builders.ts'
import { readImport } from './read-import.ts'

const context = { timezone: 'UTC', today: '2026-03-04', createdAt: 1_772_600_000_000, newId: counter() }
const preMortem = findTemplate('T5') as Template

describe('a template file as a new board', () => {
  it('[W3] has the zones, the agenda and the notes of the template', () => {
    const reading = readImport(writeTemplateFile({ ...preMortem, id: 'own', name: 'Ours' }), counter())
    const docs = { board: new Y.Doc(), session: new Y.Doc(), facilitate: new Y.Doc() }
    if (!reading.ok) throw new Error(reading.message)
    expect(reading.kind).toBe('template')
    reading.apply(docs, context, 'test')
    const { agenda, zones } = readFacilitation(docs.session).facilitation
    expect(agenda.map(({ title }) => title)).toEqual(preMortem.agenda.map(({ title }) => title))
    expect(zones.size).toBeGreaterThan(5)
    expect(readNotes(docs.facilitate).size).toBe(preMortem.agenda.filter(({ notes }) => notes !== '').length)
  })

  it('[W1] every fault is told with its path', () => {
    const [first, ...rest] = preMortem.agenda
    const broken = { ...preMortem, agenda: [{ ...first, minutes: 0, zoneIds: ['nowhere'] }, ...rest] }
    const reading = readImport(writeTemplateFile(broken as Template), counter())
    expect(reading).toMatchObject({ ok: false })
    expect(!reading.ok && reading.message).toContain('template.agenda[0].minutes')
  })
})
