import type { Geometry } from '@planwall/shared/board/model'
import { readTogether } from '@planwall/shared/session/awareness'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canvas } from '../../canvas/canvas-api.ts'
import type { CanvasActions } from '../../canvas/canvas-api.ts'
import type { Peer } from '../../sync/presence.ts'
import { boardHandle } from '../../sync/testing/board-handle.ts'
import { bindFollow } from './bind-follow.ts'
import { follow, following, unfollow } from './follow-store.ts'

const peer = (clientId: number, state: unknown): Peer => ({
  clientId,
  name: 'Ana',
  color: 1,
  role: 'participant',
  personId: 'ana',
  cursor: null,
  selection: [],
  drag: null,
  editing: null,
  together: readTogether(state),
})

let shown: Geometry[]
let look: (() => void) | undefined
let handle: ReturnType<typeof boardHandle>
let stop: () => void

beforeEach(() => {
  shown = []
  look = undefined
  const wall = {
    showArea: (area: Geometry) => shown.push(area),
    viewArea: () => ({ x: 1.4, y: 2.6, w: 300, h: 200 }),
    onView: (seen: () => void) => {
      look = seen
      seen()
      return () => {
        look = undefined
      }
    },
  }
  canvas.setState({ actions: wall as unknown as CanvasActions })
  handle = boardHandle()
  stop = bindFollow(handle, null)
})

afterEach(() => {
  stop()
  handle.close()
  canvas.setState({ actions: null })
})

const tell = (...peers: Peer[]) =>
  handle.presence.peers.setState(new Map(peers.map((one) => [one.clientId, one])), true)

describe('following a person', () => {
  it('shows what they see, again whenever they move, and not twice', () => {
    tell(peer(7, { v: [0, 0, 10, 10] }))
    follow(7)
    expect(handle.presence.mine.getState().w).toBe(7)
    tell(peer(7, { v: [5, 0, 10, 10] }))
    tell(peer(7, { v: [5, 0, 10, 10] }))
    expect(shown.map(({ x }) => x)).toEqual([0, 5])
  })

  it('ends when they leave, and when one goes one’s own way', () => {
    tell(peer(7, {}))
    follow(7)
    tell()
    expect(following.getState().clientId).toBeNull()
    tell(peer(7, { v: [0, 0, 10, 10] }))
    follow(7)
    unfollow()
    expect(handle.presence.mine.getState().w).toBeUndefined()
    tell(peer(7, { v: [9, 9, 10, 10] }))
    expect(shown).toHaveLength(1)
  })

  it('what one sees is told only while somebody follows', () => {
    const me = handle.presence.awareness.clientID
    expect(handle.presence.mine.getState().v).toBeUndefined()
    tell(peer(7, { w: me }))
    expect(handle.presence.mine.getState().v).toEqual([1, 3, 300, 200])
    expect(look).toBeDefined()
    tell(peer(7, {}))
    expect(handle.presence.mine.getState().v).toBeUndefined()
    expect(look).toBeUndefined()
  })
})
