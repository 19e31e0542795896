/** A smooth SVG path through points given flat as x, y, x, y …: curves meet half-way between the points. */
export function strokePath(points: readonly number[]): string {
  const at = (index: number) => `${points[index * 2] ?? 0} ${points[index * 2 + 1] ?? 0}`
  const count = Math.floor(points.length / 2)
  if (count === 0) return ''
  // A dot is a line of no length with round ends.
  if (count === 1) return `M${at(0)}l0 0`
  let path = `M${at(0)}`
  for (let index = 1; index < count - 1; index++) path += `Q${at(index)} ${middle(points, index)}`
  return `${path}L${at(count - 1)}`
}

/** Leaves out points that lie nearer than `tolerance` to the line between the points that stay. */
export function simplified(points: readonly number[], tolerance: number): number[] {
  const count = Math.floor(points.length / 2)
  if (count <= 2) return points.slice(0, count * 2)
  const keep = new Set([0, count - 1])
  const open: [number, number][] = [[0, count - 1]]
  for (let span = open.pop(); span; span = open.pop()) {
    const [first, last] = span
    const { index, distance } = farthest(points, first, last)
    if (distance <= tolerance) continue
    keep.add(index)
    open.push([first, index], [index, last])
  }
  return [...keep].toSorted((a, b) => a - b).flatMap((index) => [points[index * 2] ?? 0, points[index * 2 + 1] ?? 0])
}

function middle(points: readonly number[], index: number): string {
  const x = ((points[index * 2] ?? 0) + (points[index * 2 + 2] ?? 0)) / 2
  const y = ((points[index * 2 + 1] ?? 0) + (points[index * 2 + 3] ?? 0)) / 2
  return `${x} ${y}`
}

function farthest(points: readonly number[], first: number, last: number): { index: number; distance: number } {
  const ax = points[first * 2] ?? 0
  const ay = points[first * 2 + 1] ?? 0
  const dx = (points[last * 2] ?? 0) - ax
  const dy = (points[last * 2 + 1] ?? 0) - ay
  const length = Math.hypot(dx, dy)
  let best = { index: first, distance: -1 }
  for (let index = first + 1; index < last; index++) {
    const px = (points[index * 2] ?? 0) - ax
    const py = (points[index * 2 + 1] ?? 0) - ay
    const distance = length === 0 ? Math.hypot(px, py) : Math.abs(px * dy - py * dx) / length
    if (distance > best.distance) best = { index, distance }
  }
  return best
}
