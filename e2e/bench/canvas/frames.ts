import type { Page } from '@playwright/test'
import { quantile, sum } from './statistics.ts'

/** How smoothly something ran, ms from one frame to the next. */
export interface Frames {
  p50: number
  p95: number
  mean: number
  count: number
  /** Share of the time in which the page was busy for more than 50 ms at a stretch, 0 to 1. */
  longTaskShare: number
}

interface Recording {
  stop: () => { frames: number[]; longTasksMs: number }
}

/** Watches every frame of the page while `doing` runs. */
export async function framesDuring(page: Page, doing: () => Promise<void>): Promise<Frames> {
  await page.evaluate(record)
  await doing()
  const { frames, longTasksMs } = await page.evaluate(() =>
    (window as unknown as { recording: Recording }).recording.stop(),
  )
  const total = sum(frames)
  return {
    p50: quantile(frames, 0.5),
    p95: quantile(frames, 0.95),
    mean: total / frames.length,
    count: frames.length,
    longTaskShare: Math.min(1, longTasksMs / total),
  }
}

/** Runs in the page. */
function record(): void {
  const frames: number[] = []
  let longTasksMs = 0
  let last = 0
  let next = 0
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) longTasksMs += entry.duration
  })
  observer.observe({ type: 'longtask' })
  const onFrame = (now: number) => {
    if (last > 0) frames.push(now - last)
    last = now
    next = requestAnimationFrame(onFrame)
  }
  next = requestAnimationFrame(onFrame)
  const stop = () => {
    cancelAnimationFrame(next)
    for (const entry of observer.takeRecords()) longTasksMs += entry.duration
    observer.disconnect()
    return { frames, longTasksMs }
  }
  Object.assign(window, { recording: { stop } satisfies Recording })
}
