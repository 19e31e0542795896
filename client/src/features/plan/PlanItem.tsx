import { Trans, useLingui } from '@lingui/react/macro'
import { isCardKind, fieldOf } from '@planwall/shared/board/kinds'
import type { Card } from '@planwall/shared/board/model'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { canvas, select } from '../../canvas/canvas-api.ts'
import { dueFieldOf, ownerFieldOf, useMayEditCard } from '../../sync/card-acts.ts'
import { formatDay } from '../../sync/dates.ts'
import { iconOf, kindColors } from '../../sync/kind-icons.ts'
import { kindWords, wordsOfField, wordsOfOption } from '../../sync/kind-names.ts'
import { useView } from '../../sync/use-board.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { ItemEditor } from './ItemEditor.tsx'
import type { PanelItem } from './plan-outline.ts'
import styles from './PlanItem.module.css'

/** Items of one list that are shown at first, and how many more come at a time. */
export const FIRST = 20
export const MORE = 100

export interface PlanItemProps {
  item: PanelItem
  /** Shown behind the item's own facts. */
  children?: ReactNode
}

/** One item of the plan, with what is said of it and what the plan still needs of it. */
export function PlanItem({ item, children }: PlanItemProps) {
  const card = useCard(item.cardId)
  if (!card) return null
  return (
    <li className={styles.item}>
      <ItemBody card={card}>{children}</ItemBody>
    </li>
  )
}

/** The words of a card and its facts; opened, the boxes to change them. */
export function ItemBody({ card, children }: { card: Card; children?: ReactNode }) {
  const mayEdit = useMayEditCard(card)
  const { t, i18n } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const Icon = iconOf(card.kind)
  const name = isCardKind(card.kind) ? i18n._(kindWords[card.kind].name) : t`Unknown kind`
  const text = card.text.trim() || t`(no text)`
  return (
    <>
      <div className={styles.line} style={kindColors(card.kind)}>
        <button type="button" className={styles.words} title={t`Show the card`} onClick={() => showCard(card.id)}>
          <Icon className={styles.icon} role="img" aria-label={name} />
          <span>{text}</span>
        </button>
        {mayEdit && card.known && (
          <IconButton
            size="small"
            label={t`Edit: ${text}`}
            icon={<Pencil />}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          />
        )}
      </div>
      {!(isOpen && mayEdit) && <ItemFacts card={card}>{children}</ItemFacts>}
      {isOpen && mayEdit && <ItemEditor card={card} onDone={() => setOpen(false)} />}
    </>
  )
}

/** Owner, date and status; owners and dates that are missing are said. */
function ItemFacts({ card, children }: { card: Card; children?: ReactNode }) {
  const { i18n } = useLingui()
  const { kind, fields } = card
  const ownerField = ownerFieldOf(kind)
  const dueField = dueFieldOf(kind)
  const owner = useCard(fields[ownerField ?? ''])
  const sponsor = useCard(kind === 'move' ? fields.sponsor : undefined)
  const due = fields[dueField ?? '']
  const status = fieldOf(kind, 'status') && typeof fields.status === 'string' && wordsOfOption('status', fields.status)
  const hasFacts = ownerField ?? dueField ?? status ?? children
  if (!hasFacts) return null
  return (
    <p className={styles.facts}>
      {ownerField &&
        (owner ? (
          <span>
            <FieldName kind={kind} field={ownerField} />: {owner.text}
          </span>
        ) : (
          <Missing kind={kind} field={ownerField} />
        ))}
      {kind === 'move' &&
        (sponsor ? (
          <span>
            <FieldName kind={kind} field="sponsor" />: {sponsor.text}
          </span>
        ) : (
          <Missing kind={kind} field="sponsor" />
        ))}
      {dueField &&
        (typeof due === 'string' ? (
          <span>
            <FieldName kind={kind} field={dueField} />: {formatDay(due, i18n.locale)}
          </span>
        ) : (
          <Missing kind={kind} field={dueField} />
        ))}
      {status && <span>{i18n._(status)}</span>}
      {children && <span>{children}</span>}
    </p>
  )
}

function FieldName({ kind, field }: { kind: string; field: string }) {
  const { i18n } = useLingui()
  const words = wordsOfField(kind, field)
  return words ? i18n._(words.label) : field
}

/** What the plan needs and nobody has said. */
export function Missing({ kind, field }: { kind: string; field: string }) {
  const { i18n } = useLingui()
  const words = wordsOfField(kind, field)
  const label = words ? i18n._(words.label) : field
  return (
    <span className={styles.missing}>
      <Trans>{label}: missing</Trans>
    </span>
  )
}

export function showCard(id: string): void {
  select([id])
  canvas.getState().actions?.show(id)
}

export function useCard(id: unknown): Card | undefined {
  return useView((view) => {
    const element = typeof id === 'string' ? view.elements.get(id) : undefined
    return element?.type === 'card' ? element : undefined
  })
}
