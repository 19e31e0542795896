import Type from 'typebox'
import Value from 'typebox/value'
import type { Static } from 'typebox'
import type { Point } from '@planwall/shared/board/model'
import { roles } from '@planwall/shared/access/roles'
import { readTogether } from '@planwall/shared/session/awareness'
import type { Together, TogetherState } from '@planwall/shared/session/awareness'
import { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'

/** What one tab tells the others, under short keys since the whole of it is sent with every movement. */
const stateSchema = Type.Object({
  /** Name, colour index, role, person id. */
  u: Type.Object({
    n: Type.String({ maxLength: 80 }),
    c: Type.Integer({ minimum: 0, maximum: 11 }),
    r: Type.Enum([...roles]),
    p: Type.Union([Type.String({ maxLength: 128 }), Type.Null()]),
  }),
  /** Pointer on the wall, board units. */
  c: Type.Optional(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 })),
  /** Selected element ids. */
  s: Type.Optional(Type.Array(Type.String({ maxLength: 128 }), { maxItems: 200 })),
  /** How far the selection is being dragged, board units. */
  d: Type.Optional(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 })),
  /** The element whose text is being typed in. */
  e: Type.Optional(Type.String({ maxLength: 128 })),
  /** What it tells of a session; read part by part. */
  f: Type.Optional(Type.Unknown()),
})
type PresenceState = Static<typeof stateSchema>

export interface Me {
  name: string
  /** Index into the person colours of the UI. */
  color: number
  role: (typeof roles)[number]
  personId: string | null
}

/** Somebody else's tab. */
export interface Peer extends Me {
  clientId: number
  cursor: Point | null
  selection: readonly string[]
  drag: Point | null
  editing: string | null
  together: Together
}

export interface Presence {
  awareness: Awareness
  peers: StoreApi<ReadonlyMap<number, Peer>>
  setCursor: (at: Point | null) => void
  setSelection: (ids: readonly string[]) => void
  /** Offset of the running drag, or null when it ended. */
  setDrag: (by: Point | null) => void
  setEditing: (id: string | null) => void
  /** What this tab tells of a session, in the words of `session/awareness`. */
  mine: StoreApi<TogetherState>
  /** Changes parts of it; undefined takes a part away. */
  setTogether: (part: { [K in keyof TogetherState]?: TogetherState[K] | undefined }) => void
  /** Says again that this tab is here, where it has not for a while. */
  keepAlive: () => void
  stop: () => void
}

/** Somebody's pointer, board units; null where it has left the wall. */
export interface HeardCursor {
  clientId: number
  at: Point | null
}

/** Takes pointers to the others, and brings theirs, between whole states. */
export interface CursorLine {
  say: (clientId: number, at: Point | null) => void
  /** There is one listener. */
  listen: (hear: (heard: readonly HeardCursor[]) => void) => void
}

/** At most one message in this time, ms; the last state always arrives. */
const INTERVAL_MS = 50
/** Where pointers travel alone, clients that do not speak of them alone see them move this often, ms. */
const POINTER_STATE_MS = 1000
/** Others who hear nothing of a tab for 30 s may take it for gone. */
const KEEP_ALIVE_MS = 10_000

