import { plural } from '@lingui/core/macro'
import { addCards, addConnector, addDrawing, addPicture, addShape } from '@planwall/shared/board/edit'
import { GAP, zoneAt } from '@planwall/shared/board/geometry'
import type { Geometry, Point } from '@planwall/shared/board/model'
import { topOrder } from '@planwall/shared/board/order'
import { accepts } from '@planwall/shared/board/place'
import { boundsOfClip, clipOf, unpack } from '../clip.ts'
import type { Clip, Unpacked } from '../clip.ts'
import { newId } from '../../sync/new-id.ts'
import { rememberOwn } from '../../sync/own-cards.ts'
import { makerNow, tellRefused, verdictNow } from '../../sync/step-rules.ts'
import { elementRecordId } from '../records.ts'
import type { Wall } from '../open-wall.ts'
import { toast } from '../../ui/toast-store.ts'
import { selectedElements } from './selection.ts'

/** Copies of what is selected, a little aside, selected in its place. */
export function duplicateSelected(wall: Wall): void {
  const clip = clipOfSelection(wall)
  if (clip) putClip(wall, clip, { x: GAP * 1.5, y: GAP * 1.5 })
}

/** Puts a clip with its middle at a point. */
export function pasteClip(wall: Wall, clip: Clip, at: Point): void {
  const { boardId } = wall.handle.seat
  if (clip.pictures?.length && clip.boardId !== undefined && clip.boardId !== boardId)
    void bringAndPaste(wall, clip, at)
  else putAt(wall, clip, at)
}

/** Pictures lie at the board they were copied from: they are brought along first. */
async function bringAndPaste(wall: Wall, clip: Clip, at: Point): Promise<void> {
  const { pictures = [], boardId = '' } = clip
  const { bringPictures } = await import('../../sync/bring-pictures.ts')
  const names = await bringPictures(
    wall.handle,
    boardId,
    pictures.map(({ asset }) => asset),
  )
  const brought = pictures.flatMap((picture) => {
    const asset = names.get(picture.asset)
    return asset === undefined ? [] : [{ ...picture, asset }]
  })
  const left = pictures.length - brought.length
  if (left > 0) {
    toast(
      plural(left, {
        one: 'A picture could not be brought along from the board it was copied from.',
        other: '# pictures could not be brought along from the board they were copied from.',
      }),
      'warn',
    )
  }
  putAt(wall, { ...clip, pictures: brought }, at)
}

function putAt(wall: Wall, clip: Clip, at: Point): void {
  const box = boundsOfClip(clip)
  if (box) putClip(wall, clip, { x: Math.round(at.x - box.x - box.w / 2), y: Math.round(at.y - box.y - box.h / 2) })
}

export function clipOfSelection(wall: Wall): Clip | undefined {
  const chosen = selectedElements(wall)
  const { view, seat } = wall.handle
  return chosen.length === 0 ? undefined : { ...clipOf(chosen, view.getState().elements), boardId: seat.boardId }
}

function putClip(wall: Wall, clip: Clip, by: Point): void {
  const { handle, binding, editor } = wall
  if (!wall.canWrite()) return
  const { elements } = handle.view.getState()
  const made = allowedOf(
    wall,
    unpack(clip, {
      by,
      elements,
      zoneFor: zoneChooser(wall),
      top: topOrder(elements.values()),
      now: Date.now(),
      createdBy: makerNow(handle),
      newId,
    }),
  )
  handle.undo.boundary()
  add(wall, made)
  handle.undo.boundary()
  binding.flush()
  const ids = [...made.cards, ...made.connectors, ...made.shapes, ...made.drawings, ...made.pictures].map(({ id }) =>
    elementRecordId(id),
  )
  editor.setSelectedShapes(ids.filter((id) => wall.scene.get(id)))
}

/** What of a copy the step that runs allows; the first thing it does not is told. */
function allowedOf({ handle }: Wall, made: Unpacked): Unpacked {
  const drawing = verdictNow(handle, { act: 'draw' })
  const connecting = verdictNow(handle, { act: 'connect' })
  const verdicts = new Map(
    made.cards.map((card) => [card.id, verdictNow(handle, { act: 'add', kind: card.kind, zoneId: card.zoneId })]),
  )
  const drawn = made.shapes.length + made.drawings.length + made.pictures.length > 0 ? [drawing] : []
  const lines = made.connectors.length > 0 ? [connecting] : []
  const refused = [...verdicts.values(), ...drawn, ...lines].find(({ allowed }) => !allowed)
  if (refused) tellRefused(refused)
  const cards = made.cards.filter(({ id }) => verdicts.get(id)?.allowed)
  for (const { id, createdBy } of cards) if (createdBy === null) rememberOwn(handle, id)
  return {
    cards,
    connectors: connecting.allowed ? made.connectors : [],
    shapes: drawing.allowed ? made.shapes : [],
    drawings: drawing.allowed ? made.drawings : [],
    pictures: drawing.allowed ? made.pictures : [],
  }
}

function add({ handle: { board, origin } }: Wall, { cards, connectors, shapes, drawings, pictures }: Unpacked): void {
  board.transact(() => {
    addCards(board, cards, origin)
    for (const shape of shapes) addShape(board, shape, origin)
    for (const drawing of drawings) addDrawing(board, drawing, origin)
    for (const picture of pictures) addPicture(board, picture, origin)
    for (const connector of connectors) addConnector(board, connector, origin)
  }, origin)
}

/** The zone under a copy, if it takes one more; a copy that no zone takes lies in none. */
function zoneChooser({ handle, counts }: Wall): (kind: string, geometry: Geometry) => string | null {
  const { zones } = handle.view.getState().session
  const added = new Map<string, number>()
  return (kind, geometry) => {
    const zone = zoneAt(zones.values(), geometry)
    if (!zone) return null
    const more = added.get(zone.id) ?? 0
    if (!accepts(zone, kind, counts.in(zone.id) + more)) return null
    added.set(zone.id, more + 1)
    return zone.id
  }
}
