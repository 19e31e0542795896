export interface RampOptions {
  start: number
  /** Larger ones are not tried. */
  most: number
  /** First the size is multiplied by this from one try to the next. */
  factor: number
  /** Then the gap is halved until it is this small, as a ratio such as 1.05. */
  precision: number
}

export interface Ramp {
  /** The largest size that passed; 0 where none did. */
  largest: number
  /** The smallest size that failed above it; undefined where even `most` passed. */
  failed: number | undefined
}

/** Searches the largest size that passes, on the belief that everything below it passes as well. */
export async function findLargest(
  { start, most, factor, precision }: RampOptions,
  passes: (size: number) => Promise<boolean>,
): Promise<Ramp> {
  let largest = 0
  let failed: number | undefined
  for (let size = Math.min(start, most); ; size = Math.min(most, Math.round(size * factor))) {
    if (!(await passes(size))) {
      failed = size
      break
    }
    largest = size
    if (size >= most) return { largest, failed }
  }
  while (failed > largest * precision && failed - largest > 1) {
    const size = between(largest, failed)
    if (await passes(size)) largest = size
    else failed = size
  }
  return { largest, failed }
}

function between(low: number, high: number): number {
  const middle = low === 0 ? high / 2 : Math.sqrt(low * high)
  return Math.min(high - 1, Math.max(low + 1, Math.round(middle)))
}
