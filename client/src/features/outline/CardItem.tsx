import { Trans, useLingui } from '@lingui/react/macro'
import { MAX_TEXT } from '@planwall/shared/board/fields'
import { isCardKind } from '@planwall/shared/board/kinds'
import type { Card } from '@planwall/shared/board/model'
import { memo, useMemo } from 'react'
import type { MouseEvent } from 'react'
import { flushSync } from 'react-dom'
import { canvas, select } from '../../canvas/canvas-api.ts'
import { dueFieldOf, mayEdit, ownerFieldOf } from '../../sync/card-acts.ts'
import { formatDay } from '../../sync/dates.ts'
import { iconOf, kindColors } from '../../sync/kind-icons.ts'
import { kindWords } from '../../sync/kind-names.ts'
import { titleOf } from '../../sync/shared-text.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { SharedTextArea } from '../../ui/SharedTextArea.tsx'
import { CardActs } from './CardActs.tsx'
import { keepSpace, outlineKeys } from './outline-keys.ts'
import { useOutline, useOutlineStore } from './outline-store.ts'
import { useActs } from './acts-context.ts'
import styles from './CardItem.module.css'

/** One card of the list. Only the card the keyboard is on shows what can be done with it. */
export const CardItem = memo(function CardItem({ card }: { card: Card }) {
  const { id } = card
  const isActive = useOutline((state) => state.activeId === id)
  const isSelected = useOutline((state) => state.selected.has(id))
  const isEditing = useOutline((state) => state.editingId === id)
  return (
    <li className={styles.item} style={kindColors(card.kind)} data-selected={isSelected} data-active={isActive}>
      <div className={styles.line}>
        <SelectBox card={card} isSelected={isSelected} isActive={isActive} />
        {isEditing ? <TextEditor card={card} /> : <Row card={card} isActive={isActive} isSelected={isSelected} />}
      </div>
      {isActive && <CardActs card={card} />}
    </li>
  )
})

interface RowProps {
  card: Card
  isActive: boolean
  isSelected: boolean
}

function SelectBox({ card, isSelected, isActive }: RowProps) {
  const { t } = useLingui()
  const acts = useActs()
  return (
    <input
      type="checkbox"
      className={styles.select}
      tabIndex={isActive ? 0 : -1}
      aria-label={t`Select: ${card.text.trim() || t`(no text)`}`}
      checked={isSelected}
      onChange={() => acts.toggle(card.id)}
    />
  )
}

function Row({ card, isActive }: RowProps) {
  const store = useOutlineStore()
  const acts = useActs()
  const { t, i18n } = useLingui()
  const { id, kind, text } = card
  const Icon = iconOf(kind)
  const onClick = (event: MouseEvent<HTMLElement>) => {
    keepInPlace(event.currentTarget, () => {
      flushSync(() => store.setState({ activeId: id }))
      event.currentTarget.focus({ preventScroll: true })
    })
    if (event.ctrlKey || event.metaKey || event.shiftKey) acts.toggle(id)
    else select([id])
  }
  const name = isCardKind(kind) ? i18n._(kindWords[kind].name) : t`Unknown kind`
  return (
    <button
      type="button"
      className={styles.row}
      data-row={id}
      tabIndex={isActive ? 0 : -1}
      onFocus={() => {
        if (store.getState().activeId !== id) store.setState({ activeId: id })
        canvas.setState({ activeZoneId: card.zoneId })
      }}
      onKeyDown={(event) => outlineKeys(event, acts)}
      onKeyUp={keepSpace}
      // What is shown for the card before goes away when the focus moves: not between press and release of the mouse.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
      onDoubleClick={() => acts.edit(id)}
    >
      <span className={styles.kind}>
        <Icon aria-hidden="true" />
        {name}
      </span>
      <span className={styles.text}>{text.trim() === '' ? <em>{t`(no text)`}</em> : text}</span>
      <Facts card={card} />
    </button>
  )
}

/** Keeps a row under the mouse while the list around it changes its height, so that a double-click hits it twice. */
function keepInPlace(row: HTMLElement, act: () => void): void {
  const before = row.getBoundingClientRect().top
  act()
  const scroller = row.closest('[data-outline]')
  scroller?.scrollBy(0, row.getBoundingClientRect().top - before)
}

/** Owner, date, votes, and who is typing. */
function Facts({ card }: { card: Card }) {
  const { i18n } = useLingui()
  const { kind, fields, votes } = card
  const ownerId = fields[ownerFieldOf(kind) ?? '']
  const owner = useView((view) => {
    const person = typeof ownerId === 'string' ? view.elements.get(ownerId) : undefined
    return person?.type === 'card' ? person.text : ''
  })
  const typing = useOutline((state) => state.typing.get(card.id))
  const due = fields[dueFieldOf(kind) ?? '']
  if (!owner && typeof due !== 'string' && votes === 0 && !typing) return null
  return (
    <span className={styles.facts}>
      {owner && (
        <span>
          <Trans>Owner: {owner}</Trans>
        </span>
      )}
      {typeof due === 'string' && (
        <span>
          <Trans>Due: {formatDay(due, i18n.locale)}</Trans>
        </span>
      )}
      {votes > 0 && (
        <span>
          <Trans>Votes: {votes}</Trans>
        </span>
      )}
      {typing && (
        <span className={styles.typing}>
          <Trans>{typing} is typing</Trans>
        </span>
      )}
    </span>
  )
}

function TextEditor({ card }: { card: Card }) {
  const handle = useBoard()
  const acts = useActs()
  const { t } = useLingui()
  const text = useMemo(() => titleOf(handle, card.id), [handle, card.id])
  if (!card.known || !mayEdit(handle)) return <span className={styles.row}>{card.text}</span>
  return (
    <SharedTextArea
      className={styles.editor}
      text={text}
      autoFocus
      maxLength={MAX_TEXT}
      aria-label={t`Text of the card`}
      onEnter={() => acts.endEdit(card.id, true)}
      onEscape={() => acts.endEdit(card.id, true)}
      onUndo={handle.undo.undo}
      onRedo={handle.undo.redo}
      onFocus={() => {
        handle.undo.boundary()
        handle.presence.setEditing(card.id)
      }}
      onBlur={() => {
        handle.presence.setEditing(null)
        handle.undo.boundary()
        acts.endEdit(card.id, false)
      }}
    />
  )
}
