import type { Geometry } from '@planwall/shared/board/model'
import { canvas } from '../../canvas/canvas-api.ts'
import type { BoardHandle } from '../../sync/open-board.ts'
import { following, unfollow } from './follow-store.ts'

/** Whoever takes the wall in their own hand follows nobody any longer. */
const ownWays = ['wheel', 'pointerdown', 'touchstart'] as const

/**
 * Keeps this tab's view to that of the person it follows, and tells others what it sees while somebody follows it.
 * Returns its stop.
 */
export function bindFollow({ presence }: Pick<BoardHandle, 'presence'>, surface: HTMLElement | null): () => void {
  const me = presence.awareness.clientID
  let shown: Geometry | null = null
  let stopTelling: (() => void) | undefined
  const show = () => {
    const { clientId } = following.getState()
    const peer = clientId === null ? undefined : presence.peers.getState().get(clientId)
    if (clientId !== null && !peer) unfollow()
    const view = peer?.together.view
    if (!view || isSame(view, shown)) return
    shown = view
    canvas.getState().actions?.showArea(view, { immediate: true })
  }
  const tell = () => {
    const isFollowed = [...presence.peers.getState().values()].some(({ together }) => together.following === me)
    const { actions } = canvas.getState()
    if (isFollowed && actions && !stopTelling) {
      stopTelling = actions.onView(() => presence.setTogether({ v: rounded(actions.viewArea()) }))
    } else if (stopTelling && !(isFollowed && actions)) {
      stopTelling()
      stopTelling = undefined
      presence.setTogether({ v: undefined })
    }
  }
  const onPeers = () => {
    show()
    tell()
  }
  const onFollow = () => {
    shown = null
    presence.setTogether({ w: following.getState().clientId ?? undefined })
    show()
  }
  const ownWay = (event: Event) => {
    if (following.getState().clientId !== null && event.isTrusted) unfollow()
  }
  for (const name of ownWays) surface?.addEventListener(name, ownWay, { capture: true, passive: true })
  const stops = [
    presence.peers.subscribe(onPeers),
    following.subscribe(onFollow),
    canvas.subscribe((state, before) => {
      if (state.actions === before.actions) return
      stopTelling?.()
      stopTelling = undefined
      shown = null
      onPeers()
    }),
  ]
  onFollow()
  tell()
  return () => {
    for (const stop of stops) stop()
    for (const name of ownWays) surface?.removeEventListener(name, ownWay, { capture: true })
    stopTelling?.()
    presence.setTogether({ v: undefined, w: undefined })
    unfollow()
  }
}

function isSame(a: Geometry, b: Geometry | null): boolean {
  return b !== null && a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h
}

function rounded({ x, y, w, h }: Geometry): [number, number, number, number] {
  return [Math.round(x), Math.round(y), Math.round(w), Math.round(h)]
}
