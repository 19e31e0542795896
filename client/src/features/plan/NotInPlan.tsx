import { Trans, useLingui } from '@lingui/react/macro'
import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { fieldOf, isCardKind } from '@planwall/shared/board/kinds'
import type { CardKind } from '@planwall/shared/board/kinds'
import type { Card } from '@planwall/shared/board/model'
import type { OmissionReason } from '@planwall/shared/plan/plan'
import { useMemo, useState } from 'react'
import { changeField, changeKind, mayEdit, useMayEditCard } from '../../sync/card-acts.ts'
import { kindWords, wordsOfField, wordsOfOption } from '../../sync/kind-names.ts'
import { verdictNow } from '../../sync/step-rules.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { Select } from '../../ui/Select.tsx'
import { ShowSome } from '../../ui/ShowSome.tsx'
import { FIRST, ItemBody, MORE, useCard } from './PlanItem.tsx'
import type { PanelMove } from './plan-outline.ts'
import { mayPutUnderMove, putUnderMove } from './put-under-move.ts'
import styles from './PlanPanel.module.css'

export interface NotInPlanProps {
  omitted: readonly { reason: OmissionReason; cardIds: readonly string[] }[]
  moves: readonly PanelMove[]
}

/** Cards that are not in the plan yet, why, and the way in. */
export function NotInPlan({ omitted, moves }: NotInPlanProps) {
  if (omitted.length === 0) return null
  const count = omitted.reduce((sum, { cardIds }) => sum + cardIds.length, 0)
  return (
    <section className={styles.part}>
      <h3>
        <Trans>Not in the plan yet</Trans> <span className={styles.count}>{count}</span>
      </h3>
      {omitted.map(({ reason, cardIds }) => (
        <Reason key={reason} reason={reason} cardIds={cardIds} moves={moves} />
      ))}
    </section>
  )
}

function Reason({ reason, cardIds, moves }: ReasonProps) {
  const { i18n } = useLingui()
  const [isOpen, setOpen] = useState(cardIds.length <= FEW)
  const { title, why } = reasonWords[reason]
  return (
    <details className={styles.reason} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {i18n._(title)} <span className={styles.count}>{cardIds.length}</span>
      </summary>
      <p className={styles.hint}>{i18n._(why)}</p>
      {isOpen && (
        <ul className={styles.items}>
          <ShowSome items={cardIds} first={FIRST} more={MORE}>
            {(id) => <OmittedItem key={id} id={id} reason={reason} moves={moves} />}
          </ShowSome>
        </ul>
      )}
    </details>
  )
}

/** More of one reason than this are folded: forty ideas would bury the plan. */
const FEW = 6

const reasonWords: Record<OmissionReason, { title: MessageDescriptor; why: MessageDescriptor }> = {
  idea: { title: msg`Ideas`, why: msg`Notes are ideas. Turn those you choose into moves or tasks.` },
  'no-move': { title: msg`Tasks without a move`, why: msg`Nobody can see what they are for. Put each under a move.` },
  'no-subject': { title: msg`About nothing yet`, why: msg`Say what each of them belongs to.` },
  'second-goal': { title: msg`Second goals`, why: msg`A plan has one goal: the first one in the list.` },
  parked: { title: msg`Parked`, why: msg`They lie in the parking zone. Move them out when their time has come.` },
  'no-risk': {
    title: msg`Reasons for failure`,
    why: msg`Make each a risk, or a part of one, or keep it for the review.`,
  },
  'kept-for-review': { title: msg`Kept for the review`, why: msg`They come back when the plan is looked at again.` },
  'unknown-kind': { title: msg`From a newer version`, why: msg`This page does not know these cards. Reload it.` },
}

interface ReasonProps {
  reason: OmissionReason
  cardIds: readonly string[]
  moves: readonly PanelMove[]
}

interface OmittedItemProps {
  id: string
  reason: OmissionReason
  moves: readonly PanelMove[]
}

