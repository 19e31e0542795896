import type { Geometry } from '@planwall/shared/board/model'
import type { Editor } from '@tldraw/tldraw'
import type { BoardHandle } from '../../sync/open-board.ts'
import { placedAt } from '../element-to-record.ts'
import { elementRecordId } from '../records.ts'
import { asRecord } from '../scene.ts'

const DURATION_MS = 220

/** Shows cards on their way back from where they could not stay. They are already back in every other respect. */
export function springBack(
  editor: Editor,
  { view }: BoardHandle,
  cards: readonly { id: string; at: Geometry }[],
): void {
  if (editor.user.getAnimationSpeed() === 0) return
  const startedAt = performance.now()
  const step = () => {
    if (editor.isDisposed) return
    const share = Math.min(1, (performance.now() - startedAt) / DURATION_MS)
    const records = cards.flatMap(({ id, at }) => {
      const home = view.getState().elements.get(id)?.geometry
      const shape = editor.store.unsafeGetWithoutCapture(elementRecordId(id))
      return home && shape ? placedAt(asRecord(shape), between(at, home, easedOut(share))) : []
    })
    if (editor.isIn('select.idle') || share === 1) editor.store.mergeRemoteChanges(() => editor.store.put(records))
    if (share < 1) requestAnimationFrame(step)
  }
  step()
}

function between(from: Geometry, to: Geometry, share: number): Geometry {
  return { ...to, x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}

function easedOut(share: number): number {
  return 1 - (1 - share) ** 3
}
