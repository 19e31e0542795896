import { describe, expect, it } from 'vitest'
import { dueAtEndOf } from './due-window.ts'
import type { DueWindow } from './due-window.ts'

const windows = ['month', 'quarter', 'later'] as const

describe('the last day of a window', () => {
  const rows: [window: DueWindow, today: string, due: string][] = [
    ['month', '2026-01-01', '2026-01-31'],
    ['month', '2026-02-14', '2026-02-28'],
    ['month', '2028-02-29', '2028-02-29'],
    ['month', '2026-12-31', '2026-12-31'],
    ['quarter', '2026-01-01', '2026-03-31'],
    ['quarter', '2026-06-30', '2026-06-30'],
    ['quarter', '2026-07-01', '2026-09-30'],
    ['quarter', '2026-12-01', '2026-12-31'],
    ['later', '2026-01-01', '2026-12-31'],
    ['later', '2026-09-30', '2026-12-31'],
    ['later', '2026-10-01', '2027-03-31'],
    ['later', '2026-12-31', '2027-03-31'],
  ]
  it.each(rows)('%s, on %s, is %s', (window, today, due) => {
    expect(dueAtEndOf(window, today)).toBe(due)
  })

  it('month, quarter and later never end before one another', () => {
    for (let n = 1; n <= 12; n++) {
      const today = `2026-${String(n).padStart(2, '0')}-10`
      const [month, quarter, later] = windows.map((window) => dueAtEndOf(window, today))
      expect(month && quarter && later && month <= quarter && quarter < later).toBe(true)
    }
  })
})
