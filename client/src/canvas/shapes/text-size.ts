/** How a text is set in its box: letter size in board units, and how many lines can be shown. */
export interface TextSize {
  size: number
  lines: number
}

/** Sizes a card's text may have; the largest that fits is taken. */
export const cardSizes = [19, 17, 15, 13.5, 12, 11] as const
export const areaSizes = [40, 32, 26, 22, 18, 15, 13] as const

export const LINE_HEIGHT = 1.28
/** Width of a letter as a share of its size: a little above the mean of Inter, so that the guess errs to the safe side. */
const LETTER_WIDTH = 0.54
/** Chinese, Japanese, Korean and pictures are as wide as they are high. */
const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u

/**
 * The largest size at which a text fits a box of w × h, by counting letters instead of measuring; the smallest, cut
 * after as many lines as fit, where none does. Pure: the same on every screen.
 */
export function textSize(text: string, w: number, h: number, sizes: readonly number[] = cardSizes): TextSize {
  let last: TextSize = { size: sizes.at(-1) ?? 12, lines: 1 }
  for (const size of sizes) {
    const lines = Math.max(1, Math.floor((h + 1) / (size * LINE_HEIGHT)))
    last = { size, lines }
    if (linesNeeded(text, w / size, lines) <= lines) return last
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

const SPACE_WIDTH = 0.28

function widthOf(word: string): number {
  let width = 0
  for (const letter of word) width += WIDE.test(letter) ? 1 : LETTER_WIDTH
  return width
}