/** Pointers are said in every state where there is no line for them. */
export function createPresence(awareness: Awareness, me: Me, line?: CursorLine): Presence {
  const peers = createStore<ReadonlyMap<number, Peer>>(() => new Map())
  const mine = createStore<TogetherState>(() => ({}))
  let state: PresenceState = { u: { n: me.name, c: me.color, r: me.role, p: me.personId } }
  let timer: ReturnType<typeof setTimeout> | undefined
  let pointerTimer: ReturnType<typeof setTimeout> | undefined
  let dueAt = 0
  let sentAt = 0
  let pointerSentAt = 0
  /** Pointers that came alone; what states say of those people's pointers is older. */
  const pointers = new Map<number, Point | null>()
  const send = () => {
    clearTimeout(timer)
    timer = undefined
    sentAt = Date.now()
    awareness.setLocalState(state)
  }
  const sendWithin = (ms: number) => {
    const at = Math.max(Date.now(), sentAt + ms)
    if (timer !== undefined && dueAt <= at) return
    clearTimeout(timer)
    dueAt = at
    timer = setTimeout(send, at - Date.now())
  }
  const change = (part: Partial<Record<keyof PresenceState, unknown>>, withinMs = INTERVAL_MS) => {
    const next = withoutUndefined({ ...state, ...part })
    if (JSON.stringify(next) === JSON.stringify(state)) return
    state = next
    sendWithin(withinMs)
  }
  const sendPointer = () => {
    pointerTimer = undefined
    pointerSentAt = Date.now()
    line?.say(awareness.clientID, pointOf(state.c))
  }
  const point = (at: Point | null) => {
    const before = state
    change({ c: at ? rounded(at) : undefined }, line ? POINTER_STATE_MS : INTERVAL_MS)
    if (!line || state === before) return
    pointerTimer ??= setTimeout(sendPointer, Math.max(0, pointerSentAt + INTERVAL_MS - Date.now()))
  }
  const onChange = ({ added, updated, removed }: { added: number[]; updated: number[]; removed: number[] }) => {
    const next = new Map(peers.getState())
    for (const id of removed) {
      next.delete(id)
      pointers.delete(id)
    }
    for (const id of [...added, ...updated]) {
      if (id === awareness.clientID) continue
      const peer = readPeer(id, awareness.getStates().get(id))
      if (peer) next.set(id, withPointer(peer))
      else next.delete(id)
    }
    peers.setState(next, true)
  }
  const withPointer = (peer: Peer): Peer => {
    const cursor = pointers.get(peer.clientId)
    return cursor === undefined ? peer : { ...peer, cursor }
  }
  line?.listen((heard) => {
    const next = new Map(peers.getState())
    for (const { clientId, at } of heard) {
      if (clientId === awareness.clientID) continue
      pointers.set(clientId, at)
      const peer = next.get(clientId)
      if (peer) next.set(clientId, withPointer(peer))
    }
    peers.setState(next, true)
  })
  const keepAlive = () => {
    if (Date.now() - sentAt >= KEEP_ALIVE_MS) send()
  }
  const heart = setInterval(keepAlive, KEEP_ALIVE_MS)
  awareness.on('change', onChange)
  send()
  return {
    awareness,
    peers,
    setCursor: point,
    setSelection: (ids) => change({ s: ids.length > 0 ? ids.slice(0, 200) : undefined }),
    setDrag: (by) => change({ d: by ? rounded(by) : undefined }),
    setEditing: (id) => change({ e: id ?? undefined }),
    mine,
    setTogether: (part) => {
      const next = Object.entries({ ...mine.getState(), ...part }).filter(([, value]) => value !== undefined)
      mine.setState(Object.fromEntries(next), true)
      change({ f: next.length > 0 ? mine.getState() : undefined })
    },
    keepAlive,
    stop: () => {
      clearTimeout(timer)
      clearTimeout(pointerTimer)
      clearInterval(heart)
      awareness.off('change', onChange)
    },
  }
}

/**
 * Who is in a room, by the server's word alone: it says when somebody left. The clock of a hidden tab is too slow to tell
 * who is still there, and would be taken for gone itself.
 */
export function roomAwareness(doc: Y.Doc): Awareness {
  const awareness = new Awareness(doc)
  clearInterval(awareness._checkInterval as ReturnType<typeof setInterval>)
  return awareness
}

/** An awareness that announces nobody: for rooms that carry no presence. */
export function silentAwareness(doc: Y.Doc): Awareness {
  const awareness = roomAwareness(doc)
  awareness.setLocalState(null)
  return awareness
}

function readPeer(clientId: number, state: unknown): Peer | undefined {
  if (!Value.Check(stateSchema, state)) return undefined
  return {
    clientId,
    name: state.u.n,
    color: state.u.c,
    role: state.u.r,
    personId: state.u.p,
    cursor: pointOf(state.c),
    selection: state.s ?? [],
    drag: pointOf(state.d),
    editing: state.e ?? null,
    together: readTogether(state.f),
  }
}

function pointOf(pair: readonly number[] | undefined): Point | null {
  return pair ? { x: pair[0] as number, y: pair[1] as number } : null
}

function rounded({ x, y }: Point): [number, number] {
  return [Math.round(x), Math.round(y)]
}

function withoutUndefined(state: Record<string, unknown>): PresenceState {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)) as PresenceState
}
