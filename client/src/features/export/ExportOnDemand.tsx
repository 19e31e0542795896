import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { endExport, exportRequest } from '../../sync/export-request.ts'
import type { BoardHandle } from '../../sync/open-board.ts'
import { useBoard } from '../../sync/use-board.ts'
import { toast } from '../../ui/toast-store.ts'
import type { Download } from './ExportDialog.tsx'

/** All formats come along, so they are fetched when they are first asked for. */
const ExportDialog = lazy(() => import('./ExportDialog.tsx'))

/** The ways to export, while `requestExport` asks for them. */
export function ExportOnDemand() {
  const handle = useBoard()
  const isOpen = useStore(exportRequest, (state) => state.isOpen)
  if (!isOpen) return null
  return (
    <Suspense fallback={null}>
      <ExportDialog
        intro={<Trans>The plan leaves as the wall is now. Nothing on the board changes.</Trans>}
        download={downloadOf(handle)}
        onClose={endExport}
      />
    </Suspense>
  )
}

function downloadOf(handle: BoardHandle): Download {
  return async (format, options) => {
    const { downloadFormat } = await import('./download-format.ts')
    const source = await downloadFormat(handle, format, options)
    if (source === 'page') toast(t`The server could not be reached. This is the plan as this page knows it.`, 'warn')
  }
}
