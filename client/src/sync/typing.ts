/** A text box as it stands: its words and its selection, in UTF-16 units. */
export interface Typed {
  text: string
  start: number
  end: number
}

export interface Splice {
  index: number
  remove: number
  insert: string
}

/** A change of a Y.Text as Yjs reports it. */
export type Delta = readonly { retain?: number; insert?: unknown; delete?: number }[]

/**
 * The splice that one keystroke, paste or deletion was. The caret tells which of several equal letters was typed:
 * what stands after it was not touched.
 */
export function spliceTyped(before: string, after: Typed): Splice {
  const tail = after.text.length - after.end
  const isCaretTrue = tail <= before.length && before.endsWith(after.text.slice(after.end))
  const end = isCaretTrue ? tail : commonEnd(before, after.text)
  const start = Math.min(commonStart(before, after.text), before.length - end, after.text.length - end)
  return wholeLetters(before, after.text, start, end)
}

/** The box after somebody else's change: their words in, the caret at the letters where it was. */
export function withRemote(typed: Typed, delta: Delta): Typed {
  let { text, start, end } = typed
  let at = 0
  for (const { retain, insert, delete: gone } of delta) {
    if (retain !== undefined) at += retain
    else if (typeof insert === 'string') {
      text = text.slice(0, at) + insert + text.slice(at)
      // Words that arrive exactly at a collapsed caret go behind it, so that what is being typed stays together.
      if (start > at) start += insert.length
      if (end > at) end += insert.length
      at += insert.length
    } else if (gone !== undefined) {
      text = text.slice(0, at) + text.slice(at + gone)
      start = withoutRange(start, at, gone)
      end = withoutRange(end, at, gone)
    }
  }
  return { text, start, end: Math.max(start, end) }
}

/** A delta that says the same as "the text is now this": for changes nobody described. */
export function deltaBetween(before: string, after: string): Delta {
  const end = commonEnd(before, after)
  const start = Math.min(commonStart(before, after), before.length - end, after.length - end)
  const { index, remove, insert } = wholeLetters(before, after, start, end)
  return [{ retain: index }, ...(remove > 0 ? [{ delete: remove }] : []), ...(insert === '' ? [] : [{ insert }])]
}

function withoutRange(caret: number, at: number, length: number): number {
  return caret <= at ? caret : Math.max(at, caret - length)
}

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && a[length] === b[length]) length++
  return length
}

function commonEnd(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length++
  return length
}

/** Never cuts between the halves of a surrogate pair: two people who do so at once would leave half a letter. */
function wholeLetters(before: string, after: string, start: number, end: number): Splice {
  const index = start > 0 && isHighSurrogate(before, start - 1) ? start - 1 : start
  const tail = end > 0 && isLowSurrogate(before, before.length - end) ? end - 1 : end
  return { index, remove: before.length - index - tail, insert: after.slice(index, after.length - tail) }
}

function isHighSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff
}
