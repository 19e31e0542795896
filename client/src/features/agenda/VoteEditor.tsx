import { Trans, useLingui } from '@lingui/react/macro'
import { kindNames } from '@planwall/shared/board/kinds'
import type { AgendaStep, Vote } from '@planwall/shared/session/step'
import { useId } from 'react'
import { kindWords } from '../../sync/kind-names.ts'
import { Select } from '../../ui/Select.tsx'
import type { ChangeStep } from './StepEditor.tsx'
import styles from './StepEditor.module.css'

/** What is voted on in the step, where anything is. */
export function VoteEditor({ step, onChange }: { step: AgendaStep; onChange: ChangeStep }) {
  const { t, i18n } = useLingui()
  const answerId = useId()
  const { vote } = step
  const set = (part: Partial<Vote>) => {
    if (vote) onChange({ vote: { ...vote, ...part } })
  }
  const choose = (answer: string) => {
    if (answer === '') onChange({ vote: undefined })
    else onChange({ vote: voteOf(answer, vote ?? firstVote(step), { likelihood: t`Likelihood`, impact: t`Impact` }) })
  }
  const answer = vote ? (vote.answer ?? 'dots') : ''
  return (
    <details className={styles.more}>
      <summary>
        <Trans>Vote</Trans>
        <span className={styles.count}>
          {answer === '' ? t`none` : answer === 'dots' ? t`dots` : answer === 'yes-no' ? t`yes or no` : t`two scores`}
        </span>
      </summary>
      <div className={styles.rules}>
        <div className={styles.field}>
          <label htmlFor={answerId}>
            <Trans>How people answer</Trans>
          </label>
          <Select
            id={answerId}
            value={answer}
            none={t`There is no vote`}
            options={[
              { id: 'dots', label: t`Dots to hand out` },
              { id: 'yes-no', label: t`Yes or no for every card` },
              { id: 'score', label: t`Likelihood and impact, 1 to 5` },
            ]}
            onChoose={choose}
          />
        </div>
        {vote && answer === 'dots' && (
          <div className={styles.pair}>
            <Amount label={t`Dots each`} value={vote.perPerson} onChange={(perPerson) => set({ perPerson })} />
            <Amount
              label={t`Most on one card`}
              value={vote.maxPerCard}
              onChange={(maxPerCard) => set({ maxPerCard })}
            />
          </div>
        )}
        {vote && (
          <fieldset className={styles.kinds}>
            <legend>
              <Trans>Cards that are voted on</Trans>
            </legend>
            {kindNames.map((kind) => (
              <label key={kind}>
                <input
                  type="checkbox"
                  checked={vote.kinds.includes(kind)}
                  onChange={() =>
                    set({
                      kinds: vote.kinds.includes(kind)
                        ? vote.kinds.filter((other) => other !== kind)
                        : [...vote.kinds, kind],
                    })
                  }
                />
                {i18n._(kindWords[kind].name)}
              </label>
            ))}
          </fieldset>
        )}
      </div>
    </details>
  )
}

function firstVote({ rules }: AgendaStep): Vote {
  return { perPerson: 5, maxPerCard: 2, kinds: [...rules.mayAdd] }
}

/** Likelihood and impact are fields of a risk: the medians are written there. */
function voteOf(answer: string, { axes: _axes, ...vote }: Vote, words: { likelihood: string; impact: string }): Vote {
  if (answer !== 'score') return { ...vote, answer: answer === 'yes-no' ? 'yes-no' : 'dots' }
  const axes = (['likelihood', 'impact'] as const).map((field) => ({ field, label: words[field] }))
  return { ...vote, answer, kinds: ['risk'], axes }
}

function Amount({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="pw-input"
        type="number"
        min={1}
        max={100}
        value={value}
        onChange={(event) => {
          const next = Number(event.target.value)
          if (Number.isInteger(next) && next >= 1 && next <= 100) onChange(next)
        }}
      />
    </div>
  )
}
