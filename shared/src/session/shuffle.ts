/** Gives numbers from 0 (included) to 1 (excluded), such as a generator with a seed, or the server's dice. */
export type Random = () => number

/** The same things in an order drawn by lot; every order is as likely as any other. The input is left alone. */
export function shuffled<T>(things: readonly T[], random: Random): T[] {
  const left = [...things]
  for (let last = left.length - 1; last > 0; last--) {
    const pick = Math.min(last, Math.floor(random() * (last + 1)))
    const taken = left[pick] as T
    left[pick] = left[last] as T
    left[last] = taken
  }
  return left
}
