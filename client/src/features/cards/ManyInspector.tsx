import { Trans, useLingui } from '@lingui/react/macro'
import { setColor } from '@planwall/shared/board/edit'
import type { BoardElement, Card } from '@planwall/shared/board/model'
import { Copy, LayoutGrid, Spline, Trash2 } from 'lucide-react'
import { useId } from 'react'
import { addPerson } from '../../sync/add-cards.ts'
import {
  changeFieldOfAll,
  connect,
  deleteAll,
  dueFieldOf,
  duplicate,
  mayEdit,
  ownerFieldOf,
  tidyCards,
} from '../../sync/card-acts.ts'
import { useBoard } from '../../sync/use-board.ts'
import { usePeople } from '../../sync/use-people.ts'
import { Button } from '../../ui/Button.tsx'
import { DayInput } from '../../ui/DayInput.tsx'
import { PersonPicker } from '../../ui/PersonPicker.tsx'
import { ColorChoice } from './ColorChoice.tsx'
import { KindSelect } from './KindSelect.tsx'
import { ZoneSelect } from './ZoneSelect.tsx'
import styles from './Inspector.module.css'

export interface ManyInspectorProps {
  selected: readonly BoardElement[]
  onSelect: (ids: readonly string[]) => void
}

/** What can be done to several things at once. */
export function ManyInspector({ selected, onSelect }: ManyInspectorProps) {
  const handle = useBoard()
  const ids = selected.map(({ id }) => id)
  const cards = selected.filter((element): element is Card => element.type === 'card' && element.known)
  const painted = selected.filter((element) => element.type === 'shape' || element.type === 'drawing')
  if (!mayEdit(handle)) return <Summary selected={selected} />
  const remove = () => {
    deleteAll(handle, ids)
    onSelect([])
  }
  const line = () => {
    const [from, to] = ids
    const made = from !== undefined && to !== undefined && connect(handle, from, to)
    if (made) onSelect([made])
  }
  return (
    <>
      <Summary selected={selected} />
      <OwnerForAll cards={cards} />
      <DueForAll cards={cards} />
      {cards.length > 0 && <ZoneSelect cards={cards} />}
      {cards.length > 0 && <KindSelect cards={cards} />}
      {painted.length > 0 && (
        <ColorChoice
          value={null}
          onChoose={(color) => {
            handle.undo.boundary()
            setColor(
              handle.board,
              painted.map(({ id }) => id),
              color,
              handle.origin,
            )
          }}
        />
      )}
      <div className={styles.acts}>
        {cards.length > 1 && (
          <Button size="small" icon={<LayoutGrid />} onClick={() => tidyCards(handle, ids)}>
            <Trans>Tidy</Trans>
          </Button>
        )}
        {ids.length === 2 && selected.every(({ type }) => type !== 'connector') && (
          <Button size="small" icon={<Spline />} onClick={line}>
            <Trans>Connect the two</Trans>
          </Button>
        )}
        <Button size="small" icon={<Copy />} onClick={() => onSelect(duplicate(handle, ids))}>
          <Trans>Duplicate</Trans>
        </Button>
        <Button size="small" icon={<Trash2 />} onClick={remove}>
          <Trans>Delete</Trans>
        </Button>
      </div>
    </>
  )
}

function Summary({ selected }: { selected: readonly BoardElement[] }) {
  const texts = selected.flatMap((element) => ('text' in element && element.text.trim() ? [element] : []))
  const rest = selected.length - Math.min(texts.length, SUMMARY_LINES)
  return (
    <ul className={styles.summary}>
      {texts.slice(0, SUMMARY_LINES).map(({ id, text }) => (
        <li key={id}>{text}</li>
      ))}
      {rest > 0 && texts.length > SUMMARY_LINES && (
        <li>
          <Trans>and {rest} more</Trans>
        </li>
      )}
    </ul>
  )
}

const SUMMARY_LINES = 5

function OwnerForAll({ cards }: { cards: readonly Card[] }) {
  const handle = useBoard()
  const { t } = useLingui()
  const people = usePeople()
  const id = useId()
  const owned = cards.filter(({ kind }) => ownerFieldOf(kind) !== undefined)
  if (owned.length === 0) return null
  const owners = new Set(owned.map(({ kind, fields }) => fields[ownerFieldOf(kind) ?? '']))
  const [owner] = owners
  const give = (personId: string | undefined) => {
    changeFieldOfAll(
      handle,
      owned.map((card) => card.id),
      ownerFieldOf,
      personId,
    )
  }
  return (
    <div className={styles.act}>
      <label htmlFor={id}>
        <Trans>Owner for all</Trans>
      </label>
      <PersonPicker
        id={id}
        label={t`Owner for all`}
        people={people}
        value={owners.size === 1 && typeof owner === 'string' ? owner : null}
        placeholder={owners.size > 1 ? t`Several people` : undefined}
        onPick={give}
        onClear={() => give(undefined)}
        onAdd={(name) => give(addPerson(handle, name))}
      />
    </div>
  )
}

function DueForAll({ cards }: { cards: readonly Card[] }) {
  const handle = useBoard()
  const id = useId()
  const dated = cards.filter(({ kind }) => dueFieldOf(kind) !== undefined)
  if (dated.length === 0) return null
  const dates = new Set(dated.map(({ kind, fields }) => fields[dueFieldOf(kind) ?? '']))
  const [date] = dates
  return (
    <div className={styles.act}>
      <label htmlFor={id}>
        <Trans>Due for all</Trans>
      </label>
      <DayInput
        id={id}
        value={dates.size === 1 && typeof date === 'string' ? date : ''}
        onChange={(day) =>
          changeFieldOfAll(
            handle,
            dated.map((card) => card.id),
            dueFieldOf,
            day,
          )
        }
      />
    </div>
  )
}
