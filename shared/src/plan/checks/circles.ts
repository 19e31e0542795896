/**
 * The circles among things that wait for each other: each is the list of those that can all reach one another, in the
 * order given. Tarjan's strongly connected components, without recursion, so that a chain may be of any length.
 */
export function circlesAmong(ids: readonly string[], next: (id: string) => readonly string[]): string[][] {
  const known = new Set(ids)
  const rank = new Map(ids.map((id, i) => [id, i]))
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const onStack = new Set<string>()
  const stack: string[] = []
  const circles: string[][] = []
  for (const root of ids) {
    if (index.has(root)) continue
    const path: { id: string; rest: string[] }[] = []
    const enter = (id: string) => {
      index.set(id, index.size)
      low.set(id, index.get(id) ?? 0)
      stack.push(id)
      onStack.add(id)
      path.push({ id, rest: next(id).filter((other) => known.has(other)) })
    }
    enter(root)
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { id } = top
      const other = top.rest.pop()
      if (other !== undefined) {
        if (!index.has(other)) enter(other)
        else if (onStack.has(other)) low.set(id, Math.min(low.get(id) ?? 0, index.get(other) ?? 0))
        continue
      }
      path.pop()
      const parent = path.at(-1)
      if (parent) low.set(parent.id, Math.min(low.get(parent.id) ?? 0, low.get(id) ?? 0))
      if (low.get(id) !== index.get(id)) continue
      const circle = stack.splice(stack.lastIndexOf(id))
      for (const member of circle) onStack.delete(member)
      if (circle.length > 1 || next(id).includes(id)) circles.push(circle)
    }
  }
  const byRank = (a: string, b: string) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)
  return circles.map((circle) => circle.toSorted(byRank)).toSorted((a, b) => byRank(a[0] ?? '', b[0] ?? ''))
}
