import { describe, expect, it } from 'vitest'
import { findMyBoard, forgetBoard, lastName, readMyBoards, rememberBoard, rememberName } from './my-boards.ts'
import type { MySeat, Storage } from './my-boards.ts'

const seat: MySeat = {
  seatId: 's1',
  seatToken: 'secret',
  role: 'participant',
  name: 'Ana',
  personId: 'p1',
  linkToken: 'link',
}

describe('my boards', () => {
  it('a board that was remembered is found again, as it was', () => {
    const storage = fakeStorage()
    const links = { participate: 'https://wall.example/b/b1#t' }
    rememberBoard(storage, 'b1', { title: 'Spring plan', openedAt: 5, links, seat })
    const rest = { codes: {}, ended: null }
    expect(findMyBoard(storage, 'b1')).toEqual({
      boardId: 'b1',
      title: 'Spring plan',
      openedAt: 5,
      links,
      seat,
      ...rest,
    })
  })

  it('a link or a code that opens nothing any more is forgotten, the others stay', () => {
    const storage = fakeStorage()
    const links = { participate: 'https://wall.example/p', observe: 'https://wall.example/o' }
    const codes = { participate: { code: 'CDFH-3479', url: 'https://wall.example/j/CDFH-3479', expiresAt: 9 } }
    rememberBoard(storage, 'b1', { links, codes })
    expect(findMyBoard(storage, 'b1')).toMatchObject({ links, codes })
    rememberBoard(storage, 'b1', { links: { participate: undefined }, codes: { participate: undefined } })
    expect(findMyBoard(storage, 'b1')).toMatchObject({ links: { observe: 'https://wall.example/o' }, codes: {} })
    expect(findMyBoard(storage, 'b1')?.links.participate).toBeUndefined()
  })

  it('why a seat ended is kept until another is taken', () => {
    const storage = fakeStorage()
    rememberBoard(storage, 'b1', { seat: null, ended: { why: 'removed', seatId: 's1' } })
    expect(findMyBoard(storage, 'b1')?.ended).toEqual({ why: 'removed', seatId: 's1' })
    rememberBoard(storage, 'b1', { seat, ended: null })
    expect(findMyBoard(storage, 'b1')?.ended).toBeNull()
  })

  it('the last opened stands first', () => {
    const storage = fakeStorage()
    rememberBoard(storage, 'old', { openedAt: 1 })
    rememberBoard(storage, 'new', { openedAt: 3 })
    rememberBoard(storage, 'middle', { openedAt: 2 })
    expect(readMyBoards(storage).map(({ boardId }) => boardId)).toEqual(['new', 'middle', 'old'])
  })

  it('a change keeps what it does not name, known links too', () => {
    const storage = fakeStorage()
    rememberBoard(storage, 'b1', { title: 'One', links: { facilitate: 'https://wall.example/f' }, seat })
    rememberBoard(storage, 'b1', { title: 'Two', links: { observe: 'https://wall.example/o' } })
    expect(findMyBoard(storage, 'b1')).toMatchObject({
      title: 'Two',
      seat,
      links: { facilitate: 'https://wall.example/f', observe: 'https://wall.example/o' },
    })
  })

  it('a forgotten board is gone, the others stay', () => {
    const storage = fakeStorage()
    rememberBoard(storage, 'b1', {})
    rememberBoard(storage, 'b2', {})
    forgetBoard(storage, 'b1')
    expect(readMyBoards(storage).map(({ boardId }) => boardId)).toEqual(['b2'])
  })

  it('an entry that cannot be read is passed over and kept for a build that can', () => {
    const storage = fakeStorage('[{"boardId": 7, "from": "later"}, {"boardId": "b1", "title": "Good"}]')
    expect(readMyBoards(storage).map(({ title }) => title)).toEqual(['Good'])
    rememberBoard(storage, 'b2', {})
    expect(storage.getItem('planwall/boards')).toContain('"from":"later"')
  })
})

describe('corrupt storage gives what can be read and never throws', () => {
  const rows: [what: string, stored: string | null, ids: string[]][] = [
    ['nothing', null, []],
    ['no JSON', '{', []],
    ['no list', '{"boardId": "b1"}', []],
    ['a number', '7', []],
    ['null', 'null', []],
    ['entries that are no boards', '[null, 1, "b", [], {}, {"boardId": ""}]', []],
    ['fields of other sorts', '[{"boardId": "b1", "title": 1, "openedAt": "x", "links": 3, "seat": "s"}]', ['b1']],
    ['later fields of other sorts', '[{"boardId": "b1", "codes": {"observe": 4}, "ended": {"why": "x"}}]', ['b1']],
  ]
  it.each(rows)('%s', (_what, stored, ids) => {
    expect(readMyBoards(fakeStorage(stored)).map(({ boardId }) => boardId)).toEqual(ids)
  })

  it('a seat with a role nobody has is no seat', () => {
    const stored = JSON.stringify([{ boardId: 'b1', seat: { ...seat, role: 'owner' } }])
    expect(findMyBoard(fakeStorage(stored), 'b1')?.seat).toBeNull()
  })

  it('a link that is no web address is no link', () => {
    const links = { facilitate: 'javascript:alert(1)', participate: 'https://wall.example/p' }
    const stored = JSON.stringify([{ boardId: 'b1', links }])
    expect(findMyBoard(fakeStorage(stored), 'b1')?.links).toEqual({ participate: 'https://wall.example/p' })
  })

  it('a storage that refuses everything is an empty one', () => {
    const refusing: Storage = { getItem: refuse, setItem: refuse }
    rememberBoard(refusing, 'b1', {})
    rememberName(refusing, 'Ana')
    expect(readMyBoards(refusing)).toEqual([])
    expect(lastName(refusing)).toBe('')
  })
})

it('the last name is remembered', () => {
  const storage = fakeStorage()
  rememberName(storage, 'Ana Lima')
  expect(lastName(storage)).toBe('Ana Lima')
})

function fakeStorage(boards?: string | null): Storage {
  const kept = new Map<string, string>()
  if (boards != null) kept.set('planwall/boards', boards)
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) }
}

function refuse(): never {
  throw new Error('storage is forbidden')
}
