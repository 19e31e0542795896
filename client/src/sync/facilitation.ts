import { briefingFor } from '@planwall/shared/session/briefing'
import type { Briefing } from '@planwall/shared/session/briefing'
import { noFacilitation, readFacilitation } from '@planwall/shared/session/facilitation'
import type { Facilitation } from '@planwall/shared/session/facilitation'
import type { Session } from '@planwall/shared/board/model'
import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { BoardHandle } from './open-board.ts'
import { createServerClock } from './server-time.ts'
import type { ServerClock } from './server-time.ts'
import { useBoard } from './use-board.ts'

/**
 * The session as everybody on this page reads it: what goes on, for whom, and how late it is. One reading for each change
 * of the document, however many look.
 */
export function facilitationOf(handle: BoardHandle): Facilitation {
  const { session } = handle.view.getState()
  const known = readings.get(session)
  if (known) return known
  const { facilitation } = handle.session.isDestroyed
    ? { facilitation: noFacilitation }
    : readFacilitation(handle.session)
  readings.set(session, facilitation)
  return facilitation
}

/** Every change of the session document gives the view another of these. */
const readings = new WeakMap<Session, Facilitation>()

/** Part of what goes on; renders again when that part changes (compared by identity). */
export function useFacilitation<T>(select: (facilitation: Facilitation) => T): T {
  const handle = useBoard()
  return useStore(handle.view, () => select(facilitationOf(handle)))
}

/** Everything, for whoever needs most of it. */
export function useWholeFacilitation(): Facilitation {
  return useFacilitation(itself)
}

const itself = (facilitation: Facilitation): Facilitation => facilitation

/** The clock all of this browser's boards of one server go by. Asks the server when it is first wanted. */
export function serverClockOf({ apiUrl }: Pick<BoardHandle, 'apiUrl'>): ServerClock {
  const known = clocks.get(apiUrl)
  if (known) return known
  const clock = createServerClock({
    wall: () => Date.now(),
    steady: () => performance.now(),
    ask: () => askTime(`${apiUrl}/time`),
  })
  clocks.set(apiUrl, clock)
  void clock.measure()
  listenForWaking(clock)
  return clock
}

const clocks = new Map<string, ServerClock>()

/** The server's time now, Unix ms. */
export function serverNow(handle: Pick<BoardHandle, 'apiUrl'>): number {
  return serverClockOf(handle).now()
}

/** The server's time, said again every `everyMs`; it stands still while `runs` is false. */
export function useServerNow(everyMs = 250, runs = true): number {
  const clock = serverClockOf(useBoard())
  useStore(clock.time)
  const [now, setNow] = useState(() => clock.now())
  useEffect(() => {
    const tick = () => setNow(clock.now())
    tick()
    const stop = clock.time.subscribe(tick)
    const timer = runs ? setInterval(tick, everyMs) : undefined
    return () => {
      stop()
      clearInterval(timer)
    }
  }, [clock, everyMs, runs])
  return now
}

/**
 * What this person must know to take part. Made anew when the session changes, not as time passes: the timer has its own
 * hook.
 */
export function useBriefing(): Briefing {
  const handle = useBoard()
  const facilitation = useWholeFacilitation()
  const { role, personId } = handle.seat
  return useMemo(
    () => briefingFor(facilitation, { role, personId }, serverNow(handle)),
    [handle, facilitation, role, personId],
  )
}

async function askTime(url: string): Promise<number | undefined> {
  try {
    const answer = await fetch(url, { headers: { accept: 'application/json' }, cache: 'no-store' })
    const value: unknown = await answer.json()
    const { now } = (value ?? {}) as { now?: unknown }
    return typeof now === 'number' && Number.isFinite(now) ? now : undefined
  } catch {
    return undefined
  }
}

/** A machine that slept, and a page that was hidden for long, may have a clock that stood still. */
function listenForWaking(clock: ServerClock): void {
  if (typeof document === 'undefined') return
  const again = () => void clock.measure()
  window.addEventListener('online', again)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') again()
  })
}
