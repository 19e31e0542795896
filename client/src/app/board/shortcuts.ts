/** What a key does on the board, wherever the focus is. */
export type Act = 'find' | 'help' | 'undo' | 'redo' | 'close'

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/**
 * The act of a key press, if it is one of ours. `typing`: the caret is in a text, which then keeps the letters and its
 * own undo.
 */
export function actOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Key, typing: boolean): Act | undefined {
  if (altKey) return undefined
  const letter = key.toLowerCase()
  if (ctrlKey || metaKey) {
    if (letter === 'f' && !shiftKey) return 'find'
    if (typing) return undefined
    if (letter === 'z') return shiftKey ? 'redo' : 'undo'
    if (letter === 'y' && !shiftKey) return 'redo'
    return undefined
  }
  if (key === 'Escape') return 'close'
  if (typing) return undefined
  if (key === '/') return 'find'
  if (key === '?') return 'help'
  return undefined
}

/** Whether key presses on this element are text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range', 'color'].includes(target.type)
}
