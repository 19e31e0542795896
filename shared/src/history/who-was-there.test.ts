import { describe, expect, it } from 'vitest'
import type { SessionEvent } from '../session/record.ts'
import { whoWasThere } from './who-was-there.ts'

const by = 'fay'
const record: SessionEvent[] = [
  { id: '1', at: 10, by, type: 'step-started', stepId: 'a', title: 'Gather', plannedMinutes: 5 },
  { id: '2', at: 20, by, type: 'step-ended', stepId: 'a', title: 'Gather', outcome: 'done', people: ['ben', 'ana'] },
  { id: '3', at: 20, by, type: 'step-started', stepId: 'b', title: 'Choose', plannedMinutes: 5 },
  { id: '4', at: 30, by, type: 'step-ended', stepId: 'b', title: 'Choose', outcome: 'back', people: ['ana'] },
  { id: '5', at: 40, by, type: 'step-started', stepId: 'a', title: 'Gather again', plannedMinutes: 5 },
]

describe('who was there at a moment', () => {
  const rows: [rule: string, at: number, step: string | undefined, people: string[]][] = [
    ['before the session nothing is said', 9, undefined, []],
    ['within a step it is who was there at its end', 15, 'Gather', ['ana', 'ben']],
    ['the end of a step belongs to it, not to the next', 20, 'Gather', ['ana', 'ben']],
    ['the next step has its own people', 25, 'Choose', ['ana']],
    ['between steps nothing is said', 35, undefined, []],
    ['of a step that still runs nobody is named, nor those of an earlier run of it', 50, 'Gather again', []],
  ]
  it.each(rows)('%s', (_rule, at, step, people) => {
    const there = whoWasThere(record.toReversed(), at)
    expect(there.step?.title).toBe(step)
    expect(there.people).toEqual(people)
  })

  it('of a board on which no session was held nothing is said', () => {
    expect(whoWasThere([], 5)).toEqual({ step: undefined, people: [] })
  })
})
