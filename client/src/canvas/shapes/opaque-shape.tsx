import { Trans } from '@lingui/react/macro'
import type { OpaqueRecord } from '../records.ts'
import { WallShapeUtil } from './wall-shape-util.tsx'
import './area.css'

/** Something a newer version made: its place and its words, as they are. */
export class OpaqueShapeUtil extends WallShapeUtil<OpaqueRecord> {
  static override type = 'opaque' as const

  override canEdit(): boolean {
    return false
  }

  override face({ props: { content } }: OpaqueRecord) {
    return (
      <div className="pw-opaque" data-element={content.id}>
        <span>
          <Trans>Made by a newer version</Trans>
        </span>
        {content.text}
      </div>
    )
  }
}
