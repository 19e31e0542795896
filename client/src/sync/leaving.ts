const flushes = new Set<() => void>()

/**
 * Calls `flush` when the page is hidden, frozen or left: what waits for a pause or a frame is done now, since nothing may
 * run later. Returns its stop.
 */
export function onLeaving(flush: () => void): () => void {
  flushes.add(flush)
  return () => flushes.delete(flush)
}

/** Does everything that waits, now. */
export function flushAll(): void {
  for (const flush of flushes) flush()
}

if (typeof document !== 'undefined') {
  window.addEventListener('pagehide', flushAll)
  document.addEventListener('freeze', flushAll)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') flushAll()
  })
}
