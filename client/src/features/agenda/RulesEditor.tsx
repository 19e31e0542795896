import { Trans, useLingui } from '@lingui/react/macro'
import { kindNames } from '@planwall/shared/board/kinds'
import type { AgendaStep, StepRules } from '@planwall/shared/session/step'
import { useId } from 'react'
import { kindWords } from '../../sync/kind-names.ts'
import '../../ui/inputs.css'
import { Select } from '../../ui/Select.tsx'
import type { ChangeStep } from './StepEditor.tsx'
import styles from './StepEditor.module.css'

/** What people may do while the step runs. Facilitators are bound by none of it. */
export function RulesEditor({ step, onChange }: { step: AgendaStep; onChange: ChangeStep }) {
  const { t, i18n } = useLingui()
  const { rules } = step
  const change = (part: Partial<StepRules>) => onChange({ rules: { ...rules, ...part } })
  const toggleKind = (kind: string) => {
    const { mayAdd } = rules
    change({ mayAdd: mayAdd.includes(kind) ? mayAdd.filter((other) => other !== kind) : [...mayAdd, kind] })
  }
  const summary =
    rules.mayAdd.length === 0
      ? t`nothing is added`
      : rules.mayAdd
          .flatMap((kind) => (kind in kindWords ? [i18n._(kindWords[kind as keyof typeof kindWords].many)] : []))
          .join(', ')
  return (
    <details className={styles.more}>
      <summary>
        <Trans>What people may do</Trans>
        <span className={styles.count}>{rules.private ? `${summary} · ${t`in private`}` : summary}</span>
      </summary>
      <div className={styles.rules}>
        <Tick
          label={t`Everybody writes in private until the reveal`}
          on={rules.private}
          onChange={(on) => change({ private: on })}
        />
        <Tick
          label={t`Anonymous: nobody's name is kept`}
          on={rules.anonymous}
          onChange={(anonymous) => change({ anonymous })}
        />
        <Tick label={t`Cursors are shown`} on={rules.cursors} onChange={(cursors) => change({ cursors })} />
        <Tick
          label={t`Groups work in their own zones`}
          on={rules.byGroup ?? false}
          onChange={(byGroup) => change({ byGroup })}
        />
        <Tick
          label={t`Arrows may be drawn`}
          on={rules.mayConnect ?? false}
          onChange={(mayConnect) => change({ mayConnect })}
        />
        <Tick
          label={t`Shapes and lines may be drawn`}
          on={rules.mayDraw ?? false}
          onChange={(mayDraw) => change({ mayDraw })}
        />
        <MostOwn value={rules.maxOwn} onChange={(maxOwn) => changeMost(step, maxOwn, onChange)} />
        <div className={styles.pair}>
          <Choice label={t`Edit cards`} value={rules.mayEdit} onChange={(mayEdit) => change({ mayEdit })} />
          <Choice label={t`Move cards`} value={rules.mayMove} onChange={(mayMove) => change({ mayMove })} />
        </div>
        <fieldset className={styles.kinds}>
          <legend>
            <Trans>Cards that may be added</Trans>
          </legend>
          {kindNames.map((kind) => (
            <label key={kind}>
              <input type="checkbox" checked={rules.mayAdd.includes(kind)} onChange={() => toggleKind(kind)} />
              {i18n._(kindWords[kind].name)}
            </label>
          ))}
        </fieldset>
      </div>
    </details>
  )
}

/** The limit, or the rules without one. */
function changeMost({ rules }: AgendaStep, maxOwn: number | undefined, onChange: ChangeStep): void {
  const { maxOwn: _before, ...rest } = rules
  onChange({ rules: maxOwn === undefined ? rest : { ...rest, maxOwn } })
}

/** How many cards one person may have in the step; empty is as many as they like. */
function MostOwn({ value, onChange }: { value: number | undefined; onChange: (value: number | undefined) => void }) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>
        <Trans>Most cards for each person (empty: as many as they like)</Trans>
      </label>
      <input
        key={value}
        id={id}
        className="pw-input"
        type="number"
        min={1}
        max={100}
        defaultValue={value}
        onBlur={({ target }) => {
          const most = Math.round(Number(target.value))
          const next = target.value.trim() === '' || !(most >= 1) ? undefined : Math.min(100, most)
          if (next !== value) onChange(next)
        }}
      />
    </div>
  )
}

function Tick({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className={styles.tick}>
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  )
}

interface ChoiceProps {
  label: string
  value: StepRules['mayEdit']
  onChange: (value: StepRules['mayEdit']) => void
}

function Choice({ label, value, onChange }: ChoiceProps) {
  const { t } = useLingui()
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        value={value}
        options={[
          { id: 'none', label: t`None` },
          { id: 'own', label: t`Their own` },
          { id: 'all', label: t`All` },
        ]}
        onChoose={(chosen) => chosen !== '' && onChange(chosen)}
      />
    </div>
  )
}
