import { createHash } from 'node:crypto'
import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'

const pieceBytes = 1024 * 1024

/** Copies a file to a new place, onto the disk, and gives what was copied. Rejects where there is something already. */
export async function copyFile(from: string, to: string): Promise<{ bytes: number; sha256: string }> {
  const source = await open(from, 'r')
  try {
    await mkdir(dirname(to), { recursive: true, mode: 0o700 })
    const target = await open(to, 'wx', 0o600)
    try {
      const hash = createHash('sha256')
      const piece = Buffer.alloc(pieceBytes)
      let bytes = 0
      for (;;) {
        const { bytesRead } = await source.read(piece, 0, piece.length, null)
        if (bytesRead === 0) break
        hash.update(piece.subarray(0, bytesRead))
        await target.writeFile(piece.subarray(0, bytesRead))
        bytes += bytesRead
      }
      await target.sync()
      return { bytes, sha256: hash.digest('hex') }
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

/** What a file holds, without copying it. */
export async function sumFile(path: string): Promise<{ bytes: number; sha256: string }> {
  const file = await open(path, 'r')
  try {
    const hash = createHash('sha256')
    let bytes = 0
    for await (const piece of file.createReadStream({ autoClose: false })) {
      hash.update(piece as Buffer)
      bytes += (piece as Buffer).length
    }
    return { bytes, sha256: hash.digest('hex') }
  } finally {
    await file.close()
  }
}
