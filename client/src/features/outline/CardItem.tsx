import { Trans, useLingui } from '@lingui/react/macro'
import { MAX_TEXT } from '@planwall/shared/board/fields'
import { isCardKind } from '@planwall/shared/board/kinds'
import type { Card } from '@planwall/shared/board/model'
import { memo, useMemo } from 'react'
import type { MouseEvent } from 'react'
import { canvas, select } from '../../canvas/canvas-api.ts'
import { dueFieldOf, ownerFieldOf, useMayEdit } from '../../sync/card-acts.ts'
import { formatDay } from '../../sync/dates.ts'
import { iconOf, kindColors } from '../../sync/kind-icons.ts'
import { kindWords } from '../../sync/kind-names.ts'
import { titleOf } from '../../sync/shared-text.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { SharedTextArea } from '../../ui/SharedTextArea.tsx'
import { CardActs } from './CardActs.tsx'
import { keepSpace, outlineKeys } from './outline-keys.ts'
import { useOutline, useOutlineStore } from './outline-store.ts'
import type { OutlineState } from './outline-store.ts'
import { useActs } from './acts-context.ts'
import { goToRow } from './go-to-row.ts'
import styles from './CardItem.module.css'

/** One card of the list. Only the card the keyboard is on shows what can be done with it. */
export const CardItem = memo(function CardItem({ card }: { card: Card }) {
  const { id } = card
  // One subscription a row: there may be thousands.
  const flags = useOutline((state) => flagsOf(state, id))
  const isActive = (flags & flag.active) !== 0
  const isLeaving = (flags & flag.leaving) !== 0
  const isSelected = (flags & flag.selected) !== 0
  return (
    <li
      className={styles.item}
      style={kindColors(card.kind)}
      data-selected={isSelected}
      data-active={isActive}
      data-open={isActive || isLeaving}
    >
      <Line card={card} flags={flags} />
      {(isActive || isLeaving) && <CardActs card={card} isLeaving={!isActive} />}
    </li>
  )
})

const flag = { active: 1, selected: 2, editing: 4, typing: 8, leaving: 16 } as const

function flagsOf({ activeId, selected, editingId, typing, leaving }: OutlineState, id: string): number {
  return (
    (activeId === id ? flag.active : 0) +
    (selected.has(id) ? flag.selected : 0) +
    (editingId === id ? flag.editing : 0) +
    (typing.has(id) ? flag.typing : 0) +
    (leaving.has(id) ? flag.leaving : 0)
  )
}

function Line({ card, flags }: { card: Card; flags: number }) {
  const store = useOutlineStore()
  const acts = useActs()
  const { t, i18n } = useLingui()
  const { id, kind } = card
  const Icon = iconOf(kind)
  const tabIndex = (flags & flag.active) === 0 ? -1 : 0
  const text = card.text.trim() === '' ? t`(no text)` : card.text
  const onClick = (event: MouseEvent<HTMLElement>) => {
    goToRow(store, id, event.currentTarget, isTap(event))
    if (event.ctrlKey || event.metaKey || event.shiftKey) acts.toggle(id)
    else select([id])
  }
  const onFocus = () => {
    if (store.getState().activeId !== id) store.setState({ activeId: id })
    canvas.setState({ activeZoneId: card.zoneId })
  }
  return (
    <div className={styles.line}>
      <input
        type="checkbox"
        className={styles.select}
        tabIndex={tabIndex}
        aria-label={t`Select: ${text}`}
        checked={(flags & flag.selected) !== 0}
        onChange={() => acts.toggle(id)}
      />
      {(flags & flag.editing) === 0 ? (
        <button
          type="button"
          className={styles.row}
          data-row={id}
          tabIndex={tabIndex}
          onFocus={onFocus}
          onKeyDown={(event) => outlineKeys(event, acts)}
          onKeyUp={keepSpace}
          // What is shown for the card before goes away when the focus moves: not between press and release of the mouse.
          onMouseDown={(event) => event.preventDefault()}
          onClick={onClick}
          onDoubleClick={() => acts.edit(id)}
        >
          <span className={styles.kind}>
            <Icon aria-hidden="true" />
            {isCardKind(kind) ? i18n._(kindWords[kind].name) : t`Unknown kind`}
          </span>
          <span className={card.text.trim() === '' ? styles.empty : styles.text}>{text}</span>
          <Facts card={card} isTyping={(flags & flag.typing) !== 0} />
        </button>
      ) : (
        <TextEditor card={card} />
      )}
    </div>
  )
}

/** Owner, date, votes, and who is typing. */
function Facts({ card, isTyping }: { card: Card; isTyping: boolean }) {
  const { t, i18n } = useLingui()
  const { kind, fields, votes } = card
  const ownerId = fields[ownerFieldOf(kind) ?? '']
  const due = fields[dueFieldOf(kind) ?? '']
  const hasOwner = typeof ownerId === 'string'
  if (!hasOwner && typeof due !== 'string' && votes === 0 && !isTyping) return null
  return (
    <span className={styles.facts}>
      {hasOwner && <OwnerName id={ownerId} />}
      {typeof due === 'string' && <span>{t`Due: ${formatDay(due, i18n.locale)}`}</span>}
      {votes > 0 && <span>{t`Votes: ${votes}`}</span>}
      {isTyping && <TypingNames id={card.id} />}
    </span>
  )
}

function OwnerName({ id }: { id: string }) {
  const { t } = useLingui()
  const name = useView((view) => {
    const person = view.elements.get(id)
    return person?.type === 'card' ? person.text : ''
  })
  return name === '' ? null : <span>{t`Owner: ${name}`}</span>
}

function TypingNames({ id }: { id: string }) {
  const names = useOutline((state) => state.typing.get(id) ?? '')
  return (
    <span className={styles.typing}>
      <Trans>{names} is typing</Trans>
    </span>
  )
}

function TextEditor({ card }: { card: Card }) {
  const handle = useBoard()
  const acts = useActs()
  const { t } = useLingui()
  const text = useMemo(() => titleOf(handle, card.id), [handle, card.id])
  const canEdit = useMayEdit()
  if (!card.known || !canEdit) return <span className={styles.row}>{card.text}</span>
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

function isTap({ nativeEvent }: MouseEvent): boolean {
  return nativeEvent instanceof PointerEvent && nativeEvent.pointerType !== 'mouse'
}
