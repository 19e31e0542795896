import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { useId, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { holdsWords, plain } from '../sync/plain-text.ts'
import { IconButton } from './IconButton.tsx'
import './combobox.css'
import './inputs.css'

export interface ComboboxOption {
  id: string
  label: string
  /** Shown softly behind the label. */
  detail?: string | undefined
}

export interface ComboboxProps {
  /** What is chosen, read out with the box. */
  label: string
  id?: string | undefined
  options: readonly ComboboxOption[]
  /** What is chosen now; its label stands in the box. Null for boxes that only add. */
  value: ComboboxOption | null
  onPick: (id: string) => void
  onClear?: (() => void) | undefined
  /** Offered behind the options where no option is exactly what was typed. */
  create?: { words: (typed: string) => string; onCreate: (typed: string) => void } | undefined
  placeholder?: string | undefined
  describedBy?: string | undefined
  disabled?: boolean
  autoFocus?: boolean
}

/** A box to type in that offers what fits. What was typed and not chosen stays in the box, and the box says so. */
export function Combobox(props: ComboboxProps) {
  const { label, id, options, value, onPick, onClear, create, placeholder, describedBy, disabled, autoFocus } = props
  const { t } = useLingui()
  const listId = useId()
  const noteId = useId()
  const box = useRef<HTMLInputElement>(null)
  // Null: nothing typed since the last choice.
  const [typed, setTyped] = useState<string | null>(null)
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const choices = useMemo(() => choicesFor(typed ?? '', options, create?.words), [typed, options, create?.words])
  const at = Math.min(active, choices.shown.length - 1)

  const settle = () => {
    setTyped(null)
    setOpen(false)
    setActive(0)
  }
  const choose = (choice: Choice | undefined) => {
    if (!choice) return
    settle()
    if (choice.isNew) create?.onCreate((typed ?? '').trim())
    else onPick(choice.id)
  }
  const clear = () => {
    settle()
    onClear?.()
    box.current?.focus()
  }
  const onBlur = () => {
    setOpen(false)
    if (typed === null) return
    if (typed.trim() === '') {
      settle()
      if (value) onClear?.()
      return
    }
    const same = choices.shown.filter((choice) => !choice.isNew && plain(choice.label) === plain(typed))
    if (same.length === 1) choose(same[0])
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      if (isOpen) setActive((at + step + choices.shown.length) % Math.max(1, choices.shown.length))
      setOpen(true)
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault()
      event.stopPropagation()
      if (typed?.trim() === '' && onClear) clear()
      else choose(choices.shown[at])
    } else if (event.key === 'Escape' && (isOpen || typed !== null)) {
      event.preventDefault()
      event.stopPropagation()
      settle()
    }
  }
  const isUnsettled = !isOpen && typed !== null && typed.trim() !== ''
  return (
    <div className="pw-combobox">
      <div className="pw-combobox-box">
        <input
          ref={box}
          id={id}
          className="pw-input"
          role="combobox"
          autoComplete="off"
          aria-label={label}
          aria-expanded={isOpen}
          aria-controls={isOpen ? listId : undefined}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && at >= 0 ? `${listId}-${at}` : undefined}
          aria-describedby={[describedBy, isUnsettled ? noteId : ''].filter(Boolean).join(' ') || undefined}
          aria-invalid={isUnsettled || undefined}
          placeholder={placeholder}
          disabled={disabled}
          autoFocus={autoFocus}
          value={typed ?? value?.label ?? ''}
          onChange={(event) => {
            setTyped(event.target.value)
            setActive(0)
            setOpen(true)
          }}
          onClick={() => setOpen(true)}
          onFocus={(event) => event.target.select()}
          onBlur={onBlur}
          onKeyDown={onKeyDown}
        />
        {onClear && value && !disabled && (
          <IconButton label={t`Clear ${label}`} icon={<X />} onMouseDown={keepFocus} onClick={clear} />
        )}
      </div>
      {isOpen && (
        <div
          className="pw-combobox-list"
          id={listId}
          role="listbox"
          aria-label={label}
          tabIndex={-1}
          onMouseDown={keepFocus}
        >
          {choices.shown.map((choice, index) => (
            <div
              key={choice.id}
              id={`${listId}-${index}`}
              className="pw-combobox-option"
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onClick={() => choose(choice)}
              onKeyDown={() => undefined}
            >
              {choice.label}
              {choice.detail && <span className="pw-combobox-detail">{choice.detail}</span>}
            </div>
          ))}
          {choices.shown.length === 0 && <p className="pw-combobox-note">{t`Nothing fits.`}</p>}
          {choices.more > 0 && <p className="pw-combobox-note">{t`${choices.more} more: type to find them.`}</p>}
        </div>
      )}
      {isUnsettled && (
        <p id={noteId} className="pw-field-error" role="alert">
          {t`Not chosen yet: press Enter to choose from the list, or empty the box.`}
        </p>
      )}
    </div>
  )
}

interface Choice extends ComboboxOption {
  isNew: boolean
}

/** More than this are not drawn: whoever looks for one types. */
const MAX_SHOWN = 50

function choicesFor(
  typed: string,
  options: readonly ComboboxOption[],
  newWords: ((typed: string) => string) | undefined,
): { shown: Choice[]; more: number } {
  const isAny = plain(typed) === ''
  const found = isAny
    ? [...options]
    : options.filter(({ label, detail = '' }) => holdsWords(`${label} ${detail}`, typed))
  const starts = plain(typed)
  if (!isAny)
    found.sort((a, b) => Number(plain(b.label).startsWith(starts)) - Number(plain(a.label).startsWith(starts)))
  const shown: Choice[] = found.slice(0, MAX_SHOWN).map((option) => ({ ...option, isNew: false }))
  const isThere = options.some(({ label }) => plain(label) === starts)
  if (newWords && !isThere && typed.trim() !== '') shown.push({ id: 'new', label: newWords(typed.trim()), isNew: true })
  return { shown, more: found.length - Math.min(found.length, MAX_SHOWN) }
}

function keepFocus(event: { preventDefault: () => void }): void {
  event.preventDefault()
}
