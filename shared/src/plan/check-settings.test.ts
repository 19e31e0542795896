import { describe, expect, it } from 'vitest'
import { metaOf } from '../board/doc.ts'
import { readSession } from '../board/read.ts'
import { setMeta } from '../session/edit-session.ts'
import { catalog } from '../templates/catalog.ts'
import { newBoard } from '../testing/builders.ts'
import { checkSettingsOf, defaultThresholds } from './check-settings.ts'
import { rules } from './checks/rules.ts'

const gate = { checks: ['RSK-01', 'RSK-02'], thresholds: { riskScore: 9 } }

describe('[C1] what a board is checked for', () => {
  it('can be set for one board, and is read back', () => {
    const { session } = newBoard()
    setMeta(session, { gate, locale: 'de', extensions: { 'x-a': 1 } }, 'test')
    const read = readSession(session).session
    expect(read.meta).toMatchObject({ gate, locale: 'de', extensions: { 'x-a': 1 } })
    expect([...checkSettingsOf(read).codes]).toEqual(gate.checks)
    expect(checkSettingsOf(read).thresholds).toEqual({ ...defaultThresholds, riskScore: 9 })
  })

  it('what cannot be read is as if it were not said: the template’s own list counts', () => {
    const { session } = newBoard()
    metaOf(session).set('gate', { checks: 'all of them' })
    expect(readSession(session).session.meta).not.toHaveProperty('gate')
    expect(checkSettingsOf(readSession(session).session).codes.has('GOL-01')).toBe(true)
  })

  it.each(catalog.map((template) => [template.id, template] as const))(
    'template %s asks for checks there are, once each, and its steps for some of these',
    (_id, { checks, agenda }) => {
      const known = new Set(rules.map(({ code }) => code))
      expect(checks.filter((code) => !known.has(code))).toEqual([])
      expect(new Set(checks).size).toBe(checks.length)
      expect(agenda.flatMap(({ exit }) => exit).filter((code) => !checks.includes(code))).toEqual([])
    },
  )
})
