import { useEffect, useState } from 'react'
import { select } from '../../canvas/canvas-api.ts'
import { detailsRequest } from '../../sync/details-request.ts'
import { useKeepInView, useSelectedCount, useSettled } from './use-selection.ts'

export interface DetailsState {
  selectedCount: number
  isOpen: boolean
  /** How often they were asked for since they were last closed; 0 where they opened by themselves. */
  asked: number
  ask: () => void
  close: () => void
}

/**
 * When the details of the selection are shown: by themselves once a selection has settled, or only when somebody asks,
 * where there is no room for them beside what was selected.
 */
export function useDetails({ onlyAsked }: { onlyAsked: boolean }): DetailsState {
  const selectedCount = useSelectedCount()
  const hasSelection = selectedCount > 0
  const settled = useSettled(hasSelection)
  const [asked, setAsked] = useState(0)
  const isOpen = hasSelection && (asked > 0 || (settled && !onlyAsked))
  const ask = () => setAsked((count) => count + 1)

  useEffect(() => detailsRequest.subscribe(ask), [])
  useEffect(() => {
    if (!hasSelection) setAsked(0)
  }, [hasSelection])
  useKeepInView(isOpen)
  const close = () => {
    setAsked(0)
    if (!onlyAsked) select([])
  }
  return { selectedCount, isOpen, asked, ask, close }
}
