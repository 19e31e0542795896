import { describe, expect, it } from 'vitest'
import { can, linkKinds, roleOfLink, roles } from './roles.ts'
import type { Act, Role } from './roles.ts'
import { parseRoom, roomName, writeAct } from './rooms.ts'

describe('who may do what', () => {
  const rows: [act: Act, roles: Role[]][] = [
    ['read-board', ['facilitator', 'participant', 'observer']],
    ['write-board', ['facilitator', 'participant']],
    ['write-session', ['facilitator']],
    ['read-plan', ['facilitator', 'participant', 'observer']],
    ['manage-links', ['facilitator']],
  ]
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

  it('writing in the session room is another act than writing on the board', () => {
    expect(writeAct({ boardId: 'abc123', part: 'board' })).toBe('write-board')
    expect(writeAct({ boardId: 'abc123', part: 'session' })).toBe('write-session')
  })
})
