import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { isCardKind } from '@planwall/shared/board/kinds'
import { Search, X } from 'lucide-react'
import { useCallback, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { canvas, select } from '../../canvas/canvas-api.ts'
import { iconOf, kindColors } from '../../sync/kind-icons.ts'
import { kindWords, wordsOfField } from '../../sync/kind-names.ts'
import { useView } from '../../sync/use-board.ts'
import { zoneNames } from '../../sync/zone-names.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import '../../ui/inputs.css'
import { findCards } from './find-cards.ts'
import type { Found } from './find-cards.ts'
import styles from './FindCard.module.css'

/** Finds cards by their words. Arrow keys go through what was found; Enter shows it on the wall or in the list. */
export function FindCard({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useLingui()
  const listId = useId()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const elements = useView((view) => view.elements)
  const words = useDeferredValue(typed)
  const search = useCallback(
    (text: string) => findCards(elements, text, (kind) => (isCardKind(kind) ? i18n._(kindWords[kind].name) : '')),
    [elements, i18n],
  )
  const found = useMemo(() => search(words), [search, words])
  const shown = found.slice(0, MAX_SHOWN)
  const at = Math.min(active, shown.length - 1)
  const frame = useRef<HTMLDivElement>(null)
  useFocusBack()
  useEffect(() => {
    frame.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [at])

  const show = (id: string | undefined, stay: boolean) => {
    if (id === undefined) return
    select([id])
    canvas.getState().actions?.show(id)
    if (!stay) onClose()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && shown.length > 0) setActive((at + step + shown.length) % shown.length)
    else if (event.key === 'Enter') {
      // Whoever types fast presses Enter before what was found is drawn.
      const match = words === typed ? shown[at] : search(typed)[0]
      show(match?.card.id, event.shiftKey)
    } else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <search ref={frame} className={styles.find} aria-label={t`Find a card`}>
      <div className={styles.box}>
        <Search aria-hidden="true" />
        <input
          className={styles.input}
          role="combobox"
          aria-label={t`Words of the card`}
          aria-expanded={shown.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined}
          placeholder={t`Find a card by its words`}
          autoComplete="off"
          autoFocus
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
        />
        <IconButton size="small" label={t`Close find`} icon={<X />} onClick={onClose} />
      </div>
      <p className={styles.count} role="status">
        {words.trim() !== '' && found.length === 0 && <Trans>No card contains “{words.trim()}”.</Trans>}
        {found.length > 0 && <Plural value={found.length} one="# card found" other="# cards found" />}
        {found.length > shown.length && <Trans>, the first {shown.length} are shown</Trans>}
      </p>
      <div id={listId} className={styles.list} role="listbox" aria-label={t`Cards found`}>
        {shown.map((result, index) => (
          <div
            key={result.card.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={styles.option}
            style={kindColors(result.card.kind)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => show(result.card.id, false)}
            onKeyDown={onKeyDown}
          >
            <Result result={result} />
          </div>
        ))}
      </div>
    </search>
  )
}

/** More than this are not listed: another word finds them faster. */
const MAX_SHOWN = 50

function Result({ result: { card, field } }: { result: Found }) {
  const { t, i18n } = useLingui()
  const Icon = iconOf(card.kind)
  const zone = useView((view) => zoneNames(view.session.zones, view.elements).get(card.zoneId ?? ''))
  const kind = isCardKind(card.kind) ? i18n._(kindWords[card.kind].name) : t`Unknown kind`
  const words = field === undefined ? undefined : wordsOfField(card.kind, field)
  return (
    <>
      <span className={styles.kind}>
        <Icon aria-hidden="true" />
        {kind}
      </span>
      <span className={styles.text}>{card.text.trim() || t`(no text)`}</span>
      <span className={styles.where}>
        {words && <Trans>Found in: {i18n._(words.label)}</Trans>} {zone}
      </span>
    </>
  )
}

/** Whoever had the keyboard before has it again afterwards. */
function useFocusBack(): void {
  useEffect(() => {
    const before = document.activeElement
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
}
