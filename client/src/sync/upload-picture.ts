import { callBoard } from './board-api.ts'
import type { BoardAccess, CallAnswer } from './board-api.ts'

/** A picture as the server keeps it. */
export interface UploadedPicture {
  pictureId: string
  mediaType: string
  /** Pixels. */
  width: number
  height: number
}

/** Sends a picture; the same one a second time is the same picture. Never rejects. */
export function uploadPicture(access: BoardAccess, picture: Blob): Promise<CallAnswer<UploadedPicture>> {
  return callBoard<UploadedPicture>(access, 'POST', '/pictures', picture)
}