function OmittedItem({ id, reason, moves }: OmittedItemProps) {
  const card = useCard(id)
  const handle = useBoard()
  const mayChange = useMayEditCard(card)
  if (!card) return null
  const mayGo = reason === 'no-move' ? mayEdit(handle) : mayChange
  return (
    <li className={styles.omitted}>
      <ItemBody card={card} />
      {mayGo && <WayIn card={card} reason={reason} moves={moves} />}
    </li>
  )
}

function WayIn({ card, reason, moves }: { card: Card; reason: OmissionReason; moves: readonly PanelMove[] }) {
  switch (reason) {
    case 'no-move':
      return <PutUnderMove card={card} moves={moves} />
    case 'idea':
      return <TurnInto card={card} kinds={['move', 'task', 'risk', 'kpi', 'parking']} />
    case 'second-goal':
      return <TurnInto card={card} kinds={['parentGoal', 'move', 'kpi']} />
    case 'no-risk':
      return <TurnInto card={card} kinds={['risk']} />
    case 'no-subject':
      return <Subject card={card} />
    case 'kept-for-review':
    case 'parked':
    case 'unknown-kind':
      return null
    default:
      return reason satisfies never
  }
}

function PutUnderMove({ card, moves }: { card: Card; moves: readonly PanelMove[] }) {
  const handle = useBoard()
  const { t } = useLingui()
  const elements = useView((view) => view.elements)
  const open = moves.filter(({ cardId }) => mayPutUnderMove(handle, card, cardId))
  const options = open.map(({ cardId, words }) => {
    const move = elements.get(cardId)
    return { id: cardId, label: (move?.type === 'card' && move.text.trim()) || words || t`(no text)` }
  })
  if (options.length === 0) return null
  return (
    <Select
      label={t`Put it under move: ${card.text}`}
      value=""
      none={t`Put it under move …`}
      options={options}
      onChoose={(moveId) => {
        if (moveId !== '') putUnderMove(handle, card.id, moveId)
      }}
    />
  )
}

function TurnInto({ card, kinds }: { card: Card; kinds: readonly CardKind[] }) {
  const handle = useBoard()
  const { t, i18n } = useLingui()
  // Making a card another kind is adding one of that kind, by the step's rules.
  const open = kinds.filter((kind) => verdictNow(handle, { act: 'add', kind }).allowed)
  if (open.length === 0) return null
  return (
    <Select
      label={t`Turn into: ${card.text}`}
      value=""
      none={t`Turn into …`}
      options={open.map((kind) => ({ id: kind, label: i18n._(kindWords[kind].name) }))}
      onChoose={(kind) => {
        if (kind !== '') changeKind(handle, [card.id], kind)
      }}
    />
  )
}

/** The field whose absence keeps a card out of the plan. */
const subjectFields: Partial<Record<CardKind, string>> = {
  microTask: 'taskId',
  challenge: 'about',
  signoff: 'subject',
  choice: 'question',
  series: 'measures',
}

function Subject({ card }: { card: Card }) {
  const handle = useBoard()
  const { i18n, t } = useLingui()
  const elements = useView((view) => view.elements)
  const name = isCardKind(card.kind) ? subjectFields[card.kind] : undefined
  const field = name === undefined ? undefined : fieldOf(card.kind, name)
  const options = useMemo(() => {
    if (field?.options && name !== undefined) {
      return field.options.map((id) => {
        const words = wordsOfOption(name, id)
        return { id, label: words ? i18n._(words) : id }
      })
    }
    return [...elements.values()].flatMap((element) =>
      element.type === 'card' && field?.kinds?.includes(element.kind)
        ? [{ id: element.id, label: element.text.trim() || t`(no text)` }]
        : [],
    )
  }, [elements, field, name, i18n, t])
  if (name === undefined || options.length === 0) return null
  const words = wordsOfField(card.kind, name)
  const label = words ? i18n._(words.label) : name
  return (
    <Select
      label={t`${label}: ${card.text}`}
      value=""
      none={t`${label} …`}
      options={options}
      onChoose={(id) => {
        if (id !== '') changeField(handle, card.id, name, id)
      }}
    />
  )
}
