import type { Geometry } from '@planwall/shared/board/model'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { canvas } from '../../canvas/canvas-api.ts'
import { useBriefing, useFacilitation, useWholeFacilitation } from '../../sync/facilitation.ts'
import { useBoard } from '../../sync/use-board.ts'
import { bindFollow } from './bind-follow.ts'
import { unfollow } from './follow-store.ts'
import { whereToLook } from './where-to-look.ts'

/**
 * Moves this person's view to where the session is: when a step starts, when a facilitator calls everybody together, when
 * a card is read aloud, and after whom they follow. Late joiners are brought there as soon as they see the wall.
 */
export function Guide() {
  useSteps()
  useReadCard()
  useFollowing()
  useCursorRule()
  return null
}

function useSteps(): void {
  const { seat } = useBoard()
  const facilitation = useWholeFacilitation()
  const { mayAdd } = useBriefing()
  const actions = useStore(canvas, (state) => state.actions)
  const shown = useRef<string | undefined>(undefined)
  const place = whereToLook(facilitation, seat.personId)
  const zoneId = mayAdd[0]?.zoneId
  useEffect(() => {
    if (!place || !actions || shown.current === place.key) return
    shown.current = place.key
    unfollow()
    actions.showArea(place.area)
    if (zoneId) canvas.setState({ activeZoneId: zoneId })
  }, [place, actions, zoneId])
}

/** [M3] The card whose turn it is, with what lies around it; nobody's selection changes. */
function useReadCard(): void {
  const handle = useBoard()
  const { turn } = useBriefing()
  const actions = useStore(canvas, (state) => state.actions)
  const cardId = turn?.of === 'cards' ? turn.id : undefined
  useEffect(() => {
    const card = cardId === undefined ? undefined : handle.view.getState().elements.get(cardId)
    if (card?.geometry) actions?.showArea(around(card.geometry))
  }, [handle, cardId, actions])
}

function around({ x, y, w, h }: Geometry): Geometry {
  return { x: x - w, y: y - h, w: 3 * w, h: 3 * h }
}

function useFollowing(): void {
  const handle = useBoard()
  useEffect(() => bindFollow(handle, document.getElementById('board-view')), [handle])
}

/** With more people than this, cursors say nothing any more and cost much. */
const MOST_CURSORS = 25

/** [M6] Whether others' cursors are seen is for the step and for facilitators to say; in a crowd they never are. */
function useCursorRule(): void {
  const { presence } = useBoard()
  const { step } = useBriefing()
  const isCrowd = useStore(presence.peers, (peers) => peers.size > MOST_CURSORS)
  const isOff = useFacilitation(({ run }) => run.cursorsHidden !== null)
  const hidden = isCrowd || isOff || (step !== undefined && !step.rules.cursors)
  useEffect(() => {
    canvas.setState({ cursorsHidden: hidden })
    return () => canvas.setState({ cursorsHidden: false })
  }, [hidden])
}
