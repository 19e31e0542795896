import { Trans, useLingui } from '@lingui/react/macro'
import { MAX_TEXT } from '@planwall/shared/board/fields'
import type { Field } from '@planwall/shared/board/fields'
import { cardKinds, isCardKind } from '@planwall/shared/board/kinds'
import type { Card } from '@planwall/shared/board/model'
import { ChevronDown, ChevronUp, PanelRight, Pencil, Trash2 } from 'lucide-react'
import { memo, useId, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { select } from '../../canvas/canvas-api.ts'
import { deleteAll, dueFieldOf, moveToZone, ownerFieldOf } from '../../sync/card-acts.ts'
import { formatDay } from '../../sync/dates.ts'
import { requestDetails } from '../../sync/details-request.ts'
import { iconOf, kindColors } from '../../sync/kind-icons.ts'
import { kindWords } from '../../sync/kind-names.ts'
import { ownCardsOf } from '../../sync/own-cards.ts'
import { titleOf } from '../../sync/shared-text.ts'
import { isAllowed, isOwn, verdictOn } from '../../sync/step-rules.ts'
import { useBoard, useNameable, useView } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Select } from '../../ui/Select.tsx'
import { SharedTextArea } from '../../ui/SharedTextArea.tsx'
import { toast } from '../../ui/toast-store.ts'
import type { Place } from './places.ts'
import styles from './CardRow.module.css'

export interface CardRowProps {
  card: Card
  /** Where it could be moved. */
  places: readonly Place[]
  inPrivate: boolean
  /** Draws the fields of a card that is private: the details beside the wall know the wall's cards alone. */
  fieldsOf: (card: Card) => ReactNode
}

/** One card, with what this person may do with it in this step and nothing else. */
export const CardRow = memo(function CardRow({ card, places, inPrivate, fieldsOf }: CardRowProps) {
  const handle = useBoard()
  const { t, i18n } = useLingui()
  const [isEditing, setEditing] = useState(false)
  const [isFilling, setFilling] = useState(false)
  const fieldsId = useId()
  const row = useRef<HTMLLIElement>(null)
  const Icon = iconOf(card.kind)
  const text = card.text.trim() === '' ? t`(no text)` : card.text
  const may = useActs(card, places, inPrivate)
  const endEditing = () => {
    setEditing(false)
    requestAnimationFrame(() => row.current?.querySelector<HTMLElement>('[data-edit]')?.focus())
  }
  const remove = () => {
    if (!isAllowed(verdictOn(handle, 'delete', card, { inPrivate }))) return
    deleteAll(handle, [card.id])
    toast(t`Deleted: ${text}`, 'ok', { label: t`Undo`, onPress: handle.undo.undo })
  }
  return (
    <li ref={row} className={styles.card} style={kindColors(card.kind)} data-card={card.id}>
      <div className={styles.face}>
        <Icon aria-hidden="true" />
        <div className={styles.words}>
          {isEditing && may.edit ? (
            <TextEditor card={card} onEnd={endEditing} />
          ) : (
            <>
              {isCardKind(card.kind) && <span className="pw-hidden">{i18n._(kindWords[card.kind].name)}</span>}
              <p className={styles.text}>{text}</p>
            </>
          )}
          <Facts card={card} isMine={!inPrivate && isOwn(handle, card)} />
        </div>
        {may.edit && !isEditing && (
          <IconButton
            data-edit
            size="small"
            label={t`Edit: ${text}`}
            icon={<Pencil />}
            onClick={() => setEditing(true)}
          />
        )}
        {may.remove && <IconButton size="small" label={t`Delete: ${text}`} icon={<Trash2 />} onClick={remove} />}
      </div>
      {(may.fill || may.goes.length > 0) && (
        <div className={styles.acts}>
          {may.goes.length > 0 && (
            <Select
              className={styles.move}
              label={t`Move: ${text}`}
              value=""
              none={t`Move to …`}
              options={may.goes.map(({ zone, name }) => ({ id: zone.id, label: name }))}
              onChoose={(zoneId) => {
                if (zoneId === '' || !isAllowed(verdictOn(handle, 'move', card, { toZoneId: zoneId }))) return
                moveToZone(handle, [card.id], zoneId)
              }}
            />
          )}
          {may.fill && (
            <Button
              size="small"
              icon={inPrivate ? isFilling ? <ChevronUp /> : <ChevronDown /> : <PanelRight />}
              {...(inPrivate ? { 'aria-expanded': isFilling, 'aria-controls': fieldsId } : {})}
              onClick={() => {
                if (inPrivate) {
                  setFilling(!isFilling)
                  return
                }
                select([card.id])
                requestDetails()
              }}
            >
              <FillWords kind={card.kind} />
              <span className="pw-hidden">{`: ${text}`}</span>
            </Button>
          )}
        </div>
      )}
      {inPrivate && may.fill && (
        <div id={fieldsId} className={styles.fields} hidden={!isFilling}>
          {isFilling && fieldsOf(card)}
        </div>
      )}
    </li>
  )
})

