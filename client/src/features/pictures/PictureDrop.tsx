import { Trans } from '@lingui/react/macro'
import { t } from '@lingui/core/macro'
import { ImagePlus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { canvas, select } from '../../canvas/canvas-api.ts'
import { mayEdit } from '../../sync/card-acts.ts'
import type { BoardHandle } from '../../sync/open-board.ts'
import { addPictures, picturesIn } from '../../sync/picture-request.ts'
import { tellRefused, verdictNow } from '../../sync/step-rules.ts'
import { useBoard } from '../../sync/use-board.ts'
import { toast } from '../../ui/toast-store.ts'
import styles from './PictureDrop.module.css'

/** Takes files that are dropped anywhere on the board; without it a browser would leave the page for them. */
export function PictureDrop() {
  const handle = useBoard()
  const [isOver, setOver] = useState(false)
  useEffect(() => listenForFiles(handle, setOver), [handle])
  if (!isOver) return null
  return (
    <div className={styles.hint} aria-hidden="true">
      <p>
        <ImagePlus />
        <Trans>Drop pictures here</Trans>
      </p>
    </div>
  )
}

function listenForFiles(handle: BoardHandle, setOver: (isOver: boolean) => void): () => void {
  const onOver = (event: DragEvent) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    event.stopPropagation()
    // Where the step does not allow it, that is said once they are dropped.
    const isHeard = handle.canEditBoard && !isInDialog(event)
    if (event.dataTransfer) event.dataTransfer.dropEffect = isHeard ? 'copy' : 'none'
    setOver(isHeard && mayEdit(handle))
  }
  const onLeave = (event: DragEvent) => {
    if (event.relatedTarget === null) setOver(false)
  }
  const onDrop = (event: DragEvent) => {
    setOver(false)
    if (!hasFiles(event)) return
    event.preventDefault()
    event.stopPropagation()
    if (!handle.canEditBoard || isInDialog(event)) return
    if (!mayEdit(handle)) {
      tellRefused(verdictNow(handle, { act: 'draw' }))
      return
    }
    const files = picturesIn(event.dataTransfer)
    if (files.length === 0) {
      toast(t`Only pictures can be dropped on a board. Plans and boards are imported on the start page.`, 'warn')
      return
    }
    const { actions } = canvas.getState()
    const at = actions?.pointAt({ x: event.clientX, y: event.clientY }) ?? actions?.viewCentre()
    addPictures(handle, { files, at, onAdded: select })
  }
  // Before the wall's own: what it is not told of it cannot take for something else.
  const early = { capture: true }
  window.addEventListener('dragenter', onOver, early)
  window.addEventListener('dragover', onOver, early)
  window.addEventListener('dragleave', onLeave, early)
  window.addEventListener('drop', onDrop, early)
  return () => {
    window.removeEventListener('dragenter', onOver, early)
    window.removeEventListener('dragover', onOver, early)
    window.removeEventListener('dragleave', onLeave, early)
    window.removeEventListener('drop', onDrop, early)
  }
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false
}

function isInDialog({ target }: DragEvent): boolean {
  return target instanceof Element && target.closest('dialog') !== null
}
