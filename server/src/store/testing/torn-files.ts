import type { Dice } from '@planwall/shared/testing/dice'

/** What a disk writes at once, or not at all, bytes. */
const sectorBytes = 512
/** SQLite begins a log anew with this many bytes, and waits for the disk before it goes on. */
const logHeaderBytes = 32
const pageBytes = 4096

/**
 * A write-ahead log as it may be found after the power went: of what was written since it was last flushed, any sectors
 * are there, others are not, and some are neither (bytes that were not written stay as they were). It may also be longer
 * or shorter than it was.
 */
export function tornLog(dice: Dice, flushed: Uint8Array, written: Uint8Array): Uint8Array {
  const found = new Uint8Array(Math.max(flushed.byteLength, written.byteLength))
  found.set(flushed)
  const isNewLog = !sameBytes(flushed, written, 0, logHeaderBytes)
  if (isNewLog) found.set(written.subarray(0, logHeaderBytes))
  for (let at = 0; at < written.byteLength; at += sectorBytes) {
    const fate = dice.pick(['old', 'new', 'new', 'garbage'] as const)
    if (fate === 'old') continue
    for (let i = at; i < Math.min(at + sectorBytes, written.byteLength); i++) {
      if (isNewLog && i < logHeaderBytes) continue
      if (found[i] !== written[i]) found[i] = fate === 'new' ? (written[i] ?? 0) : dice.below(256)
    }
  }
  const kept = flushed.byteLength + dice.below(found.byteLength - flushed.byteLength + 1)
  const garbage = dice.percent(30) ? dice.bytes(dice.below(3 * sectorBytes)) : new Uint8Array()
  return concat(found.subarray(0, isNewLog ? found.byteLength : kept), garbage)
}

/** A database as it may be found when the power went while the log was copied into it: some pages are there, some not. */
export function tornDatabase(dice: Dice, before: Uint8Array, after: Uint8Array): Uint8Array {
  const found = new Uint8Array(dice.percent(50) ? Math.max(before.byteLength, after.byteLength) : before.byteLength)
  found.set(before)
  for (let at = 0; at < found.byteLength; at += pageBytes) {
    if (dice.percent(50)) found.set(after.subarray(at, Math.min(at + pageBytes, found.byteLength)), at)
  }
  return found
}

function sameBytes(a: Uint8Array, b: Uint8Array, from: number, to: number): boolean {
  return Buffer.compare(a.subarray(from, to), b.subarray(from, to)) === 0
}

function concat(...arrays: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(arrays))
}
