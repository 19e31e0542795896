/** What a file is found by: the board it belongs to, and a name of its own. */
export interface AssetKey {
  boardId: string
  /** `<hash>` of a picture, or `<hash>.<width>` of a smaller one of it. */
  name: string
}

/**
 * Where files of boards lie: on this machine's disk, or in an S3-compatible store. Opaque bytes, whole or not at all.
 * Every verb rejects with `not-stored` where the place cannot be reached or is full.
 */
export interface AssetStore {
  /** It survives the end of the machine once this has resolved. Putting it again changes nothing that can be seen. */
  put(key: AssetKey, bytes: Uint8Array, mediaType: string): Promise<void>
  get(key: AssetKey): Promise<Uint8Array | undefined>
  /** Gone when this resolves; no matter whether it was there. */
  remove(key: AssetKey): Promise<void>
  /** Removes every file of a board, those nobody knows of too. */
  removeBoard(boardId: string): Promise<void>
  close(): Promise<void>
}

/** Throws for a key that could lead elsewhere. Every adapter asks it first. */
export function checkKey({ boardId, name }: AssetKey): void {
  checkBoardId(boardId)
  if (!/^[0-9a-f]{64}(\.\d{1,5})?$/.test(name)) throw new Error('This is no name of a file.')
}

export function checkBoardId(boardId: string): void {
  if (!/^[A-Za-z0-9_-]{6,64}$/.test(boardId)) throw new Error('This is no name of a board.')
}
