import { elementsOf, key, longTextIfAny } from '@planwall/shared/board/doc'
import { spliceLongText, spliceText } from '@planwall/shared/board/edit'
import * as Y from 'yjs'
import type { BoardHandle } from './open-board.ts'
import { deltaBetween } from './typing.ts'
import type { Delta, Splice } from './typing.ts'
import { watchElements } from './watch-elements.ts'

/** A text that several people may type in at once. */
export interface SharedText {
  read: () => string
  splice: (splice: Splice) => void
  /** Reports every change not made by this object's own `splice`: other people's, and undo. Returns its stop. */
  observe: (onDelta: (delta: Delta) => void) => () => void
}

/** The title of a card, or the words of any other element. */
export function titleOf(handle: BoardHandle, id: string): SharedText {
  const find = () => {
    const text = elementsOf(handle.board).get(id)?.get(key.text)
    return text instanceof Y.Text ? text : undefined
  }
  return sharedText(handle, id, find, (splice) => spliceText(handle.board, id, splice, handle.origin))
}

/** A long field of a card, such as its description. */
export function longTextOf(handle: BoardHandle, id: string, field: string): SharedText {
  const find = () => longTextIfAny(handle.board, id, field)
  return sharedText(handle, id, find, (splice) => spliceLongText(handle.board, id, field, splice, handle.origin))
}

function sharedText(
  { board }: BoardHandle,
  id: string,
  find: () => Y.Text | undefined,
  write: (splice: Splice) => void,
): SharedText {
  let isOwn = false
  const read = () => find()?.toString() ?? ''
  return {
    read,
    splice: (splice) => {
      isOwn = true
      write(splice)
      isOwn = false
    },
    observe: (onDelta) => {
      let text: Y.Text | undefined
      let last = read()
      const report = (event: Y.YTextEvent) => {
        last = event.target.toString()
        if (!isOwn) onDelta(event.delta as Delta)
      }
      // A deleted card that undo brings back has a new text object, and a description exists from its first word on.
      const attach = () => {
        const now = find()
        if (now === text) return
        text?.unobserve(report)
        now?.observe(report)
        text = now
        const words = now?.toString() ?? ''
        if (words !== last && !isOwn) onDelta(deltaBetween(last, words))
        last = words
      }
      attach()
      const stop = watchElements(board, (ids) => {
        if (ids.has(id)) attach()
      })
      return () => {
        stop()
        text?.unobserve(report)
      }
    },
  }
}
