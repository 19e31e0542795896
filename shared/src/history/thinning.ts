/** A snapshot that was made because time went by while a board changed. */
export interface Timed {
  snapshotId: string
  /** Unix ms. */
  at: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How old a snapshot is, and one of how long a stretch of time is kept then, ms. Older ones go. */
const spans: readonly { upTo: number; oneOf: number }[] = [
  { upTo: 2 * HOUR, oneOf: 0 },
  { upTo: DAY, oneOf: HOUR },
  { upTo: 31 * DAY, oneOf: DAY },
]

/**
 * Ids of the snapshots that are not needed any more at a time: of those older than two hours the last of each hour stays,
 * of those older than a day the last of each day, and nothing that is older than a month. The newest of all stays however
 * old it is. Done again at the same time it names none of those that are left.
 */
export function thinnedOut(snapshots: readonly Timed[], now: number): string[] {
  const newestFirst = snapshots.toSorted((a, b) => b.at - a.at || (a.snapshotId < b.snapshotId ? -1 : 1))
  const stretches = new Set<string>()
  return newestFirst.flatMap(({ snapshotId, at }, index) => {
    const stretch = stretchOf(at, now)
    const isKept = index === 0 || (stretch !== undefined && !stretches.has(stretch))
    if (stretch !== undefined) stretches.add(stretch === '' ? snapshotId : stretch)
    return isKept ? [] : [snapshotId]
  })
}

/** Names the stretch of time of which one snapshot is kept: empty where every one is, undefined where none is. */
function stretchOf(at: number, now: number): string | undefined {
  const span = spans.find(({ upTo }) => now - at < upTo)
  if (!span) return undefined
  return span.oneOf === 0 ? '' : `${span.oneOf} ${Math.floor(at / span.oneOf)}`
}