/** What can be done with a card now. Asked again when the card, the zones or the step change. */
function useActs(card: Card, places: readonly Place[], inPrivate: boolean) {
  const handle = useBoard()
  const session = useView((view) => view.session)
  const tooNew = useView((view) => view.tooNew)
  const ownCards = useStore(ownCardsOf(handle))
  return useMemo(() => {
    const nothing = { edit: false, fill: false, remove: false, goes: [] as Place[] }
    if (!card.known || tooNew || !handle.canEditBoard || session !== handle.view.getState().session) return nothing
    if (ownCards !== ownCardsOf(handle).getState()) return nothing
    const mayMove = !inPrivate && verdictOn(handle, 'move', card, { toZoneId: card.zoneId }).allowed
    const edit = verdictOn(handle, 'edit', card, { inPrivate }).allowed
    return {
      edit,
      fill: edit && hasFields(card.kind),
      remove: verdictOn(handle, 'delete', card, { inPrivate }).allowed,
      goes: mayMove
        ? places.filter(
            ({ zone }) => zone.id !== card.zoneId && verdictOn(handle, 'move', card, { toZoneId: zone.id }).allowed,
          )
        : [],
    }
  }, [card, places, inPrivate, handle, session, tooNew, ownCards])
}

/** Whether the plan needs more of such a card than its text. */
function hasFields(kind: string): boolean {
  if (!isCardKind(kind)) return false
  const { title, fields }: { title: string; fields: Record<string, Field> } = cardKinds[kind]
  return Object.entries(fields).some(([name, { needed }]) => needed && name !== title)
}

function FillWords({ kind }: { kind: string }) {
  const [owner, due] = [ownerFieldOf(kind), dueFieldOf(kind)]
  if (owner !== undefined && due !== undefined) return <Trans>Who and when …</Trans>
  return <Trans>Fill in …</Trans>
}

function TextEditor({ card, onEnd }: { card: Card; onEnd: () => void }) {
  const handle = useBoard()
  const { t } = useLingui()
  const text = useMemo(() => titleOf(handle, card.id), [handle, card.id])
  return (
    <SharedTextArea
      className={styles.editor}
      text={text}
      autoFocus
      maxLength={MAX_TEXT}
      aria-label={t`Text of the card`}
      onEnter={onEnd}
      onEscape={onEnd}
      onUndo={handle.undo.undo}
      onRedo={handle.undo.redo}
      onFocus={() => {
        handle.undo.boundary()
        handle.presence.setEditing(card.id)
      }}
      onBlur={() => handle.presence.setEditing(null)}
    />
  )
}

/** Owner, date, score and votes, where there are any. */
function Facts({ card, isMine }: { card: Card; isMine: boolean }) {
  const { t, i18n } = useLingui()
  const { kind, fields, votes } = card
  const elements = useNameable()
  const ownerId = fields[ownerFieldOf(kind) ?? '']
  const owner = typeof ownerId === 'string' ? elements.get(ownerId) : undefined
  const due = fields[dueFieldOf(kind) ?? '']
  const { likelihood, impact } = fields
  const facts = [
    isMine && t`Yours`,
    owner?.type === 'card' && owner.text,
    typeof due === 'string' && t`by ${formatDay(due, i18n.locale)}`,
    typeof likelihood === 'number' && typeof impact === 'number' && t`Likelihood ${likelihood}, impact ${impact}`,
    votes > 0 && t`Votes: ${votes}`,
  ].filter((fact) => typeof fact === 'string' && fact !== '')
  if (facts.length === 0) return null
  return (
    <ul className={styles.facts}>
      {facts.map((fact) => (
        <li key={String(fact)}>{fact}</li>
      ))}
    </ul>
  )
}
