import type { BoardElement, Geometry, Picture } from './model.ts'

/** A picture is named by its content: the SHA-256 of the bytes that are kept, in hexadecimal. */
const pictureName = /^[0-9a-f]{64}$/

export function isPictureName(name: unknown): name is string {
  return typeof name === 'string' && pictureName.test(name)
}

/** Widths a picture is kept in beside its own, pixels; those that would be larger than it are not made. */
export const thumbnailWidths = [160, 480, 1200] as const

/** Media types of pictures that are taken. */
export const pictureTypes = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/svg+xml',
] as const
export type PictureType = (typeof pictureTypes)[number]

/** How large a new picture is on the wall at most, board units. */
const LARGEST = { w: 480, h: 400 }

/** The size of a new picture on the wall: its own, or what of that fits. */
export function sizeOnWall({ w, h }: { w: number; h: number }): { w: number; h: number } {
  const scale = Math.min(1, LARGEST.w / w, LARGEST.h / h)
  return { w: Math.max(24, Math.round(w * scale)), h: Math.max(24, Math.round(h * scale)) }
}

/** Pictures of a board, as one reads: top to bottom, then left to right. */
export function picturesOf(elements: Iterable<BoardElement>): Picture[] {
  const pictures: Picture[] = []
  for (const element of elements) if (element.type === 'picture') pictures.push(element)
  return pictures.toSorted((a, b) => byPlace(a.geometry, b.geometry) || (a.id < b.id ? -1 : 1))
}

function byPlace(a: Geometry, b: Geometry): number {
  return a.y - b.y || a.x - b.x
}
