import { Trans, useLingui } from '@lingui/react/macro'
import type { Plan } from '@planwall/shared/plan/plan'
import { itemsOfPlan, sectionNames } from '@planwall/shared/plan/plan-items'
import type { PlanItem, Section } from '@planwall/shared/plan/plan-items'
import { ArrowRight } from 'lucide-react'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { formatDay, formatMoment } from '../../sync/dates.ts'
import { fieldLabel, sectionWords, valueText } from './plan-words.ts'
import type { NameOf } from './plan-words.ts'
import type { RevisionHead } from './revision.ts'
import styles from './paper.module.css'

export interface PlanPaperProps {
  plan: Plan
  /** Who finished it, and when. */
  head: RevisionHead
}

/** One finished plan to be read from top to bottom, on the screen and on paper. */
export function PlanPaper({ plan, head }: PlanPaperProps) {
  const { i18n } = useLingui()
  const items = useMemo(() => itemsOfPlan(plan), [plan])
  const nameOf = useMemo((): NameOf => {
    const names = new Map(items.map(({ id, name }) => [id, name]))
    return (id) => names.get(id)
  }, [items])
  const of = (section: Section) => items.filter((item) => item.section === section)
  const ofMove = (moveId: string | undefined) => (item: PlanItem) => item.item.moveId === moveId
  const tasks = of('tasks')
  return (
    <article className={styles.paper}>
      <Head plan={plan} head={head} />
      <Goal plan={plan} nameOf={nameOf} />
      {plan.moves.length > 0 && (
        <section className={styles.section}>
          <h2>{i18n._(sectionWords.moves)}</h2>
          {plan.moves.map((move, index) => (
            <section key={move.id} className={styles.move}>
              <h3>
                <span className={styles.number}>{index + 1}</span> {move.name}
              </h3>
              <Facts item={move} kind="move" fields={moveFields} nameOf={nameOf} />
              <Table section="tasks" items={tasks.filter(ofMove(move.id))} nameOf={nameOf} />
            </section>
          ))}
        </section>
      )}
      {sectionNames
        .filter((section) => section !== 'goal' && section !== 'moves')
        .map((section) => {
          const rows = section === 'tasks' ? tasks.filter(ofMove(undefined)) : of(section)
          if (rows.length === 0) return null
          return (
            <section key={section} className={styles.section}>
              <h2>
                {section === 'tasks' && plan.moves.length > 0 ? (
                  <Trans>Other tasks</Trans>
                ) : (
                  i18n._(sectionWords[section])
                )}
              </h2>
              <Table section={section} items={rows} nameOf={nameOf} />
            </section>
          )
        })}
      <Checks plan={plan} nameOf={nameOf} />
    </article>
  )
}

function Head({ plan, head }: PlanPaperProps) {
  const { i18n } = useLingui()
  const { revision, createdAt, createdBy, note, checksum } = head
  const when = formatMoment(createdAt, i18n.locale, plan.timezone ?? 'UTC')
  const { name } = createdBy
  return (
    <header className={styles.head}>
      <p className={styles.kicker}>
        <Trans>Plan, revision {revision}</Trans>
      </p>
      <h1>{plan.name}</h1>
      {plan.period && (
        <p>
          {formatDay(plan.period.start, i18n.locale)} – {formatDay(plan.period.end, i18n.locale)}
        </p>
      )}
      <p className={styles.soft}>
        <Trans>
          Finished by {name} on {when}
        </Trans>
      </p>
      {note !== '' && <p className={styles.note}>{note}</p>}
      <p className={styles.checksum}>SHA-256 {checksum}</p>
    </header>
  )
}

function Goal({ plan: { goal }, nameOf }: { plan: Plan; nameOf: NameOf }) {
  const { i18n, t } = useLingui()
  if (!goal) return null
  const { baseline, target } = goal
  return (
    <section className={styles.section}>
      <h2>{i18n._(sectionWords.goal)}</h2>
      <p className={styles.goal}>{goal.name}</p>
      {(baseline ?? target) && (
        <p className={styles.numbers}>
          <span>{valueText(i18n, baseline, { field: 'baseline', nameOf })}</span>
          <ArrowRight role="img" aria-label={t`to`} />
          <strong>{valueText(i18n, target, { field: 'target', nameOf })}</strong>
        </p>
      )}
      <Facts item={goal} kind="goal" fields={['metric', 'due', 'accountable', 'description']} nameOf={nameOf} />
    </section>
  )
}

