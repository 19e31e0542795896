import { useLingui } from '@lingui/react/macro'
import { useEffect, useMemo, useRef } from 'react'
import type { CSSProperties } from 'react'
import { titleOf } from '../../sync/shared-text.ts'
import { SharedTextArea } from '../../ui/SharedTextArea.tsx'
import type { Wall } from '../open-wall.ts'
import { finishEditing } from './editing.ts'
import { editNeighbour, nextCardAfter } from './next-card.ts'

export interface InPlaceTextProps {
  wall: Wall
  id: string
  className: string
  style: CSSProperties
}

/** The text of an element while it is typed in, on the wall itself. */
export function InPlaceText({ wall, id, className, style }: InPlaceTextProps) {
  const { t } = useLingui()
  const text = useMemo(() => titleOf(wall.handle, id), [wall, id])
  const frame = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const { presence } = wall.handle
    presence.setEditing(id)
    return () => {
      presence.setEditing(null)
      // Undo, or somebody else, may take the card away under the caret: the keyboard stays on the wall.
      if (document.activeElement === document.body) wall.editor.getContainer().focus()
    }
  }, [wall, id])

  // The wall must not take these for gestures or shortcuts of its own.
  useEffect(() => {
    const element = frame.current
    const own = (event: Event) => event.stopPropagation()
    for (const name of ownEvents) element?.addEventListener(name, own)
    return () => {
      for (const name of ownEvents) element?.removeEventListener(name, own)
    }
  }, [])

  const { undo } = wall.handle
  return (
    <div ref={frame} className={className} style={style} data-editing>
      <SharedTextArea
        text={text}
        autoFocus
        aria-label={t`Text of the card`}
        spellCheck
        onEnter={() => nextCardAfter(wall, id)}
        onEscape={() => finishEditing(wall, id, { focusWall: true })}
        onUndo={undo.undo}
        onRedo={undo.redo}
        onKeyDown={(event) => {
          if (event.key !== 'Tab' || event.nativeEvent.isComposing) return
          event.preventDefault()
          editNeighbour(wall, id, event.shiftKey ? -1 : 1)
        }}
        onBlur={(event) => {
          // A window that loses the focus keeps its caret; so does the card.
          if (document.activeElement !== event.target) finishEditing(wall, id, { focusWall: false })
        }}
      />
    </div>
  )
}

const ownEvents = ['pointerdown', 'pointermove', 'pointerup', 'touchstart', 'touchend', 'dblclick'] as const
