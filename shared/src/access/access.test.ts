import { describe, expect, it } from 'vitest'
import { acts, can, linkKinds, roleOfLink, roles } from './roles.ts'
import type { Act, Role } from './roles.ts'
import { codeAlphabet, formatCode, readCode } from './join-code.ts'
import { mayOpen, parseRoom, roomName, writeAct } from './rooms.ts'
import { roomRights } from './table.ts'
import type { RoomPart } from './table.ts'

describe('who may do what', () => {
  const rows: [act: Act, roles: Role[]][] = [
    ['read-board', ['facilitator', 'participant', 'observer']],
    ['write-board', ['facilitator', 'participant']],
    ['write-session', ['facilitator']],
    ['write-facilitate', ['facilitator']],
    ['write-seat', ['facilitator', 'participant']],
    ['read-plan', ['facilitator', 'participant', 'observer']],
    ['manage-links', ['facilitator']],
    ['manage-people', ['facilitator']],
    ['finish-plan', ['facilitator']],
    ['share-plan', ['facilitator']],
    ['manage-connections', ['facilitator']],
    ['conduct', ['facilitator']],
    ['vote', ['facilitator', 'participant']],
    ['join-group', ['facilitator', 'participant']],
    ['read-record', ['facilitator', 'participant', 'observer']],
    ['read-history', ['facilitator', 'participant']],
    ['keep-history', ['facilitator']],
    ['restore-board', ['facilitator']],
    ['change-roles', ['facilitator']],
    ['delete-board', ['facilitator']],
  ]
  it('says so of every act', () => {
    expect(rows.map(([act]) => act).toSorted()).toEqual(acts.toSorted())
  })

  it.each(rows)('%s: %j', (act, allowed) => {
    expect(roles.filter((role) => can(role, act))).toEqual(allowed)
  })

  it('a link gives the role of the act it invites to', () => {
    expect(linkKinds.map((kind) => roleOfLink[kind])).toEqual(['facilitator', 'participant', 'observer'])
  })
})

describe('rooms', () => {
  const rows: [name: string, room: unknown][] = [
    ['abc123', { boardId: 'abc123', part: 'board' }],
    ['abc123/session', { boardId: 'abc123', part: 'session' }],
    ['_-_-_-', { boardId: '_-_-_-', part: 'board' }],
    ['abc123/seat/x', { boardId: 'abc123', part: 'seat', seatId: 'x' }],
    ['abc123/seat/aB_-9', { boardId: 'abc123', part: 'seat', seatId: 'aB_-9' }],
    ['abc123/facilitate', { boardId: 'abc123', part: 'facilitate' }],
    ['abc123/facilitate/x', undefined],
    ['abc123/seat', undefined],
    ['abc123/seat/', undefined],
    ['abc123/seat/x/y', undefined],
    ['abc123/seat/..', undefined],
    [`abc123/seat/${'a'.repeat(65)}`, undefined],
    ['abc123/board', undefined],
    ['abc123/session/x', undefined],
    ['abc123/', undefined],
    ['/session', undefined],
    ['abc', undefined],
    ['', undefined],
    ['../../etc/passwd', undefined],
    ['abc%2F12', undefined],
    ['a'.repeat(65), undefined],
    ['abc123\n', undefined],
  ]
  it.each(rows)('%j', (name, room) => {
    const parsed = parseRoom(name)
    expect(parsed).toEqual(room)
    if (parsed) expect(roomName(parsed)).toBe(name)
  })

  it('writing in each kind of room is an act of its own', () => {
    expect(writeAct({ boardId: 'abc123', part: 'board' })).toBe('write-board')
    expect(writeAct({ boardId: 'abc123', part: 'session' })).toBe('write-session')
    expect(writeAct({ boardId: 'abc123', part: 'facilitate' })).toBe('write-facilitate')
    expect(writeAct({ boardId: 'abc123', part: 'seat', seatId: 'x' })).toBe('write-seat')
  })

  const people: [role: Role, notes: boolean, own: boolean][] = [
    ['facilitator', true, true],
    ['participant', false, true],
    ['observer', false, false],
  ]
  it.each(people)(
    '[D1] a %s opens the board and the session, notes: %j, their own seat: %j, and no other',
    (...row) => {
      const [role, notes, own] = row
      const me = { seatId: 'mine', role }
      expect(mayOpen({ boardId: 'abc123', part: 'board' }, me)).toBe(true)
      expect(mayOpen({ boardId: 'abc123', part: 'session' }, me)).toBe(true)
      expect(mayOpen({ boardId: 'abc123', part: 'facilitate' }, me)).toBe(notes)
      expect(mayOpen({ boardId: 'abc123', part: 'seat', seatId: 'mine' }, me)).toBe(own)
      expect(mayOpen({ boardId: 'abc123', part: 'seat', seatId: 'yours' }, me)).toBe(false)
    },
  )
})

describe('the table of rooms', () => {
  const boardId = 'abc123'
  const cells = (Object.keys(roomRights) as RoomPart[]).flatMap((part) => roles.map((role) => [role, part] as const))
  it.each(cells)('[D1] says of a %s what is decided about the room %s', (role, part) => {
    const room =
      part === 'own-seat' || part === 'other-seat'
        ? { boardId, part: 'seat' as const, seatId: part === 'own-seat' ? 'mine' : 'yours' }
        : { boardId, part }
    const isOpen = mayOpen(room, { seatId: 'mine', role })
    const right = isOpen ? (can(role, writeAct(room)) ? 'write' : 'read') : 'nothing'
    expect(right).toBe(roomRights[part][role])
  })
})

describe('join codes', () => {
  it('are made of letters that are told apart, seen or heard', () => {
    expect(codeAlphabet).not.toMatch(/[AEIOUBGLQSZ012568]/)
    expect(new Set(codeAlphabet).size).toBe(codeAlphabet.length)
    // A day of guessing at the rate the server allows to everybody together finds one of a thousand codes once in 50 days.
    expect(codeAlphabet.length ** 8).toBeGreaterThan(1.6e10)
  })

  const rows: [typed: string, code: string | undefined][] = [
    ['CDFH-3479', 'CDFH-3479'],
    ['cdfh 3479', 'CDFH-3479'],
    [' cdfh3479\n', 'CDFH-3479'],
    ['CDFH\u20133479', 'CDFH-3479'],
    ['C D F H - 3 4 7 9', 'CDFH-3479'],
    ['CDFH-347', undefined],
    ['CDFH-34799', undefined],
    ['ADFH-3479', undefined],
    ['CDFH-3470', undefined],
    ['', undefined],
    ['x'.repeat(32), undefined],
  ]
  it.each(rows)('%j is read as %j', (typed, code) => {
    expect(readCode(typed)).toBe(code)
    if (code) expect(formatCode(code.replace('-', ''))).toBe(code)
  })
})
