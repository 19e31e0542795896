import { messageType } from '@planwall/shared/protocol'
import type { WebsocketProvider } from 'y-websocket'

/** The server says something at least every 15 s; a line that was silent for longer is dead. */
const SILENT_MS = 20_000
/** How long the server has to answer when it is asked whether it is there. */
const ANSWER_MS = 4000
/** A timer that comes so much too late has slept, and so has everything else on this machine. */
const SLEPT_MS = 15_000
const TICK_MS = 5000
/** An answer that is due comes within moments; so long after the last word it is asked whether anybody is there. */
const PATIENCE_MS = 8000

/**
 * Finds out at once whether a line still lives when the network, the page or the whole machine comes back. A socket that
 * died while a laptop slept says nothing of it, and would be believed for half a minute. `isWaiting`: something was said
 * and is not answered.
 */
export function watchLine(provider: WebsocketProvider, isWaiting: () => boolean, signal: AbortSignal): void {
  let asking: ReturnType<typeof setTimeout> | undefined
  let tickedAt = Date.now()
  let dialledAt = 0

  const isWanted = () => provider.shouldConnect
  const again = () => {
    dialledAt = Date.now()
    provider.disconnect()
    provider.connect()
  }
  const look = () => {
    if (!isWanted()) return
    const { ws, wsconnected, wsLastMessageReceived: heardAt } = provider
    if (!ws) return provider.connect()
    // A handshake that was under way when the machine fell asleep is as dead as the line.
    if (!wsconnected && Date.now() - dialledAt < ANSWER_MS) return
    if (!wsconnected || Date.now() - heardAt > SILENT_MS) return again()
    ws.send(Uint8Array.of(messageType.queryAwareness))
    clearTimeout(asking)
    asking = setTimeout(() => {
      if (isWanted() && provider.ws === ws && provider.wsLastMessageReceived === heardAt) again()
    }, ANSWER_MS)
  }
  const isLeftWaiting = () => {
    const { ws, wsconnected, wsLastMessageReceived: heardAt } = provider
    // What is still on its way out of this machine cannot be answered.
    return wsconnected && ws?.bufferedAmount === 0 && isWaiting() && Date.now() - heardAt > PATIENCE_MS
  }
  const tick = setInterval(() => {
    const late = Date.now() - tickedAt - TICK_MS
    tickedAt = Date.now()
    if (late > SLEPT_MS || isLeftWaiting()) look()
  }, TICK_MS)

  window.addEventListener(
    'offline',
    () => {
      // It goes on trying: a server on this machine needs no network.
      if (isWanted()) again()
    },
    { signal },
  )
  window.addEventListener('online', look, { signal })
  window.addEventListener('pageshow', (event) => event.persisted && look(), { signal })
  document.addEventListener('resume', look, { signal })
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look(), { signal })
  signal.addEventListener('abort', () => {
    clearTimeout(asking)
    clearInterval(tick)
  })
}
