import { addCards, deleteElements, setText, spliceText } from '@planwall/shared/board/edit'
import { readBoard } from '@planwall/shared/board/read'
import { retryReason } from '@planwall/shared/protocol'
import { newCard } from '@planwall/shared/testing/builders'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { removeAwarenessStates } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { flushAll } from './leaving.ts'
import { roomAwareness, silentAwareness } from './presence.ts'
import { RoomConnection } from './room-connection.ts'
import { newBrowser } from './testing/browser.ts'
import { startSyncServer } from './testing/sync-server.ts'
import type { SyncServer } from './testing/sync-server.ts'
import { boardDifferences } from './unsent-differences.ts'

let server: SyncServer
let browser: ReturnType<typeof newBrowser>
const visits: Visit[] = []

interface Visit {
  doc: Y.Doc
  room: RoomConnection
  leave: () => void
}

beforeEach(async () => {
  browser = newBrowser()
  server = await startSyncServer()
})

afterEach(async () => {
  for (const { leave } of visits.splice(0)) leave()
  await server.stop()
})

/** Opens the room the way a tab of this browser does. */
async function visit(awarenessOf = silentAwareness): Promise<Visit> {
  const doc = new Y.Doc()
  const room = new RoomConnection({
    syncUrl: server.url,
    room: 'b',
    seatToken: 't',
    doc,
    awareness: awarenessOf(doc),
    onState: () => undefined,
  })
  let isOpen = true
  const made = {
    doc,
    room,
    leave: () => {
      if (isOpen) room.destroy()
      isOpen = false
      doc.destroy()
    },
  }
  visits.push(made)
  await room.copyRead
  room.connect()
  return made
}

function add(doc: Y.Doc, ...words: string[]): void {
  for (const text of words) addCards(doc, [newCard('note', { id: text, text })], 'me')
}

function texts(doc: Y.Doc): string[] {
  return [...readBoard(doc).board.elements.values()]
    .map((element) => ('text' in element ? element.text : ''))
    .toSorted()
}

async function isSaved({ room }: Visit): Promise<void> {
  await vi.waitFor(() => expect(room.state.kind).toBe('saved'), 10_000)
}

async function isState({ room }: Visit, kind: string, pending: number): Promise<void> {
  await vi.waitFor(() => expect(room.state).toEqual({ kind, pending }), 10_000)
}

describe('coming back', () => {
  it('tells how far it has everything: nothing the first time, the number after a drop, the epoch after a reload', async () => {
    const first = await visit()
    await isSaved(first)
    add(first.doc, 'one', 'two')
    await isSaved(first)
    await vi.waitFor(() => expect(first.room.provider.params.since).toBe('e1.2'))
    server.closeAll('too-slow')
    await isState(first, 'offline', 0)
    await isSaved(first)
    first.leave()
    await isSaved(await visit())
    expect(server.sinces).toEqual([null, 'e1.2', 'e1'])
  })

  it('after a restart waits as long as the server asks', async () => {
    const one = await visit()
    await isSaved(one)
    const closedAt = Date.now()
    server.closeAll('restarting', retryReason('The server is restarting.', 700))
    await isState(one, 'offline', 0)
    await isSaved(one)
    expect(Date.now() - closedAt).toBeGreaterThanOrEqual(690)
    expect(server.sinces).toHaveLength(2)
  })

  it('after a restart that says nothing waits a random while', async () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.4)
    const one = await visit()
    await isSaved(one)
    const closedAt = Date.now()
    server.closeAll('restarting')
    await isState(one, 'offline', 0)
    await isSaved(one)
    expect(Date.now() - closedAt).toBeGreaterThanOrEqual(790)
    random.mockRestore()
  })

  it('a server that cannot store anything is left alone for a moment, again and again, until it can', async () => {
    const one = await visit()
    await isSaved(one)
    server.refuse('not-stored')
    const closedAt = Date.now()
    one.doc.getMap('m').set('a', 1)
    await isState(one, 'not-saved', 1)
    await vi.waitUntil(() => server.sinces.length > 2, { timeout: 10_000 })
    expect(Date.now() - closedAt).toBeGreaterThanOrEqual(990)
    await isState(one, 'not-saved', 1)
    server.refuse(undefined)
    await isSaved(one)
    expect(server.room('b').doc.getMap('m').get('a')).toBe(1)
  })

  it('a laptop that wakes with a line that died in silence notices at once', async () => {
    const one = await visit()
    await isSaved(one)
    server.freeze(true)
    add(one.doc, 'said into the void')
    server.freeze(false)
    const connections = server.sinces.length
    // Nothing has arrived for longer than the server is ever silent.
    one.room.provider.wsLastMessageReceived = Date.now() - 60_000
    browser.document.dispatchEvent(new Event('visibilitychange'))
    await isSaved(one)
    expect(server.sinces.length).toBe(connections + 1)
    expect(texts(server.room('b').doc)).toEqual(['said into the void'])
  })

  it('a line on which what was said is not answered is given up, though nothing tells that it died', async () => {
    const one = await visit()
    await isSaved(one)
    server.freeze(true)
    add(one.doc, 'said into the void')
    one.room.provider.wsLastMessageReceived = Date.now() - 9000
    await vi.waitFor(() => expect(server.sinces).toHaveLength(2), 12_000)
    server.freeze(false)
    browser.window.dispatchEvent(new Event('offline'))
    await isSaved(one)
    expect(texts(server.room('b').doc)).toEqual(['said into the void'])
  })

  it('a line that answers when it is asked is left alone', async () => {
    const one = await visit()
    await isSaved(one)
    const heardAt = one.room.provider.wsLastMessageReceived
    browser.document.dispatchEvent(new Event('resume'))
    await vi.waitFor(() => expect(one.room.provider.wsLastMessageReceived).toBeGreaterThan(heardAt))
    expect(server.sinces).toHaveLength(1)
  })

  it('a line that does not answer when it is asked is given up', async () => {
    const one = await visit()
    await isSaved(one)
    server.freeze(true)
    browser.window.dispatchEvent(new Event('online'))
    await vi.waitFor(() => expect(server.sinces).toHaveLength(2), 8000)
    server.freeze(false)
  })
})

