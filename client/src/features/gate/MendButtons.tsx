import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { fieldOf } from '@planwall/shared/board/kinds'
import { applyMend } from '@planwall/shared/plan/mends'
import type { Mend } from '@planwall/shared/plan/mends'
import type { Plan } from '@planwall/shared/plan/plan'
import { WandSparkles } from 'lucide-react'
import { useState } from 'react'
import { addPerson } from '../../sync/add-cards.ts'
import { formatDay, isLikelyDay } from '../../sync/dates.ts'
import { kindWords } from '../../sync/kind-names.ts'
import { useBoard } from '../../sync/use-board.ts'
import { usePeople } from '../../sync/use-people.ts'
import { Button } from '../../ui/Button.tsx'
import '../../ui/inputs.css'
import { PersonPicker } from '../../ui/PersonPicker.tsx'
import { toast } from '../../ui/toast-store.ts'
import itemStyles from './FindingItem.module.css'
import styles from './GatePanel.module.css'

/** Acts that mend many things at once. */
export function MendButtons({ mends, plan }: { mends: readonly Mend[]; plan: Plan }) {
  return (
    <section className={styles.group}>
      <h3>
        <Trans>Many at once</Trans>
      </h3>
      <ul className={styles.list}>
        {mends.map((mend) => (
          <MendItem key={[mend.act, mend.kind, mend.field, mend.moveId].join(' ')} mend={mend} plan={plan} />
        ))}
      </ul>
    </section>
  )
}

function MendItem({ mend, plan }: { mend: Mend; plan: Plan }) {
  const handle = useBoard()
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const words = useMendWords(mend, plan)
  const count = mend.cardIds.length
  const apply = (chosen?: unknown) => {
    handle.undo.boundary()
    const isDone = applyMend(handle.board, mend, chosen, handle.origin)
    handle.undo.boundary()
    setOpen(false)
    if (isDone) {
      toast(t`${plural(count, { one: '# card', other: '# cards' })} changed`, 'ok', {
        label: t`Undo`,
        onPress: handle.undo.undo,
      })
    }
  }
  return (
    <li>
      <Button
        size="small"
        className={styles.mend}
        icon={<WandSparkles />}
        aria-expanded={mend.value === undefined ? isOpen : undefined}
        onClick={() => (mend.value === undefined ? setOpen(!isOpen) : apply())}
      >
        <span>{words}</span>
      </Button>
      {isOpen && mend.value === undefined && (
        <div className={itemStyles.form} role="group" aria-label={words}>
          <ValueBox mend={mend} label={words} onChoose={apply} />
        </div>
      )}
    </li>
  )
}

function ValueBox({ mend, label, onChoose }: { mend: Mend; label: string; onChoose: (value: unknown) => void }) {
  const handle = useBoard()
  const { t, i18n } = useLingui()
  const people = usePeople()
  const [day, setDay] = useState('')
  if (fieldOf(mend.kind, mend.field)?.control === 'person') {
    return (
      <PersonPicker
        label={label}
        people={people}
        value={null}
        onPick={onChoose}
        onAdd={(name) => onChoose(addPerson(handle, name))}
      />
    )
  }
  return (
    <>
      <input
        className="pw-input"
        type="date"
        aria-label={label}
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
      <div className={itemStyles.formActs}>
        <Button size="small" disabled={!isLikelyDay(day)} onClick={() => onChoose(day)}>
          {isLikelyDay(day) ? t`Set ${formatDay(day, i18n.locale)}` : t`Set date`}
        </Button>
      </div>
    </>
  )
}

function useMendWords({ act, kind, cardIds, moveId, value }: Mend, plan: Plan): string {
  const { t, i18n } = useLingui()
  const count = cardIds.length
  const name = i18n._(kindWords[kind].name)
  const move = plan.moves.find(({ id }) => id === moveId)?.name?.trim()
  switch (act) {
    case 'assign-mine':
      return t`Assign all mine to me: ${name} (${count})`
    case 'assign-column':
      return move ? t`Assign all tasks of “${move}” (${count}) …` : t`Assign all tasks without a move (${count}) …`
    case 'date-column':
      return move ? t`Set due dates for “${move}” (${count}) …` : t`Set due dates for tasks without a move (${count}) …`
    case 'own-all':
      return t`Give all one owner: ${name} (${count}) …`
    case 'due-with-goal':
      return t`Make them due with the goal, ${formatDay(String(value), i18n.locale)}: ${name} (${count})`
    case 'threaten-goal':
      return t`They threaten the goal: ${name} (${count})`
    case 'support-goal':
      return t`They carry the goal: ${name} (${count})`
    case 'review-all':
      return t`Set a day to look again: ${name} (${count}) …`
    case 'reviewed-today':
      return t`We have looked at them today: ${name} (${count})`
    case 'keep-for-review':
      return t`Keep them for the review: ${name} (${count})`
    case 'park-all':
      return t`Leave them for the next session: ${name} (${count})`
    default:
      return act satisfies never
  }
}
