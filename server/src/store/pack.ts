import { promisify } from 'node:util'
import { constants, zstdCompress, zstdCompressSync, zstdDecompress, zstdDecompressSync } from 'node:zlib'

/** With a checksum, so that what the disk changed does not unpack. */
const params = { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 }

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

/** Makes bytes small for the disk (zstd), in the thread pool. */
export function pack(bytes: Uint8Array): Promise<Uint8Array> {
  return compress(bytes, { params })
}

/** The same at once, where nobody waits. */
export function packNow(bytes: Uint8Array): Uint8Array {
  return zstdCompressSync(bytes, { params })
}

/** Rejects where the bytes are not those that were packed. */
export async function unpack(packed: Uint8Array): Promise<Uint8Array> {
  const bytes = await decompress(packed)
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** The same at once, where nobody waits; throws. */
export function unpackNow(packed: Uint8Array): Uint8Array {
  const bytes = zstdDecompressSync(packed)
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
