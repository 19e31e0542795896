import { useLingui } from '@lingui/react/macro'
import { Maximize, Minus, Plus } from 'lucide-react'
import { useStore } from 'zustand'
import { canvas } from '../../canvas/canvas-api.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import './zoom-controls.css'

/** How near the wall is. Not there while no wall is. */
export function ZoomControls() {
  const { t } = useLingui()
  const actions = useStore(canvas, (state) => state.actions)
  const zoom = useStore(canvas, (state) => Math.round(state.zoom))
  if (!actions) return null
  return (
    <div className="zoom-controls" role="group" aria-label={t`Zoom`}>
      <IconButton label={t`Zoom out`} icon={<Minus />} size="small" onClick={actions.zoomOut} />
      <output aria-label={t`Zoom`}>{zoom}%</output>
      <IconButton label={t`Zoom in`} icon={<Plus />} size="small" onClick={actions.zoomIn} />
      <IconButton
        label={t`See everything`}
        shortcut="Shift+1"
        icon={<Maximize />}
        size="small"
        onClick={actions.fitAll}
      />
    </div>
  )
}
