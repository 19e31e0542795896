import { useEffect, useLayoutEffect, useRef } from 'react'
import type { ComponentProps, KeyboardEvent } from 'react'
import type { SharedText } from '../sync/shared-text.ts'
import { spliceTyped, withRemote } from '../sync/typing.ts'
import type { Delta, Typed } from '../sync/typing.ts'
import './shared-text-area.css'

export interface SharedTextAreaProps extends Omit<
  ComponentProps<'textarea'>,
  'value' | 'defaultValue' | 'onChange' | 'onInput' | 'ref'
> {
  /** Must stay the same object as long as it is the same text. */
  text: SharedText
  /** Enter ends the editing; Shift+Enter makes a new line. Without it Enter makes a new line. */
  onEnter?: (() => void) | undefined
  onEscape?: (() => void) | undefined
  onUndo: () => void
  onRedo: () => void
}

/**
 * A text box for a text that others may be typing in too. Each keystroke goes out as the splice it was; what others
 * type appears without moving the caret from its letters. Words being composed (accents, CJK) go out when they are done.
 */
export function SharedTextArea({ text, onEnter, onEscape, onUndo, onRedo, ...rest }: SharedTextAreaProps) {
  const ref = useRef<HTMLTextAreaElement>(null)
  const shown = useRef('')
  const composing = useRef<{ waiting: Delta[] } | null>(null)

  useLayoutEffect(() => {
    const box = ref.current
    if (!box) return undefined
    shown.current = text.read()
    box.value = shown.current
    return text.observe((delta) => {
      if (composing.current) composing.current.waiting.push(delta)
      else shown.current = show(box, withRemote({ ...caretOf(box), text: shown.current }, delta))
    })
  }, [text])

  // The browser's own undo (in its menus) knows only this box, and would take back what others typed.
  useEffect(() => {
    const box = ref.current
    const onBeforeInput = (event: InputEvent) => {
      if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return
      event.preventDefault()
      if (event.inputType === 'historyUndo') onUndo()
      else onRedo()
    }
    box?.addEventListener('beforeinput', onBeforeInput)
    return () => box?.removeEventListener('beforeinput', onBeforeInput)
  }, [onUndo, onRedo])

  useEffect(() => {
    const box = ref.current
    if (rest.autoFocus && box) box.setSelectionRange(box.value.length, box.value.length)
  }, [rest.autoFocus])

  const sendTyped = (box: HTMLTextAreaElement) => {
    const splice = spliceTyped(shown.current, { ...caretOf(box), text: box.value })
    shown.current = box.value
    if (splice.remove > 0 || splice.insert !== '') text.splice(splice)
  }
  const sendComposed = (box: HTMLTextAreaElement, waiting: readonly Delta[]) => {
    const caret = caretOf(box)
    const splice = spliceTyped(shown.current, { ...caret, text: box.value })
    let moved: Typed = { text: shown.current, start: splice.index, end: splice.index + splice.remove }
    for (const delta of waiting) moved = withRemote(moved, delta)
    text.splice({ index: moved.start, remove: moved.end - moved.start, insert: splice.insert })
    const by = moved.start - splice.index
    shown.current = show(box, { text: text.read(), start: caret.start + by, end: caret.end + by })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    rest.onKeyDown?.(event)
    if (event.defaultPrevented || event.nativeEvent.isComposing) return
    const act = actOf(event, { onEnter, onEscape, onUndo, onRedo })
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  return (
    <textarea
      rows={1}
      {...rest}
      ref={ref}
      className={`pw-shared-text ${rest.className ?? ''}`}
      onKeyDown={onKeyDown}
      onInput={(event) => {
        if (!composing.current) sendTyped(event.currentTarget)
      }}
      onCompositionStart={() => {
        composing.current = { waiting: [] }
      }}
      onCompositionEnd={(event) => {
        const waiting = composing.current?.waiting ?? []
        composing.current = null
        sendComposed(event.currentTarget, waiting)
      }}
    />
  )
}

type Acts = Pick<SharedTextAreaProps, 'onEnter' | 'onEscape' | 'onUndo' | 'onRedo'>

function actOf(event: KeyboardEvent, { onEnter, onEscape, onUndo, onRedo }: Acts): (() => void) | undefined {
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey
  const letter = event.key.toLowerCase()
  if (isCommand && letter === 'z') return event.shiftKey ? onRedo : onUndo
  if (isCommand && letter === 'y') return onRedo
  if (event.key === 'Enter' && !event.shiftKey) return onEnter
  return event.key === 'Escape' ? onEscape : undefined
}

function caretOf(box: HTMLTextAreaElement): { start: number; end: number } {
  return { start: box.selectionStart, end: box.selectionEnd }
}

/** Puts words and caret in the box; the caret only where it is seen, since setting it would take the focus elsewhere. */
function show(box: HTMLTextAreaElement, { text, start, end }: Typed): string {
  if (box.value !== text) box.value = text
  if (document.activeElement === box) box.setSelectionRange(start, end)
  return text
}
