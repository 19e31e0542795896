import type { Ballot } from '@planwall/shared/session/voting'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { CallAnswer } from '../../sync/board-api.ts'
import { createBallotBox } from './ballot-box.ts'
import type { BallotBox } from './ballot-box.ts'

const one: Ballot = { answer: 'dots', dots: [{ cardId: 'a', count: 1 }] }
const two: Ballot = { answer: 'dots', dots: [{ cardId: 'a', count: 2 }] }

/** A server that keeps one ballot, as the real one does for one person and round. */
class Server {
  ballot: Ballot | null = null
  received: Ballot[] = []
  failing: 'unreachable' | 'refused' | undefined

  readonly calls = {
    load: async (): Promise<CallAnswer<Ballot | null>> => this.#answer(() => this.ballot),
    send: async (ballot: Ballot): Promise<CallAnswer<unknown>> =>
      this.#answer(() => {
        this.received.push(ballot)
        this.ballot = ballot
        return null
      }),
  }

  #answer<T>(act: () => T): CallAnswer<T> {
    if (!this.failing) return { value: act() }
    return { failure: { code: this.failing, message: 'This vote is closed.', body: null } }
  }
}

const boxes: BallotBox[] = []
let names = 0

function open(server: Server, name = `round ${++names}`): BallotBox {
  const box = createBallotBox(name, server.calls)
  boxes.push(box)
  return box
}

async function kept(box: BallotBox): Promise<void> {
  await vi.waitFor(() => expect(box.state.getState().kind).toBe('kept'), 5000)
}

afterEach(() => {
  for (const box of boxes.splice(0)) box.stop()
})

describe('a ballot', () => {
  it('that was cast before is there again after a reload', async () => {
    const server = new Server()
    server.ballot = two
    const box = open(server)
    await kept(box)
    expect(box.state.getState().ballot).toEqual(two)
  })

  it('[V2] changed quickly: the last choice is what the server has', async () => {
    const server = new Server()
    const box = open(server)
    await kept(box)
    box.cast(one)
    box.cast(two)
    expect(box.state.getState()).toMatchObject({ ballot: two, kind: 'sending' })
    await kept(box)
    expect(server.ballot).toEqual(two)
  })

  it('is not called kept while the server does not answer, and is sent again until it does', async () => {
    const server = new Server()
    const box = open(server)
    await kept(box)
    server.failing = 'unreachable'
    box.cast(one)
    await vi.waitFor(() => expect(box.state.getState().kind).toBe('waiting'))
    server.failing = undefined
    await kept(box)
    expect(server.received).toEqual([one])
  })

  it('that came after the close says so, and is not sent again', async () => {
    const server = new Server()
    const box = open(server)
    await kept(box)
    server.failing = 'refused'
    box.cast(one)
    await vi.waitFor(() => expect(box.state.getState().kind).toBe('failed'))
    expect(box.state.getState().message).toBe('This vote is closed.')
    expect(server.ballot).toBeNull()
  })

  it('[V2] changed in one tab is the same in the other', async () => {
    const server = new Server()
    const [here, there] = [open(server, 'both'), open(server, 'both')]
    await Promise.all([kept(here), kept(there)])
    here.cast(two)
    await vi.waitFor(() => expect(there.state.getState().ballot).toEqual(two), 5000)
    expect(server.received).toEqual([two])
  })
})
