import { Trans, useLingui } from '@lingui/react/macro'
import { useValue } from '@tldraw/editor'
import { ImageOff } from 'lucide-react'
import { memo } from 'react'
import { widthFor } from '../../sync/pictures.ts'
import { usePicture } from '../../sync/use-picture.ts'
import { wallOf } from '../open-wall.ts'
import type { Wall } from '../open-wall.ts'
import type { PictureRecord } from '../records.ts'
import { isSameFace, WallShapeUtil } from './wall-shape-util.tsx'
import './picture.css'

export class PictureShapeUtil extends WallShapeUtil<PictureRecord> {
  static override type = 'picture' as const

  override canEdit(): boolean {
    return false
  }

  override face(record: PictureRecord) {
    return <PictureFace record={record} wall={wallOf(this.editor)} />
  }
}

/** As fine as it is seen, and no finer. */
const PictureFace = memo(function PictureFace({ record, wall }: { record: PictureRecord; wall: Wall }) {
  const { t } = useLingui()
  const { w, content } = record.props
  const width = useValue(
    'picture width',
    () => widthFor(w * wall.editor.getZoomLevel() * (window.devicePixelRatio || 1)),
    [wall, w],
  )
  const { url, isMissing } = usePicture(content.asset, width)
  const words = content.isDecorative ? '' : content.text.trim() || t`Picture without a description`
  return (
    <div className="pw-picture" data-testid="picture" data-element={content.id} data-empty={url ? undefined : ''}>
      {url && <img src={url} alt={words} decoding="async" draggable={false} />}
      {isMissing && (
        <span>
          <ImageOff aria-hidden="true" />
          {content.text.trim() || <Trans>This picture cannot be shown.</Trans>}
        </span>
      )}
    </div>
  )
}, isSameFace)
