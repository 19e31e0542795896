import type { BoardHandle } from './open-board.ts'
import { holdPicture } from './pictures.ts'
import { seatsElsewhere } from './seats-elsewhere.ts'
import { uploadPicture } from './upload-picture.ts'

/**
 * Brings pictures of another board to this one, where this browser has a seat at both. Gives their names here by their
 * names there; those that could not be brought are missing. Never rejects.
 */
export async function bringPictures(
  { apiUrl, seat }: BoardHandle,
  fromBoard: string,
  names: Iterable<string>,
): Promise<Map<string, string>> {
  const here = new Map<string, string>()
  const seatToken = seatsElsewhere.tokenFor(fromBoard)
  if (seatToken === undefined) return here
  for (const name of new Set(names)) {
    const there = holdPicture({ apiUrl, boardId: fromBoard, seatToken }, name)
    const picture = await there.blob.catch(() => undefined)
    there.release()
    const sent = picture && (await uploadPicture({ apiUrl, ...seat }, picture))
    if (sent?.value) here.set(name, sent.value.pictureId)
  }
  return here
}
