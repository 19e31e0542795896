import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { fileNameOf } from '@planwall/shared/export/file-name'
import type { PlanFormat, RenderOptions } from '@planwall/shared/export/format'
import type { Plan } from '@planwall/shared/plan/plan'
import type { BoardAccess } from '../../sync/board-api.ts'
import { toast } from '../../ui/toast-store.ts'
import ExportDialog from './ExportDialog.tsx'
import { fetchPlanFile } from './fetch-plan-file.ts'
import { saveFile } from './save-file.ts'

export interface ExportRevisionProps {
  access: BoardAccess
  revision: number
  plan: Plan
  onClose: () => void
}

/** Every way a finished plan can leave. The server makes the files: it has the board as it was. */
export default function ExportRevision({ access, revision, plan, onClose }: ExportRevisionProps) {
  const download = async (format: PlanFormat, options: RenderOptions) => {
    const bytes = await fetchPlanFile(access, `plans/${revision}`, format, options)
    if (bytes) saveFile(bytes, fileNameOf(plan, format.id, format.extension), format.mediaType)
    else toast(t`The server could not be reached, or did not make the file. Try again.`, 'warn')
  }
  return (
    <ExportDialog
      intro={<Trans>The plan leaves as it was finished: revision {revision}, whatever the wall says now.</Trans>}
      download={download}
      onClose={onClose}
    />
  )
}
