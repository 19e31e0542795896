import { describe, expect, it } from 'vitest'
import { SaveLedger, worstOf } from './save-ledger.ts'

function connectedAndSynced(): SaveLedger {
  const ledger = new SaveLedger()
  ledger.connected()
  ledger.sent()
  ledger.synced()
  return ledger
}

describe('what may be shown about saving', () => {
  it('a connection that has only been opened is catching up', () => {
    const ledger = new SaveLedger()
    ledger.connected()
    expect(ledger.state).toEqual({ kind: 'catching-up', pending: 0 })
  })

  it('synced is not saved: the server has to say so', () => {
    expect(connectedAndSynced().state.kind).toBe('saving')
  })

  it('saved follows the word for the last message sent', () => {
    const ledger = connectedAndSynced()
    ledger.durable(1)
    expect(ledger.state).toEqual({ kind: 'saved', pending: 0 })
    ledger.changed(['card 1'])
    ledger.sent()
    expect(ledger.state).toEqual({ kind: 'saving', pending: 1 })
    ledger.durable(2)
    expect(ledger.state.kind).toBe('saved')
  })

  it('a change that has not reached the socket is not saved by an older word', () => {
    const ledger = connectedAndSynced()
    ledger.changed(['card 2'])
    ledger.durable(1)
    expect(ledger.state).toEqual({ kind: 'saving', pending: 1 })
  })

  it('what the server could not store is not saved, whatever becomes of the line, until it says that all of it is', () => {
    const ledger = connectedAndSynced()
    ledger.durable(1)
    ledger.changed(['card 1'])
    ledger.sent()
    ledger.notStored()
    expect(ledger.state).toEqual({ kind: 'not-saved', pending: 1 })
    ledger.disconnected()
    ledger.changed(['card 2'])
    expect(ledger.state).toEqual({ kind: 'not-saved', pending: 2 })
    ledger.connected()
    ledger.sent()
    ledger.synced()
    expect(ledger.state).toEqual({ kind: 'not-saved', pending: 2 })
    ledger.changed(['card 3'])
    ledger.durable(1)
    expect(ledger.state).toEqual({ kind: 'not-saved', pending: 1 })
    ledger.sent()
    ledger.durable(2)
    expect(ledger.state).toEqual({ kind: 'saved', pending: 0 })
    ledger.disconnected()
    expect(ledger.state.kind).toBe('offline')
  })

  it('offline counts the changes kept here, and those alone', () => {
    const ledger = connectedAndSynced()
    ledger.changed(['card 3'])
    ledger.sent()
    ledger.durable(2)
    ledger.disconnected()
    ledger.changed(['card 4'])
    ledger.changed(['card 5'])
    expect(ledger.state).toEqual({ kind: 'offline', pending: 2 })
  })

  it('what was sent but not acknowledged before the line dropped counts as kept here', () => {
    const ledger = connectedAndSynced()
    ledger.changed(['card 6'])
    ledger.sent()
    ledger.disconnected()
    expect(ledger.state.pending).toBe(1)
  })

  it('after the return the sync answer carries everything that was pending', () => {
    const ledger = connectedAndSynced()
    ledger.disconnected()
    ledger.changed(['card 7'])
    ledger.changed(['card 8'])
    ledger.connected()
    expect(ledger.state.kind).toBe('catching-up')
    ledger.sent()
    ledger.synced()
    ledger.durable(1)
    expect(ledger.state).toEqual({ kind: 'saved', pending: 0 })
  })

  it('a word for more than was sent on this connection proves nothing more', () => {
    const ledger = connectedAndSynced()
    ledger.changed(['card 9'])
    ledger.durable(99)
    expect(ledger.state.kind).toBe('saving')
    ledger.sent()
    expect(ledger.state.kind).toBe('saving')
    ledger.durable(2)
    expect(ledger.state.kind).toBe('saved')
  })

  it('what is typed into one card counts once, what is done to several counts each', () => {
    const ledger = connectedAndSynced()
    for (const _letter of 'Call') ledger.changed(['a'])
    expect(ledger.state.pending).toBe(1)
    ledger.changed(['a', 'b', 'c'])
    expect(ledger.state.pending).toBe(3)
  })

  it('a card that was changed again after what was saved of it is not saved', () => {
    const ledger = connectedAndSynced()
    ledger.changed(['a'])
    ledger.sent()
    ledger.changed(['a'])
    ledger.durable(2)
    expect(ledger.state).toEqual({ kind: 'saving', pending: 1 })
  })

  it('a change of nothing that has a name is not saved either until the server says so', () => {
    const ledger = connectedAndSynced()
    ledger.changed([])
    ledger.durable(1)
    expect(ledger.state).toEqual({ kind: 'saving', pending: 0 })
    ledger.sent()
    ledger.durable(2)
    expect(ledger.state.kind).toBe('saved')
  })

  it('a board is as saved as its worst room', () => {
    expect(
      worstOf([
        { kind: 'saved', pending: 0 },
        { kind: 'offline', pending: 2 },
        { kind: 'saving', pending: 1 },
      ]),
    ).toEqual({ kind: 'offline', pending: 3 })
  })
})