describe('who is here', () => {
  it('a tab says what is true of itself and repeats nothing of others: one message for a movement, however many hear it', async () => {
    const people = await everybody(4)
    const before = server.presenceHeard()
    for (let move = 1; move <= 5; move++) {
      for (const [index, { room }] of people.entries()) room.provider.awareness.setLocalState({ person: index, move })
    }
    for (const person of people) await sees(person, people, (state) => state['move'] === 5)
    // What would have been repeated has been, when this is answered.
    for (const person of people) add(person.doc, `said by ${person.doc.clientID}`)
    await Promise.all(people.map(isSaved))
    expect(server.presenceHeard() - before).toBe(5 * people.length)
  })

  it('after a restart of the server everybody sees everybody, though nobody moves', async () => {
    const people = await everybody(3)
    server.closeAll('too-slow')
    for (const person of people) await isState(person, 'offline', 0)
    await Promise.all(people.map(isSaved))
    for (const person of people) await sees(person, people, () => true)
  })

  it('who comes back alone sees those who stayed, though they do not move', async () => {
    const people = await everybody(3)
    const [back] = people as [Visit]
    back.room.provider.ws?.close()
    await isState(back, 'offline', 0)
    expect(back.room.provider.awareness.getStates().size).toBe(1)
    await isSaved(back)
    await sees(back, people, () => true)
  })

  it('who comes back is seen by those who knew them as gone at their last word', async () => {
    const people = await everybody(2)
    const [back, stayed] = people as [Visit, Visit]
    const gone = back.room.provider.awareness.clientID
    back.room.provider.ws?.close()
    await isState(back, 'offline', 0)
    removeAwarenessStates(stayed.room.provider.awareness, [gone], 'the server')
    await isSaved(back)
    await sees(stayed, people, () => true)
    expect(stayed.room.provider.awareness.getStates().get(gone)).toEqual({ person: 0, move: 0 })
  })

  it('pointers reach the others by a message of their own', async () => {
    const [ada, bob] = (await everybody(2)) as [Visit, Visit]
    const heard: unknown[] = []
    bob.room.cursors.listen((cursors) => heard.push(...cursors))
    const before = server.presenceHeard()
    ada.room.cursors.say(ada.doc.clientID, { x: 12, y: -7 })
    ada.room.cursors.say(ada.doc.clientID, null)
    const clientId = ada.doc.clientID
    await vi.waitFor(() =>
      expect(heard).toEqual([
        { clientId, at: { x: 12, y: -7 } },
        { clientId, at: null },
      ]),
    )
    expect(server.presenceHeard()).toBe(before)
  })

  async function everybody(count: number): Promise<Visit[]> {
    const people: Visit[] = []
    for (let person = 0; person < count; person++) {
      const one = await visit(roomAwareness)
      one.room.provider.awareness.setLocalState({ person, move: 0 })
      people.push(one)
    }
    for (const person of people) await isSaved(person)
    for (const person of people) await sees(person, people, () => true)
    return people
  }

  async function sees({ room }: Visit, people: Visit[], is: (state: Record<string, unknown>) => boolean) {
    const ids = new Set(people.map(({ doc }) => doc.clientID))
    await vi.waitFor(() => {
      const states = room.provider.awareness.getStates()
      expect(new Set(states.keys())).toEqual(ids)
      expect([...states.values()].every(is)).toBe(true)
    }, 10_000)
  }
})

