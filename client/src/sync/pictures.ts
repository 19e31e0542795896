import { thumbnailWidths } from '@planwall/shared/board/picture'
import type { BoardAccess } from './board-api.ts'

/** A picture that somebody shows; to be let go of when it is no longer shown. */
export interface HeldPicture {
  /** Rejects with the status of the answer, or with 0 where there was none. */
  blob: Promise<Blob>
  /** The same as an address that counts in this tab alone, for as long as it is held. */
  url: Promise<string>
  release: () => void
}

interface Entry {
  blob: Promise<Blob>
  url: string | undefined
  users: number
}

/** The server's answer to a request for a picture, where it was none. */
export class NoPicture extends Error {
  /** 0: no answer. */
  readonly status: number

  constructor(status: number) {
    super(`No picture: ${status}`)
    this.status = status
  }
}

/** The width to ask for to have so many pixels; undefined: the whole picture. */
export function widthFor(pixels: number): number | undefined {
  return thumbnailWidths.find((width) => width >= pixels)
}

/**
 * Fetches a picture with the seat's token in a header, where it stands in no address and no log, and keeps it while it is
 * shown and some time after. Pictures of one name never change.
 */
export function holdPicture({ apiUrl, boardId, seatToken }: BoardAccess, name: string, width?: number): HeldPicture {
  const query = width === undefined ? '' : `?width=${width}`
  const address = `${apiUrl}/boards/${encodeURIComponent(boardId)}/pictures/${name}${query}`
  const entry = held.get(address) ?? { blob: fetchPicture(address, seatToken), url: undefined, users: 0 }
  // The last one used stands last.
  held.delete(address)
  held.set(address, entry)
  entry.users++
  entry.blob.catch(() => {
    if (held.get(address) === entry) held.delete(address)
  })
  let isHeld = true
  return {
    blob: entry.blob,
    url: entry.blob.then((blob) => (entry.url ??= URL.createObjectURL(blob))),
    release: () => {
      if (!isHeld) return
      isHeld = false
      entry.users--
      forgetOldest()
    },
  }
}

/** So many are kept beyond those that are shown. */
const KEPT = 120
const held = new Map<string, Entry>()

function forgetOldest(): void {
  for (const [address, { users, url }] of held) {
    if (held.size <= KEPT) return
    if (users > 0) continue
    held.delete(address)
    if (url !== undefined) URL.revokeObjectURL(url)
  }
}

async function fetchPicture(address: string, seatToken: string): Promise<Blob> {
  const headers = { authorization: `Bearer ${seatToken}` }
  const answer = await fetch(address, { headers }).catch(() => undefined)
  if (!answer?.ok) throw new NoPicture(answer?.status ?? 0)
  return await answer.blob()
}
