import type { Point } from '@planwall/shared/board/model'
import { atom } from '@tldraw/editor'
import type { Editor, TLShapeId } from '@tldraw/tldraw'
import { mayEdit } from '../sync/card-acts.ts'
import type { BoardHandle } from '../sync/open-board.ts'
import type { Peer } from '../sync/presence.ts'
import { verdictOn } from '../sync/step-rules.ts'
import { springBack } from './acts/spring-back.ts'
import { bindDocument } from './bind-document.ts'
import type { Binding } from './bind-document.ts'
import { canvas } from './canvas-api.ts'
import { FarPictures } from './far-pictures.ts'
import { tellRefused } from './notices.ts'
import { People } from './people.ts'
import type { WallRecord } from './records.ts'
import { Scene } from './scene.ts'
import { createViewing } from './viewing.ts'
import type { Viewing } from './viewing.ts'
import { ZoneCounts } from './zone-counts.ts'

/** One board shown in one editor: what shapes, tools and keys work with. */
export interface Wall {
  editor: Editor
  handle: BoardHandle
  scene: Scene
  binding: Binding
  viewing: Viewing
  people: People
  counts: ZoneCounts
  pictures: FarPictures
  /** Cards made here and not yet written on: an empty one is taken away again when it is left. */
  fresh: Set<string>
  /** The zone under the cards that are being dragged, and whether it takes them. */
  dropZone: Signal<{ zoneId: string; takes: boolean } | null>
  /** Where the card tool would put a card. */
  ghost: Signal<Point | null>
  /** A line or box that is being drawn. */
  draft: Signal<Draft | null>
  /** Who else is typing in which element. */
  typing: Signal<ReadonlyMap<string, readonly Peer[]>>
  peers: Signal<ReadonlyMap<number, Peer>>
  /** What a screen reader is told. */
  announcement: Signal<string>
  canWrite: () => boolean
  canArrange: () => boolean
  stop: () => void
}

interface Signal<T> {
  get: () => T
  set: (value: T) => void
}

/** What a drawing tool shows before it is let go. */
export type Draft =
  | { type: 'line'; start: Point; end: Point; target: TLShapeId | null }
  | { type: 'box'; shape: 'rectangle' | 'ellipse'; from: Point; to: Point }
  | { type: 'stroke'; points: readonly number[] }

const walls = new WeakMap<Editor, Wall>()

/** The wall an editor shows. Shapes and tools are made by the editor and find their wall by it. */
export function wallOf(editor: Editor): Wall {
  const wall = walls.get(editor)
  if (!wall) throw new Error('This editor shows no wall')
  return wall
}

export function wallIfAny(editor: Editor): Wall | undefined {
  return walls.get(editor)
}

export function openWall(editor: Editor, handle: BoardHandle): Wall {
  const scene = new Scene(editor)
  const viewing = createViewing(editor, scene)
  const people = new People(handle)
  const counts = new ZoneCounts(scene)
  const pictures = new FarPictures(handle)
  const typing = atom('typing', new Map() as ReadonlyMap<string, readonly Peer[]>)
  const peers = atom('peers', handle.presence.peers.getState())
  const binding = bindDocument(editor, handle, {
    onRefused: (refused) => {
      tellRefused(refused)
      springBack(editor, handle, refused)
    },
    glide: () => (editor.user.getAnimationSpeed() === 0 ? 1 : 0.4),
  })
  const canWrite = () => mayEdit(handle)
  const onPeers = (next: ReadonlyMap<number, Peer>) => {
    peers.set(next)
    const now = typingIn(next)
    if (!isSameTyping(now, typing.get())) typing.set(now)
  }
  onPeers(handle.presence.peers.getState())
  const stopPeers = handle.presence.peers.subscribe(onPeers)
  const wall: Wall = {
    editor,
    handle,
    scene,
    binding,
    viewing,
    people,
    counts,
    pictures,
    fresh: new Set(),
    dropZone: atom('drop zone', null as { zoneId: string; takes: boolean } | null),
    ghost: atom('ghost', null as Point | null),
    draft: atom('draft', null as Draft | null),
    typing,
    peers,
    announcement: atom('announcement', ''),
    canWrite,
    canArrange: () => canWrite() && handle.canEditSession && canvas.getState().arrangingZones,
    stop: () => {
      stopPeers()
      binding.stop()
      people.stop()
      pictures.stop()
      viewing.stop()
      scene.stop()
      walls.delete(editor)
    },
  }
  walls.set(editor, wall)
  return wall
}

/** Whether a person may select it here: zones only while they are being arranged. */
export function isSelectable(wall: Wall, record: WallRecord): boolean {
  return record.type !== 'zone' || wall.canArrange()
}

/** Whether a person may move it: connectors hang on their ends, and what this build does not know is left alone. */
export function isMovable(wall: Wall, record: WallRecord): boolean {
  if (!wall.canWrite() || record.type === 'opaque') return false
  if (record.type === 'zone') return wall.canArrange()
  if (!verdictOn(wall.handle, 'move', record.props.content).allowed) return false
  if (record.type !== 'connector') return true
  const { from, to } = record.props.content
  return from === null && to === null
}

function typingIn(peers: ReadonlyMap<number, Peer>): Map<string, readonly Peer[]> {
  const typing = new Map<string, Peer[]>()
  for (const peer of peers.values()) {
    if (peer.editing === null) continue
    typing.set(peer.editing, [...(typing.get(peer.editing) ?? []), peer])
  }
  return typing
}

function isSameTyping(a: ReadonlyMap<string, readonly Peer[]>, b: ReadonlyMap<string, readonly Peer[]>): boolean {
  if (a.size !== b.size) return false
  for (const [id, peers] of a) {
    const others = b.get(id)
    if (others?.length !== peers.length) return false
    if (!peers.every((peer, index) => peer.clientId === others[index]?.clientId && peer.name === others[index].name)) {
      return false
    }
  }
  return true
}
