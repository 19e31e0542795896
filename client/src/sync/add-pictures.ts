import { plural, t } from '@lingui/core/macro'
import { addPicture } from '@planwall/shared/board/edit'
import { bounds, GAP } from '@planwall/shared/board/geometry'
import type { Geometry, Point } from '@planwall/shared/board/model'
import { orderBetween, topOrder } from '@planwall/shared/board/order'
import { picturesOf, sizeOnWall } from '@planwall/shared/board/picture'
import { toast } from '../ui/toast-store.ts'
import type { CallFailure } from './board-api.ts'
import { newId } from './new-id.ts'
import type { BoardHandle } from './open-board.ts'
import type { PictureRequest } from './picture-request.ts'
import { isAllowed, makerNow, verdictNow } from './step-rules.ts'
import { uploadPicture } from './upload-picture.ts'
import type { UploadedPicture } from './upload-picture.ts'

/** More at once are a slip of the hand. */
const MOST_AT_ONCE = 20

/** Where one comes to lie; undefined: beside everything. */
type Place = { middle: Point } | { corner: Point } | undefined

/** Sends files one after the other; each is on the wall as soon as the server has it. What it does not take is said. */
export async function sendPictures(handle: BoardHandle, request: PictureRequest): Promise<void> {
  const { onAdded } = request
  if (request.files.length === 0 || !isAllowed(verdictNow(handle, { act: 'draw' }))) return
  const files = request.files.slice(0, MOST_AT_ONCE)
  if (files.length < request.files.length) {
    toast(t`Only the first ${MOST_AT_ONCE} pictures are taken at once.`, 'warn')
  }
  if (files.length > 1 || files.some(({ size }) => size > 500_000)) {
    toast(plural(files.length, { one: 'Sending a picture …', other: 'Sending # pictures …' }))
  }
  const added: string[] = []
  let place: Place = request.at && { middle: request.at }
  for (const [index, file] of files.entries()) {
    const { value, failure } = await uploadPicture({ ...handle.seat, apiUrl: handle.apiUrl }, file)
    if (failure) {
      const rest = files.slice(index)
      const again = { label: t`Try again`, onPress: () => void sendPictures(handle, { ...request, files: rest }) }
      const isPassing = ['unreachable', 'not-stored', 'too-many'].includes(failure.code)
      toast(whyNot(file.name, failure), 'warn', isPassing ? again : undefined)
      if (isPassing) break
      continue
    }
    const put = putOnWall(handle, value, place)
    if (!put) return
    added.push(put.id)
    // The next one beside it.
    const { x, y, w } = put.geometry
    place &&= { corner: { x: x + w + GAP, y } }
  }
  if (added.length === 0) return
  toast(
    plural(added.length, {
      one: 'Picture added. Say what it shows, for those who cannot see it.',
      other: '# pictures added. Say what they show, for those who cannot see them.',
    }),
  )
  onAdded?.(added)
}

/** Undefined where the step has changed meanwhile; then it is said. */
function putOnWall(
  handle: BoardHandle,
  { pictureId, width, height }: UploadedPicture,
  place: Place,
): { id: string; geometry: Geometry } | undefined {
  if (!isAllowed(verdictNow(handle, { act: 'draw' }))) return undefined
  const { elements } = handle.view.getState()
  const pixels = { w: width, h: height }
  const size = sizeOnWall(pixels)
  const geometry = placed(handle, place, size)
  const id = newId()
  handle.undo.boundary()
  addPicture(
    handle.board,
    {
      id,
      asset: pictureId,
      pixels,
      text: '',
      isDecorative: false,
      zoneId: null,
      geometry,
      order: orderBetween(topOrder(elements.values()), null),
      createdAt: Date.now(),
      createdBy: makerNow(handle),
    },
    handle.origin,
  )
  handle.undo.boundary()
  return { id, geometry }
}

function placed(handle: BoardHandle, place: Place, size: { w: number; h: number }): Geometry {
  if (!place) return besideAll(handle, size)
  if ('corner' in place) return { ...place.corner, ...size }
  return { x: place.middle.x - size.w / 2, y: place.middle.y - size.h / 2, ...size }
}

/** To the right of the zones, below the pictures that lie there. */
function besideAll({ view }: BoardHandle, size: { w: number; h: number }): Geometry {
  const { elements, session } = view.getState()
  const zones = bounds([...session.zones.values()].map(({ geometry }) => geometry)) ?? { x: 0, y: 0, w: 0, h: 0 }
  const x = zones.x + zones.w + 3 * GAP
  const there = picturesOf(elements.values()).filter(({ geometry }) => geometry.x + geometry.w > x)
  const y = there.reduce((below, { geometry }) => Math.max(below, geometry.y + geometry.h + GAP), zones.y)
  return { x, y, ...size }
}

function whyNot(name: string, { code }: CallFailure): string {
  switch (code) {
    case 'bad-picture':
      return t`“${name}” is not a picture that can be shown here. Use PNG, JPEG, GIF, WebP, AVIF or SVG.`
    case 'too-large':
      return t`“${name}” is too large. Make it smaller and try again.`
    case 'pictures-full':
      return t`This board has no room for more pictures.`
    case 'unreachable':
    case 'not-stored':
      return t`“${name}” could not be sent: the server cannot be reached.`
    case 'too-many':
      return t`That was a lot at once. Wait a moment and try again.`
    default:
      return t`The server did not take “${name}”. Your role, or the step that runs, does not allow it.`
  }
}
