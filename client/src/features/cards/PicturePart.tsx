import { Trans, useLingui } from '@lingui/react/macro'
import { setDecorative } from '@planwall/shared/board/edit'
import type { Picture } from '@planwall/shared/board/model'
import { useMemo } from 'react'
import { widthFor } from '../../sync/pictures.ts'
import { titleOf } from '../../sync/shared-text.ts'
import { useBoard } from '../../sync/use-board.ts'
import { usePicture } from '../../sync/use-picture.ts'
import { SharedTextArea } from '../../ui/SharedTextArea.tsx'
import { FieldFrame } from './controls/FieldFrame.tsx'
import styles from './PicturePart.module.css'

/** A picture, and what is said of it for those who cannot see it. */
export function PicturePart({ picture, canEdit }: { picture: Picture; canEdit: boolean }) {
  const handle = useBoard()
  const { t } = useLingui()
  const { id, text, isDecorative } = picture
  const words = useMemo(() => titleOf(handle, id), [handle, id])
  const decide = (next: boolean) => {
    handle.undo.boundary()
    setDecorative(handle.board, id, next, handle.origin)
    handle.undo.boundary()
  }
  return (
    <>
      <Preview picture={picture} />
      {canEdit && !isDecorative && (
        <FieldFrame
          label={t`Description`}
          help={t`What it shows, in a sentence: for those who cannot see it, and for files that leave the board.`}
          isMissing={false}
        >
          {(ids) => (
            <SharedTextArea
              id={ids.id}
              aria-describedby={ids.describedBy}
              text={words}
              rows={3}
              onUndo={handle.undo.undo}
              onRedo={handle.undo.redo}
              onFocus={() => handle.undo.boundary()}
            />
          )}
        </FieldFrame>
      )}
      {canEdit ? (
        <label className={styles.decorative}>
          <input type="checkbox" checked={isDecorative} onChange={(event) => decide(event.target.checked)} />
          <Trans>Decoration: it says nothing that matters, and screen readers pass it over</Trans>
        </label>
      ) : (
        <p className={styles.words}>{isDecorative ? t`Decoration` : text.trim() || t`No description yet`}</p>
      )}
    </>
  )
}

function Preview({ picture: { asset, pixels } }: { picture: Picture }) {
  const { url, isMissing } = usePicture(asset, widthFor(600))
  if (isMissing) {
    return (
      <p className={styles.words}>
        <Trans>This picture cannot be shown.</Trans>
      </p>
    )
  }
  // What it shows stands beside it, in words.
  return (
    <div className={styles.preview} style={{ aspectRatio: `${pixels.w} / ${pixels.h}` }}>
      {url && <img src={url} alt="" decoding="async" />}
    </div>
  )
}
