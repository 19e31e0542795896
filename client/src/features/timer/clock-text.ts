/** Time left as a clock shows it: 4:05, or 1:04:05 from an hour on. A second that has begun is counted whole. */
export function clockText(ms: number): string {
  const all = Math.max(0, Math.ceil(ms / 1000))
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60]
  const two = (n: number) => String(n).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}

/** Minutes left for who hears and does not see them, rounded up; 0 only at the end. */
export function minutesLeft(ms: number): number {
  return Math.max(0, Math.ceil(ms / 60_000))
}