describe('what this browser keeps', () => {
  it('what was never sent is there at the next visit, still counts as unsent, and is sent then', async () => {
    const first = await visit()
    await isSaved(first)
    server.freeze(true)
    add(first.doc, 'never sent')
    for (const letter of '!!!') spliceText(first.doc, 'never sent', { index: 0, remove: 0, insert: letter }, 'me')
    first.leave()
    const second = await visit()
    expect(second.room.state).toEqual({ kind: 'offline', pending: 1 })
    expect(texts(second.doc)).toEqual(['!!!never sent'])
    server.freeze(false)
    browser.window.dispatchEvent(new Event('offline'))
    await isSaved(second)
    expect(texts(server.room('b').doc)).toEqual(['!!!never sent'])
    second.leave()
    server.freeze(true)
    expect((await visit()).room.state.pending).toBe(0)
  })

  it('what was sent and not acknowledged is unsent; a word of the server later makes it known', async () => {
    const first = await visit()
    await isSaved(first)
    server.holdAcks(true)
    add(first.doc, 'in between')
    await vi.waitFor(() => expect(texts(server.room('b').doc)).toEqual(['in between']))
    expect(first.room.state).toEqual({ kind: 'saving', pending: 1 })
    const unsent = await first.room.whatIsUnsent()
    expect(boardDifferences(unsent())).toMatchObject([{ id: 'in between', before: null }])
    first.leave()
    server.holdAcks(false)
    const second = await visit()
    await isSaved(second)
    expect(boardDifferences((await second.room.whatIsUnsent())())).toEqual([])
  })

  it('old things do not come back: what others deleted meanwhile stays deleted', async () => {
    const first = await visit()
    add(first.doc, 'stays', 'goes')
    await isSaved(first)
    first.leave()
    const { doc } = server.room('b')
    deleteElements(doc, ['goes'], 'others')
    setText(doc, 'stays', 'stays, changed', 'others')
    const second = await visit()
    expect(texts(second.doc)).toEqual(['goes', 'stays'])
    await isSaved(second)
    expect(texts(second.doc)).toEqual(['stays, changed'])
    expect(texts(doc)).toEqual(['stays, changed'])
  })

  it('a page that is hidden writes what waits', async () => {
    const first = await visit()
    await isSaved(first)
    add(server.room('b').doc, 'nobody sends this')
    const other = await visit()
    add(other.doc, 'from the other tab')
    await vi.waitFor(() => expect(texts(first.doc)).toContain('from the other tab'))
    flushAll()
    first.leave()
    other.leave()
    server.freeze(true)
    expect(texts((await visit()).doc)).toContain('from the other tab')
  })
})

describe('a copy that cannot go on', () => {
  it('is told so when the board has another epoch; what is unsent can be told apart, and nothing is merged', async () => {
    const one = await visit()
    add(one.doc, 'old')
    await isSaved(one)
    server.freeze(true)
    add(one.doc, 'mine')
    setText(one.doc, 'old', 'old, changed by me', 'me')
    const restored = new Y.Doc()
    add(restored, 'restored')
    server.room('b').replace(restored, 'e2')
    server.freeze(false)
    browser.window.dispatchEvent(new Event('offline'))
    await vi.waitFor(() => expect(one.room.closed).toBe('stale-copy'))
    const unsent = await one.room.whatIsUnsent()
    // Still typing while the copy is read.
    spliceText(one.doc, 'mine', { index: 4, remove: 0, insert: '!' }, 'me')
    expect(boardDifferences(unsent()).map(({ id, before, after }) => [id, textOf(before), textOf(after)])).toEqual([
      ['old', 'old', 'old, changed by me'],
      ['mine', undefined, 'mine!'],
    ])
    await one.room.forget('all')
    one.leave()
    const anew = await visit()
    expect(texts(anew.doc)).toEqual([])
    await isSaved(anew)
    expect([texts(anew.doc), texts(restored)]).toEqual([['restored'], ['restored']])
    expect(anew.doc.clientID).not.toBe(one.doc.clientID)
    expect(server.sinces.slice(-2)).toEqual(['e1.1', null])
  })

  it('goes on without what was refused', async () => {
    const one = await visit()
    add(one.doc, 'accepted')
    await isSaved(one)
    server.refuse('refused')
    add(one.doc, 'refused')
    await vi.waitFor(() => expect(one.room.closed).toBe('refused'))
    const unsent = await one.room.whatIsUnsent()
    expect(boardDifferences(unsent())).toMatchObject([{ id: 'refused', before: null }])
    await one.room.forget('unsent')
    one.leave()
    server.refuse(undefined)
    const anew = await visit()
    expect(texts(anew.doc)).toEqual(['accepted'])
    await isSaved(anew)
    add(anew.doc, 'afterwards')
    await isSaved(anew)
    expect(texts(server.room('b').doc)).toEqual(['accepted', 'afterwards'])
  })
})

function textOf(element: unknown): string | undefined {
  return typeof element === 'object' && element !== null && 'text' in element ? String(element.text) : undefined
}
