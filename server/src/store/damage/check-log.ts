import { existsSync, readFileSync } from 'node:fs'

const headerBytes = 32
const frameHeadBytes = 24

/**
 * Whether a write-ahead log ends in commits that cannot be read: SQLite reads it up to the first frame that is not whole
 * and takes that for the end. After the power went it is, since what was not flushed may be there in part; a log that was
 * damaged looks the same. Gives how many commits lie behind that place; 0 for a log that is whole, or none.
 */
export function commitsBeyondReading(file: string): number {
  if (!existsSync(file)) return 0
  const log = readFileSync(file)
  if (log.length < headerBytes) return 0
  const pageBytes = log.readUInt32BE(8)
  if (pageBytes < 512 || pageBytes > 65_536) return log.length > headerBytes ? 1 : 0
  const isBig = (log.readUInt32BE(0) & 1) === 1
  const salts = log.subarray(16, 24)
  let sum = checksum(log.subarray(0, 24), isBig, [0, 0])
  if (!isSame(sum, log, 24)) return 1
  let isReading = true
  let beyond = 0
  for (let at = headerBytes; at + frameHeadBytes + pageBytes <= log.length; at += frameHeadBytes + pageBytes) {
    const isOfThisLog = salts.equals(log.subarray(at + 8, at + 16))
    if (isReading) {
      const head = checksum(log.subarray(at, at + 8), isBig, sum)
      const next = checksum(log.subarray(at + frameHeadBytes, at + frameHeadBytes + pageBytes), isBig, head)
      isReading = isOfThisLog && isSame(next, log, at + 16)
      if (isReading) {
        sum = next
        continue
      }
    }
    if (isOfThisLog && log.readUInt32BE(at + 4) > 0) beyond++
  }
  return beyond
}

type Sum = [number, number]

/** SQLite's own: Fibonacci weights over pairs of words. */
function checksum(bytes: Buffer, isBig: boolean, [from0, from1]: Sum): Sum {
  let [s0, s1] = [from0, from1]
  const word = (at: number) => (isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at))
  for (let at = 0; at < bytes.length; at += 8) {
    s0 = (s0 + word(at) + s1) >>> 0
    s1 = (s1 + word(at + 4) + s0) >>> 0
  }
  return [s0, s1]
}

function isSame([s0, s1]: Sum, bytes: Buffer, at: number): boolean {
  return bytes.readUInt32BE(at) === s0 && bytes.readUInt32BE(at + 4) === s1
}
