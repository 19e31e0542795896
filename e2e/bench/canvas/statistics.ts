/** The value below which this share (0 to 1) of the numbers lies; NaN for none. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  if (sorted.length === 0) return Number.NaN
  const at = share * (sorted.length - 1)
  const below = sorted[Math.floor(at)] as number
  const above = sorted[Math.ceil(at)] as number
  return below + (above - below) * (at - Math.floor(at))
}

export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5)
}

export function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length
}

export function sum(numbers: readonly number[]): number {
  let total = 0
  for (const n of numbers) total += n
  return total
}

/** Rise of the straight line through these points, in units of y for one unit of x; 0 for less than two points. */
export function slope(points: readonly { x: number; y: number }[]): number {
  if (points.length < 2) return 0
  const middleX = mean(points.map(({ x }) => x))
  const middleY = mean(points.map(({ y }) => y))
  const across = sum(points.map(({ x, y }) => (x - middleX) * (y - middleY)))
  return across / sum(points.map(({ x }) => (x - middleX) ** 2))
}
