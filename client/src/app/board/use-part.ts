import { useEffect, useRef } from 'react'
import { useBriefing, useFacilitation } from '../../sync/facilitation.ts'
import { useBoard } from '../../sync/use-board.ts'
import type { PanelId, ViewId } from '../features.ts'

export interface PartPlace {
  /** Whether there is something to take part in. */
  isOffered: boolean
  /** Too little room for it beside the wall: it takes the wall's place, and the wall is one tap away. */
  isView: boolean
}

interface Shown {
  view: ViewId
  setView: (view: ViewId) => void
  panel: PanelId | 'gate' | null
  setPanel: (panel: PanelId | 'gate' | null) => void
}

/**
 * Where the participant's side is shown: in place of the wall on small screens, beside it on large ones. Whoever takes
 * part is brought to it when a step starts and when a vote opens; whoever facilitates opens it when they like.
 */
export function usePart(isView: boolean, { view, setView, panel, setPanel }: Shown): PartPlace {
  const { seat } = useBoard()
  const { step, rounds } = useBriefing()
  const isWriting = useFacilitation(({ run }) => run.writing !== null)
  const n = useFacilitation(({ run }) => run.step?.n)
  const isOffered = seat.role !== 'observer' && (step !== undefined || rounds.length > 0 || isWriting)
  const isShown = isView ? view === 'part' : panel === 'part'
  const act = useRef({ show: () => undefined as void, hide: () => undefined as void })
  act.current = {
    show: () => (isView ? setView('part') : setPanel('part')),
    hide: () => {
      if (view === 'part') setView('wall')
      if (panel === 'part') setPanel(null)
    },
  }
  const [roundId] = rounds.map(({ id }) => id)
  const calls = seat.role === 'participant' && isOffered
  useEffect(() => {
    if (calls) act.current.show()
  }, [calls, n, roundId])
  useEffect(() => {
    if (!isOffered) act.current.hide()
  }, [isOffered])
  // A window that is made smaller or larger keeps showing it, in the other place.
  const wasView = useRef(isView)
  const wasShown = useRef(isShown)
  useEffect(() => {
    if (wasView.current !== isView && wasShown.current) {
      act.current.hide()
      act.current.show()
    }
    wasView.current = isView
  }, [isView])
  useEffect(() => {
    wasShown.current = isShown
  })
  return { isOffered, isView }
}
