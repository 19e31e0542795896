import { Trans, useLingui } from '@lingui/react/macro'
import type { Field } from '@planwall/shared/board/fields'
import { MAX_TEXT } from '@planwall/shared/board/fields'
import { cardKinds, isCardKind } from '@planwall/shared/board/kinds'
import type { CardKind } from '@planwall/shared/board/kinds'
import type { Card } from '@planwall/shared/board/model'
import type { Refusal } from '@planwall/shared/session/rules'
import { Copy, Trash2 } from 'lucide-react'
import { useMemo } from 'react'
import { deleteAll, duplicate, useMayEdit } from '../../sync/card-acts.ts'
import { wordsOfField } from '../../sync/kind-names.ts'
import { titleOf } from '../../sync/shared-text.ts'
import { refusalWords } from '../../sync/refusal-words.ts'
import { verdictNow, verdictOn } from '../../sync/step-rules.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import { SharedTextArea } from '../../ui/SharedTextArea.tsx'
import { CardLinks } from './CardLinks.tsx'
import { CardReading } from './CardReading.tsx'
import { FieldEditor } from './controls/FieldEditor.tsx'
import { Counter, FieldFrame } from './controls/FieldFrame.tsx'
import { KindBadge } from './KindBadge.tsx'
import { KindSelect } from './KindSelect.tsx'
import { MadeBy } from './MadeBy.tsx'
import { ZoneSelect } from './ZoneSelect.tsx'
import styles from './Inspector.module.css'

export interface CardInspectorProps {
  card: Card
  onSelect: (ids: readonly string[]) => void
}

/** One card with every field of its kind. */
export function CardInspector({ card, onSelect }: CardInspectorProps) {
  const handle = useBoard()
  const canEdit = useMayEdit()
  // Asked again with every change of the session.
  useView((view) => view.session)
  if (!isCardKind(card.kind)) return <CardReading card={card} />
  const verdict = verdictOn(handle, 'edit', card)
  if (!canEdit || !verdict.allowed) {
    return (
      <>
        <CardReading card={card} />
        {handle.canEditBoard && !verdict.allowed && <WhyNot code={verdict.code} />}
      </>
    )
  }
  return <CardEditing card={card} kind={card.kind} onSelect={onSelect} />
}

function WhyNot({ code }: { code: Refusal }) {
  const { i18n } = useLingui()
  return <p className={styles.made}>{i18n._(refusalWords[code])}</p>
}

function CardEditing({ card, kind, onSelect }: CardInspectorProps & { kind: CardKind }) {
  const handle = useBoard()
  const { first, more } = useMemo(() => fieldsInOrder(kind), [kind])
  const isMoreUsed = more.some(([name]) => card.fields[name] !== undefined)
  const adding = verdictNow(handle, { act: 'add', kind, zoneId: card.zoneId })
  const mayAdd = adding.allowed
  // What a zone takes is asked of those who come in; this card is in it already.
  const mayTurn = adding.allowed || adding.code === 'zone-refuses-kind' || adding.code === 'zone-full'
  const remove = () => {
    deleteAll(handle, [card.id])
    onSelect([])
  }
  return (
    <>
      <KindBadge kind={kind} votes={card.votes} />
      <TitleEditor card={card} kind={kind} />
      {first.map(([name, field]) => (
        <FieldEditor key={name} card={card} name={name} field={field} />
      ))}
      {more.length > 0 && (
        <details className={styles.more} open={isMoreUsed || undefined}>
          <summary>
            <Trans>More fields</Trans>
          </summary>
          <div className={styles.moreFields}>
            {more.map(([name, field]) => (
              <FieldEditor key={name} card={card} name={name} field={field} />
            ))}
          </div>
        </details>
      )}
      <CardLinks card={card} />
      <hr className={styles.line} />
      {card.geometry && verdictOn(handle, 'move', card).allowed && <ZoneSelect cards={[card]} />}
      {mayTurn && <KindSelect cards={[card]} />}
      <div className={styles.acts}>
        {card.geometry && mayAdd && (
          <Button size="small" icon={<Copy />} onClick={() => onSelect(duplicate(handle, [card.id]))}>
            <Trans>Duplicate</Trans>
          </Button>
        )}
        {verdictOn(handle, 'delete', card).allowed && (
          <Button size="small" icon={<Trash2 />} onClick={remove}>
            <Trans>Delete</Trans>
          </Button>
        )}
      </div>
      <MadeBy element={card} />
    </>
  )
}

function TitleEditor({ card, kind }: { card: Card; kind: CardKind }) {
  const handle = useBoard()
  const { i18n } = useLingui()
  const { title, fields }: { title: string; fields: Record<string, Field> } = cardKinds[kind]
  const words = wordsOfField(kind, title)
  const text = useMemo(() => titleOf(handle, card.id), [handle, card.id])
  return (
    <div data-field={title}>
      <FieldFrame
        label={words ? i18n._(words.label) : title}
        help={words?.help && i18n._(words.help)}
        isMissing={(fields[title]?.needed ?? false) && card.text.trim() === ''}
        counter={<Counter length={card.text.length} limit={fields[title]?.limit} />}
      >
        {({ id, describedBy }) => (
          <SharedTextArea
            id={id}
            className={styles.title}
            text={text}
            rows={2}
            maxLength={MAX_TEXT}
            aria-describedby={describedBy}
            onUndo={handle.undo.undo}
            onRedo={handle.undo.redo}
            onFocus={() => {
              handle.undo.boundary()
              handle.presence.setEditing(card.id)
            }}
            onBlur={() => handle.presence.setEditing(null)}
          />
        )}
      </FieldFrame>
    </div>
  )
}

/** Fields the plan needs, and long texts, are always open; kinds with few fields show all of them. */
function fieldsInOrder(kind: CardKind): { first: [string, Field][]; more: [string, Field][] } {
  const { title, fields }: { title: string; fields: Record<string, Field> } = cardKinds[kind]
  const all = Object.entries(fields).filter(([name]) => name !== title)
  if (all.length <= FEW_FIELDS) return { first: all, more: [] }
  return { first: all.filter(isFirst), more: all.filter((entry) => !isFirst(entry)) }
}

const FEW_FIELDS = 6

function isFirst([name, field]: [string, Field]): boolean {
  return field.needed || field.control === 'long' || name === 'status'
}
