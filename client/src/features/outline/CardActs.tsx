import { Trans, useLingui } from '@lingui/react/macro'
import { isCardKind, kindNames } from '@planwall/shared/board/kinds'
import type { Card, Connector } from '@planwall/shared/board/model'
import { ArrowDown, ArrowUp, Copy, PanelRight, Pencil, Spline, Trash2, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { select } from '../../canvas/canvas-api.ts'
import { cardsOfZone, changeKind, connect, deleteAll, moveToZone, takesAll, useMayEdit } from '../../sync/card-acts.ts'
import { requestDetails } from '../../sync/details-request.ts'
import { kindWords } from '../../sync/kind-names.ts'
import { verdictNow, verdictOn } from '../../sync/step-rules.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { zoneNames } from '../../sync/zone-names.ts'
import { Button } from '../../ui/Button.tsx'
import { Combobox } from '../../ui/Combobox.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Select } from '../../ui/Select.tsx'
import { useActs } from './acts-context.ts'
import { useOutline } from './outline-store.ts'
import styles from './CardActs.module.css'

export interface CardActsProps {
  card: Card
  /** Another card has them now; these only keep their place for a moment. */
  isLeaving: boolean
}

/** What can be done with the card the keyboard is on. */
export function CardActs({ card, isLeaving }: CardActsProps) {
  const handle = useBoard()
  const acts = useActs()
  const { t } = useLingui()
  const [isConnecting, setConnecting] = useState(false)
  const isEditing = useOutline((state) => state.editingId === card.id)
  const isOpen = useMayEdit() && card.known
  // Asked again with every change of the session.
  useView((view) => view.session)
  const may = {
    edit: isOpen && verdictOn(handle, 'edit', card).allowed,
    move: isOpen && verdictOn(handle, 'move', card).allowed,
    remove: isOpen && verdictOn(handle, 'delete', card).allowed,
    add: isOpen && verdictNow(handle, { act: 'add', kind: card.kind, zoneId: card.zoneId }).allowed,
    connect: isOpen && verdictNow(handle, { act: 'connect' }).allowed,
  }
  return (
    <div
      className={styles.acts}
      role="group"
      aria-label={t`Acts on this card`}
      inert={isLeaving}
      style={isLeaving ? { visibility: 'hidden' } : undefined}
    >
      <div className={styles.buttons}>
        {may.edit && !isEditing && (
          <Button size="small" look="quiet" icon={<Pencil />} onClick={() => acts.edit(card.id)}>
            <Trans>Edit text</Trans>
          </Button>
        )}
        <Button size="small" look="quiet" icon={<PanelRight />} onClick={() => showDetails(card.id)}>
          <Trans>Details</Trans>
        </Button>
        {may.move && card.geometry && (
          <>
            <IconButton
              size="small"
              label={t`Move up`}
              shortcut={t`Alt+Up`}
              icon={<ArrowUp />}
              onClick={() => acts.move(card, -1)}
            />
            <IconButton
              size="small"
              label={t`Move down`}
              shortcut={t`Alt+Down`}
              icon={<ArrowDown />}
              onClick={() => acts.move(card, 1)}
            />
          </>
        )}
        {may.add && card.geometry && (
          <IconButton
            size="small"
            label={t`Duplicate`}
            shortcut={t`Ctrl+D`}
            icon={<Copy />}
            onClick={() => acts.duplicate(card.id)}
          />
        )}
        {may.connect && (
          <IconButton
            size="small"
            label={t`Connect to another card`}
            icon={<Spline />}
            pressed={isConnecting}
            onClick={() => setConnecting(!isConnecting)}
          />
        )}
        {may.remove && (
          <IconButton
            size="small"
            label={t`Delete`}
            shortcut={t`Del`}
            icon={<Trash2 />}
            onClick={() => acts.remove(card.id)}
          />
        )}
      </div>
      {((may.move && card.geometry) || (may.edit && may.add)) && (
        <div className={styles.selects}>
          {may.move && card.geometry && <ZoneChoice card={card} />}
          {may.edit && may.add && <KindChoice card={card} />}
        </div>
      )}
      {isConnecting && <ConnectBox card={card} onDone={() => setConnecting(false)} />}
      <CardConnections card={card} canEdit={may.connect} />
    </div>
  )
}

function ZoneChoice({ card }: { card: Card }) {
  const handle = useBoard()
  const acts = useActs()
  const { t } = useLingui()
  const zones = useView((view) => view.session.zones)
  const elements = useView((view) => view.elements)
  const options = useMemo(
    () =>
      [...zoneNames(zones, elements)].map(([id, name]) => {
        const zone = zones.get(id)
        const takes = card.zoneId === id || (zone && takesAll(zone, [card], cardsOfZone(handle, id).length))
        return { id, label: takes ? name : t`${name} (does not take it)`, disabled: !takes }
      }),
    [zones, elements, card, handle, t],
  )
  return (
    <Select
      className={styles.select}
      label={t`Zone`}
      value={card.zoneId !== null && zones.has(card.zoneId) ? card.zoneId : ''}
      none={t`In no zone`}
      options={options}
      onChoose={(zoneId) => {
        moveToZone(handle, [card.id], zoneId === '' ? null : zoneId)
        acts.say(t`Moved to ${options.find(({ id }) => id === zoneId)?.label ?? t`no zone`}`)
      }}
    />
  )
}

function KindChoice({ card }: { card: Card }) {
  const handle = useBoard()
  const { t, i18n } = useLingui()
  return (
    <Select
      className={styles.select}
      label={t`Kind`}
      value={isCardKind(card.kind) ? card.kind : ''}
      options={kindNames.map((kind) => ({ id: kind, label: i18n._(kindWords[kind].name) }))}
      onChoose={(kind) => {
        if (kind !== '') changeKind(handle, [card.id], kind)
      }}
    />
  )
}

function ConnectBox({ card, onDone }: { card: Card; onDone: () => void }) {
  const handle = useBoard()
  const acts = useActs()
  const { t, i18n } = useLingui()
  const elements = useView((view) => view.elements)
  const options = useMemo(
    () =>
      [...elements.values()].flatMap((element) => {
        if (element.type !== 'card' || element.id === card.id || !element.geometry) return []
        const detail = isCardKind(element.kind) ? i18n._(kindWords[element.kind].name) : undefined
        return [{ id: element.id, label: element.text.trim() || t`(no text)`, detail }]
      }),
    [elements, card.id, i18n, t],
  )
  return (
    <Combobox
      label={t`Connect to`}
      options={options}
      value={null}
      autoFocus
      placeholder={t`Type words of the other card`}
      onPick={(id) => {
        connect(handle, card.id, id)
        acts.say(t`Connected`)
        onDone()
      }}
    />
  )
}

/** The lines from and to this card. */
function CardConnections({ card, canEdit }: { card: Card; canEdit: boolean }) {
  const handle = useBoard()
  const { t } = useLingui()
  const elements = useView((view) => view.elements)
  const lines = useMemo(
    () =>
      [...elements.values()].filter(
        (element): element is Connector =>
          element.type === 'connector' && (element.from === card.id || element.to === card.id),
      ),
    [elements, card.id],
  )
  if (lines.length === 0) return null
  return (
    <ul className={styles.lines} aria-label={t`Connections of this card`}>
      {lines.map(({ id, from, to }) => {
        const otherId = from === card.id ? to : from
        const other = otherId === null ? undefined : elements.get(otherId)
        const text = (other && 'text' in other && other.text.trim()) || t`nothing`
        return (
          <li key={id}>
            <span>{from === card.id ? t`→ ${text}` : t`← ${text}`}</span>
            {canEdit && (
              <IconButton
                size="small"
                label={t`Remove the connection with ${text}`}
                icon={<X />}
                onClick={() => deleteAll(handle, [id])}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}

function showDetails(id: string): void {
  select([id])
  requestDetails()
}
