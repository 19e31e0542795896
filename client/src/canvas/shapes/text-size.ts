/** How a text is set in its box: letter size in board units, and how many lines can be shown. */
export interface TextSize {
  size: number
  lines: number
  /**
   * It may need more room than the box has. Only then is it worth a clip: a browser lays out every clip of a wall anew
   * whenever one letter changes, and a card without any costs a fraction.
   */
  isTight: boolean
}

/** Sizes a card's text may have; the largest that fits is taken. */
export const cardSizes = [19, 17, 15, 13.5, 12, 11] as const
export const areaSizes = [40, 32, 26, 22, 18, 15, 13] as const

export const LINE_HEIGHT = 1.28
/** Widths of the letters from space to tilde in Inter at the weight cards have, hundredths of the size. */
const WIDTHS = [
  26, 31, 50, 64, 65, 100, 66, 32, 37, 37, 52, 67, 31, 46, 31, 37, 65, 42, 62, 63, 66, 60, 63, 57, 63, 63, 31, 32, 67,
  67, 67, 53, 99, 71, 66, 73, 72, 60, 59, 75, 74, 27, 58, 69, 57, 91, 76, 77, 64, 77, 65, 65, 65, 74, 71, 101, 70, 70,
  64, 37, 37, 37, 48, 46, 34, 57, 62, 58, 62, 59, 38, 62, 60, 25, 25, 56, 25, 89, 60, 60, 62, 62, 39, 54, 34, 60, 58,
  83, 56, 58, 56, 44, 35, 44, 67,
]
/** Any other letter, unless it is as wide as it is high: Chinese, Japanese, Korean and pictures. */
const OTHER_WIDTH = 66
const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u
const WIDE_WIDTH = 106
/** Letters whose widths are known well enough to trust that a text fits. */
const KNOWN = /^[\n\u0020-\u007e\u00a1-\u024f\u2010-\u201f\u2026]*$/
/** Another font may be in use until Inter has come, and letters are set on whole pixels. */
const SAFETY = 1.015

/**
 * The largest size at which a text fits a box of w × h, by counting letters instead of measuring; the smallest, cut
 * after as many lines as fit, where none does. Pure: the same on every screen.
 */
export function textSize(text: string, w: number, h: number, sizes: readonly number[] = cardSizes): TextSize {
  let last: TextSize = { size: sizes.at(-1) ?? 12, lines: 1, isTight: true }
  for (const size of sizes) {
    const lines = Math.max(1, Math.floor((h + 1) / (size * LINE_HEIGHT)))
    last = { size, lines, isTight: true }
    if (linesNeeded(text, w / size, lines) <= lines) return { ...last, isTight: !KNOWN.test(text) }
  }
  return last
}

/** The same text as lines of a width, for painting; at most `most`, the last one marked where more would follow. */
export function breakLines(text: string, w: number, size: number, most: number): string[] {
  const lines: string[] = []
  const room = w / size
  for (const paragraph of text.split('\n')) {
    lines.push(...broken(paragraph, room))
    if (lines.length > most) break
  }
  if (lines.length <= most) return lines
  const last = lines[most - 1] ?? ''
  return [...lines.slice(0, most - 1), `${last.slice(0, Math.max(0, last.length - 1))}…`]
}

/** What a text on one line takes, board units. */
export function lineWidth(text: string, size: number): number {
  return widthOf(text) * size
}

/** A name on one line: all of it, else its first word, else as much of that as there is room for. */
export function shortName(name: string, room: number, size: number): string {
  if (lineWidth(name, size) <= room) return name
  const [first = ''] = name.split(' ')
  if (lineWidth(first, size) <= room) return first
  let kept = ''
  for (const letter of first) {
    if (lineWidth(`${kept}${letter}…`, size) > room) break
    kept += letter
  }
  return kept === '' ? '' : `${kept}…`
}

/** Lines a text takes at `room` letter sizes a line; stops counting above `enough`. */
function linesNeeded(text: string, room: number, enough: number): number {
  let lines = 0
  for (const paragraph of text.split('\n')) {
    lines += broken(paragraph, room).length
    if (lines > enough) return lines
  }
  return lines
}

function broken(paragraph: string, room: number): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const word of paragraph.split(' ')) {
    const width = widthOf(word)
    const gap = line === '' ? 0 : SPACE_WIDTH
    if (used + gap + width <= room) {
      line = line === '' ? word : `${line} ${word}`
      used += gap + width
      continue
    }
    if (line !== '') lines.push(line)
    // A word that is longer than a line is broken inside.
    const pieces = width > room ? piecesOf(word, room) : [word]
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1) ?? ''
    used = widthOf(line)
  }
  return [...lines, line]
}

function piecesOf(word: string, room: number): string[] {
  const pieces: string[] = []
  let piece = ''
  let used = 0
  for (const letter of word) {
    const width = widthOf(letter)
    if (piece !== '' && used + width > room) {
      pieces.push(piece)
      piece = ''
      used = 0
    }
    piece += letter
    used += width
  }
  return [...pieces, piece]
}

const SPACE_WIDTH = 0.26

/** In letter sizes. */
function widthOf(word: string): number {
  let width = 0
  for (const letter of word) {
    const known = WIDTHS[(letter.codePointAt(0) ?? 0) - 32]
    width += known ?? (WIDE.test(letter) ? WIDE_WIDTH : OTHER_WIDTH)
  }
  return (width / 100) * SAFETY
}
