import { t } from '@lingui/core/macro'
import { pictureTypes } from '@planwall/shared/board/picture'
import type { Point } from '@planwall/shared/board/model'
import { toast } from '../ui/toast-store.ts'
import type { BoardHandle } from './open-board.ts'

export interface PictureRequest {
  files: readonly File[]
  /** Middle of the first on the wall, board units; absent: beside what is there. */
  at?: Point | undefined
  /** Told of the pictures once they are on the wall. */
  onAdded?: (ids: string[]) => void
}

/** Sends pictures to the server and puts them on the wall. What does that is fetched when it is first needed. */
export function addPictures(handle: BoardHandle, request: PictureRequest): void {
  void import('./add-pictures.ts').then(
    ({ sendPictures }) => sendPictures(handle, request),
    () => toast(t`The picture could not be added: the server cannot be reached.`, 'warn'),
  )
}

/** The pictures among what is pasted or dropped. */
export function picturesIn(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
}

/** Lets the person choose files, where a press of a button or key asks for it. */
export function choosePictures(onChosen: (files: File[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.accept = pictureTypes.join(',')
  input.addEventListener('change', () => onChosen([...(input.files ?? [])]))
  input.click()
}
