import { Trans, useLingui } from '@lingui/react/macro'
import { kindNames } from '@planwall/shared/board/kinds'
import type { CardKind } from '@planwall/shared/board/kinds'
import { currentStep } from '@planwall/shared/session/facilitation'
import type { Vote } from '@planwall/shared/session/step'
import { candidates } from '@planwall/shared/session/voting'
import { useId, useState } from 'react'
import { useFacilitation } from '../../sync/facilitation.ts'
import { kindWords } from '../../sync/kind-names.ts'
import { openRound } from '../../sync/session-calls.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { useOrder } from '../../sync/use-order.ts'
import { Button } from '../../ui/Button.tsx'
import '../../ui/inputs.css'
import { Select } from '../../ui/Select.tsx'
import { answerWords } from './round-words.ts'
import styles from './rounds.module.css'

type Answer = NonNullable<Vote['answer']>

/** A vote that no step asks for: on which cards, and how people answer. */
export function OpenRoundForm() {
  const { t, i18n } = useLingui()
  const handle = useBoard()
  const { busy, ask } = useOrder()
  const ids = { title: useId(), kind: useId(), answer: useId(), dots: useId() }
  const counts = useKindCounts()
  const [title, setTitle] = useState('')
  const [kind, setKind] = useState<CardKind | ''>('')
  const [answer, setAnswer] = useState<Answer>('dots')
  const [dots, setDots] = useState(5)
  const kinds = kindNames.filter((one) => (counts.get(one) ?? 0) > 0)
  const chosen = kind !== '' && kinds.includes(kind) ? kind : kinds[0]
  if (!chosen) return null
  const open = async () => {
    const vote: Vote = {
      answer,
      perPerson: dots,
      maxPerCard: Math.max(1, Math.ceil(dots / 2)),
      kinds: [chosen],
      ...(answer === 'score'
        ? {
            axes: [
              { field: 'likelihood', label: t`Likelihood` },
              { field: 'impact', label: t`Impact` },
            ],
          }
        : {}),
    }
    const done = await ask(() => openRound(handle, { title: title.trim() || t(kindWords[chosen].many), vote }))
    if (done) setTitle('')
  }
  return (
    <details className={styles.form}>
      <summary>
        <Trans>Open another vote</Trans>
      </summary>
      <div className={styles.fields}>
        <div className={styles.field}>
          <label htmlFor={ids.title}>
            <Trans>What is asked</Trans>
          </label>
          <input
            id={ids.title}
            className="pw-input"
            value={title}
            maxLength={120}
            placeholder={t(kindWords[chosen].many)}
            onChange={(event) => setTitle(event.target.value)}
          />
        </div>
        <div className={styles.field}>
          <label htmlFor={ids.kind}>
            <Trans>On which cards</Trans>
          </label>
          <Select
            id={ids.kind}
            value={chosen}
            options={kinds.map((id) => ({ id, label: `${i18n._(kindWords[id].many)} (${counts.get(id) ?? 0})` }))}
            onChoose={(id) => setKind(id)}
          />
        </div>
        <div className={styles.field}>
          <label htmlFor={ids.answer}>
            <Trans>How people answer</Trans>
          </label>
          <Select
            id={ids.answer}
            value={answer}
            options={(['dots', 'yes-no', 'score'] as const).map((id) => ({ id, label: t(answerWords[id]) }))}
            onChoose={(id) => id !== '' && setAnswer(id)}
          />
        </div>
        {answer === 'dots' && (
          <div className={styles.field}>
            <label htmlFor={ids.dots}>
              <Trans>Dots each</Trans>
            </label>
            <input
              id={ids.dots}
              className="pw-input"
              type="number"
              min={1}
              max={50}
              value={dots}
              onChange={(event) => setDots(Math.min(50, Math.max(1, Math.round(Number(event.target.value) || 1))))}
            />
          </div>
        )}
        <Button look="primary" size="small" busy={busy} onClick={() => void open()}>
          <Trans>Open the vote</Trans>
        </Button>
      </div>
    </details>
  )
}

/** How many cards of each kind there are to vote on: in the zones of the step that runs, else anywhere on the wall. */
function useKindCounts(): ReadonlyMap<string, number> {
  const elements = useView((view) => view.elements)
  const step = useFacilitation(currentStep)
  const counts = new Map<string, number>()
  for (const card of candidates({ schemaVersion: 0, elements }, step ?? { zoneIds: [] }, [])) {
    counts.set(card.kind, (counts.get(card.kind) ?? 0) + 1)
  }
  return counts
}
