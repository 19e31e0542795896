import { describe, expect, it } from 'vitest'
import { daysBetween, nextOn, readRule } from './recurrence.ts'

describe('when a meeting comes next', () => {
  it.each([
    ['FREQ=WEEKLY', '2026-01-06', '2026-01-06', '2026-01-06'],
    ['FREQ=WEEKLY', '2026-01-06', '2026-01-07', '2026-01-13'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=WE', '2026-01-07', '2026-01-08', '2026-01-21'],
    ['FREQ=WEEKLY;BYDAY=MO,TH', '2026-01-06', '2026-01-07', '2026-01-08'],
    ['FREQ=WEEKLY;BYDAY=MO,TH', '2026-01-06', '2026-01-09', '2026-01-12'],
    ['FREQ=DAILY;INTERVAL=3', '2026-02-27', '2026-02-28', '2026-03-02'],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', '2026-01-09', '2026-01-10', '2026-01-12'],
    ['FREQ=MONTHLY;BYDAY=1MO', '2026-01-05', '2026-01-06', '2026-02-02'],
    ['FREQ=MONTHLY;BYDAY=-1FR', '2026-01-30', '2026-01-31', '2026-02-27'],
    ['FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15', '2026-01-15', '2026-01-16', '2026-04-15'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', '2026-01-31', '2026-02-01', '2026-02-28'],
    ['FREQ=MONTHLY', '2026-01-31', '2026-02-01', '2026-03-31'],
    ['FREQ=YEARLY', '2028-02-29', '2028-03-01', '2032-02-29'],
    ['FREQ=WEEKLY;COUNT=2', '2026-01-06', '2026-01-13', '2026-01-13'],
    ['FREQ=WEEKLY;COUNT=2', '2026-01-06', '2026-01-14', undefined],
    ['FREQ=WEEKLY;UNTIL=20260113T235959Z', '2026-01-06', '2026-01-13', '2026-01-13'],
    ['FREQ=WEEKLY;UNTIL=20260112', '2026-01-06', '2026-01-07', undefined],
    ['FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=', '2026-01-31', '2026-02-01', undefined],
    ['FREQ=WEEKLY', '2026-05-05', '2026-01-01', '2026-05-05'],
  ])('%s from %s: on or after %s it is %s', (rule, start, from, next) => {
    expect(nextOn(readRule(rule), start, from)).toBe(next)
  })

  it('without a rule it comes once', () => {
    expect(nextOn(undefined, '2026-01-06', '2026-01-06')).toBe('2026-01-06')
    expect(nextOn(undefined, '2026-01-06', '2026-01-07')).toBeUndefined()
  })

  it('ends, whatever the rule and the day', () => {
    expect(nextOn(readRule('FREQ=MONTHLY;BYMONTHDAY=31;INTERVAL=12'), '2026-02-28', '9999-12-31')).toBeUndefined()
    expect(nextOn(readRule('FREQ=DAILY;INTERVAL=999999'), '9999-12-31', '9999-12-31')).toBe('9999-12-31')
  })
})

describe('reading a rule', () => {
  it.each([
    '',
    'every Tuesday',
    'FREQ=HOURLY',
    'FREQ=WEEKLY;BYSETPOS=1',
    'FREQ=WEEKLY;INTERVAL=0',
    'FREQ=WEEKLY;FREQ=DAILY',
  ])('%j is not understood, and so not guessed at', (text) => expect(readRule(text)).toBeUndefined())

  it.each([
    ['FREQ=WEEKLY', 7, 7],
    ['RRULE:FREQ=WEEKLY;INTERVAL=4', 28, 28],
    ['FREQ=MONTHLY', 28, 31],
    ['FREQ=DAILY', 1, 1],
    ['FREQ=WEEKLY;BYDAY=MO,FR', 1, 7],
    ['FREQ=YEARLY', 365, 366],
  ])('%s comes every %s to %s days', (text, min, max) => {
    const rule = readRule(text)
    expect(rule && daysBetween(rule)).toEqual({ min, max })
  })
})
