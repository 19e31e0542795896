import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { endExport, exportRequest } from '../../sync/export-request.ts'

/** All formats come along, so they are fetched when they are first asked for. */
const ExportDialog = lazy(() => import('./ExportDialog.tsx'))

/** The ways to export, while `requestExport` asks for them. */
export function ExportOnDemand() {
  const isOpen = useStore(exportRequest, (state) => state.isOpen)
  if (!isOpen) return null
  return (
    <Suspense fallback={null}>
      <ExportDialog onClose={endExport} />
    </Suspense>
  )
}