const moveFields = ['accountable', 'sponsor', 'expectedContribution', 'description'] as const

interface FactsProps {
  item: Readonly<Record<string, unknown>>
  kind: string
  fields: readonly string[]
  nameOf: NameOf
}

function Facts({ item, kind, fields, nameOf }: FactsProps) {
  const { i18n } = useLingui()
  const said = fields.filter((field) => item[field] !== undefined)
  if (said.length === 0) return null
  return (
    <dl className={styles.facts}>
      {said.map((field) => (
        <div key={field}>
          <dt>{fieldLabel(i18n, field, kind)}</dt>
          <dd>{valueText(i18n, item[field], { field, kind, nameOf })}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What stands in the columns beside the words of an item. What does not fit is in the plan's file. */
const columns: Record<Section, readonly string[]> = {
  goal: [],
  moves: [],
  tasks: ['assignee', 'due', 'definitionOfDone', 'status'],
  microTasks: ['assignee', 'due', 'effortMinutes'],
  performanceIndicators: ['owner', 'baseline', 'target', 'targetDate', 'frequency'],
  risks: ['owner', 'likelihood', 'impact', 'responseStrategy', 'mitigationTaskIds', 'earlyWarningSign'],
  contingencies: ['owner', 'trigger', 'taskTemplates'],
  assumptions: ['owner', 'importance', 'evidence', 'reviewDate'],
  challenges: ['response'],
  choices: ['question'],
  parentGoals: ['level', 'acceptance'],
  signOffs: ['personId', 'subjectId', 'state'],
  decisions: ['driver', 'approver', 'decidedOn'],
  cadence: ['driver', 'dtstart', 'durationMinutes', 'rrule'],
  cadenceWaivers: ['reviewType'],
  capabilityGaps: ['currentLevel', 'neededLevel', 'people'],
  parkingLot: ['disposition'],
  people: ['organization', 'stakeholderType'],
}

function Table({ section, items, nameOf }: { section: Section; items: readonly PlanItem[]; nameOf: NameOf }) {
  const { i18n, t } = useLingui()
  const [first] = items
  if (!first) return null
  const shown = columns[section].filter((field) => items.some(({ item }) => item[field] !== undefined))
  if (shown.length === 0) {
    return (
      <ul className={styles.plain}>
        {items.map(({ id, name }) => (
          <li key={id}>{name === '' ? t`(no text)` : name}</li>
        ))}
      </ul>
    )
  }
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t`What`}</th>
          {shown.map((field) => (
            <th key={field} scope="col">
              {fieldLabel(i18n, field, first.kind)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map(({ id, name, kind, item }) => (
          <tr key={id}>
            <th scope="row">{name === '' ? t`(no text)` : name}</th>
            {shown.map((field) => (
              <td key={field} data-label={fieldLabel(i18n, field, kind)}>
                {valueText(i18n, item[field], { field, kind, nameOf })}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What the plan did not keep to when it was finished, and why a facilitator let it be. */
function Checks({ plan: { checks = [] }, nameOf }: { plan: Plan; nameOf: NameOf }) {
  const { t } = useLingui()
  const waived = checks.filter(({ waivedBy }) => waivedBy !== undefined)
  const open = checks.filter(({ waivedBy }) => waivedBy === undefined)
  if (checks.length === 0) {
    return (
      <CheckList title={t`Checks`}>
        <li>{t`Everything this plan was checked for holds.`}</li>
      </CheckList>
    )
  }
  return (
    <>
      {waived.length > 0 && (
        <CheckList title={t`Waived`}>
          {waived.map(({ code, message, waivedBy = '', waiverReason }) => (
            <li key={message}>
              {code} · {message}
              <span className={styles.reason}>
                <Trans>
                  Let be by {nameOf(waivedBy) ?? t`a facilitator`}: {waiverReason}
                </Trans>
              </span>
            </li>
          ))}
        </CheckList>
      )}
      {open.length > 0 && (
        <CheckList title={t`Warnings`}>
          {open.map(({ code, message }) => (
            <li key={message}>
              {code} · {message}
            </li>
          ))}
        </CheckList>
      )}
    </>
  )
}

function CheckList({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      <ul className={styles.checks}>{children}</ul>
    </section>
  )
}
