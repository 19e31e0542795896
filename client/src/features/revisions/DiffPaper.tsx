import { Trans, useLingui } from '@lingui/react/macro'
import type { DiffItem, FieldChange, ItemChange } from '@planwall/shared/plan/diff'
import { isSame } from '@planwall/shared/plan/diff'
import { ArrowRight, CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { iconOf, kindColors } from '../../sync/kind-icons.ts'
import { kindWords } from '../../sync/kind-names.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { fieldLabel, valueText } from './plan-words.ts'
import type { NameOf } from './plan-words.ts'
import type { Comparison } from './revision.ts'
import styles from './paper.module.css'

/** What changed, dates and owners that moved first. */
export function DiffPaper({ comparison, title }: { comparison: Comparison; title: string }) {
  const { t } = useLingui()
  const { before, after, names, diff } = comparison
  const nameOf: NameOf = (id) => (Object.hasOwn(names, id) ? names[id] : undefined)
  return (
    <article className={styles.paper}>
      <header className={styles.head}>
        <p className={styles.kicker}>{title}</p>
        <h1>
          {after === 'now' ? (
            <Trans>What changed since revision {before}</Trans>
          ) : (
            <Trans>
              What changed from revision {before} to {after}
            </Trans>
          )}
        </h1>
      </header>
      {isSame(diff) && (
        <EmptyState icon={<CircleCheck aria-hidden="true" />} title={<Trans>Nothing changed</Trans>}>
          <Trans>Both plans say the same.</Trans>
        </EmptyState>
      )}
      <Changes title={t`Dates and owners that moved`} items={diff.moved} nameOf={nameOf} />
      <Items title={t`Added`} items={diff.added} />
      <Items title={t`Removed`} items={diff.removed} />
      <Changes title={t`Changed`} items={diff.changed} nameOf={nameOf} />
      {diff.plan.length > 0 && (
        <Part title={t`The plan as a whole`} count={diff.plan.length}>
          <li className={styles.change}>
            {diff.plan.map((change) => (
              <Change key={change.field} change={change} nameOf={nameOf} />
            ))}
          </li>
        </Part>
      )}
    </article>
  )
}

function Part({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2>
        {title} <span className={styles.count}>{count}</span>
      </h2>
      <ul className={styles.changes}>{children}</ul>
    </section>
  )
}

function Items({ title, items }: { title: string; items: readonly DiffItem[] }) {
  if (items.length === 0) return null
  return (
    <Part title={title} count={items.length}>
      {items.map((item) => (
        <li key={`${item.section} ${item.id}`} className={styles.change}>
          <What item={item} />
        </li>
      ))}
    </Part>
  )
}

function Changes({ title, items, nameOf }: { title: string; items: readonly ItemChange[]; nameOf: NameOf }) {
  if (items.length === 0) return null
  return (
    <Part title={title} count={items.length}>
      {items.map((item) => (
        <li key={`${item.section} ${item.id}`} className={styles.change}>
          <What item={item} />
          {item.fields.map((change) => (
            <Change key={change.field} change={change} kind={item.kind} nameOf={nameOf} />
          ))}
        </li>
      ))}
    </Part>
  )
}

function What({ item: { kind, name } }: { item: DiffItem }) {
  const { i18n, t } = useLingui()
  const Icon = iconOf(kind)
  return (
    <p className={styles.what} style={kindColors(kind)}>
      <Icon aria-hidden="true" />
      <span>
        <span className={styles.kind}>{i18n._(kindWords[kind].name)}:</span> {name === '' ? t`(no text)` : name}
      </span>
    </p>
  )
}

function Change({ change, kind, nameOf }: { change: FieldChange; kind?: string; nameOf: NameOf }) {
  const { i18n, t } = useLingui()
  const { field, before, after } = change
  const of = { field, ...(kind === undefined ? {} : { kind }), nameOf }
  return (
    <p className={styles.field}>
      <span>{fieldLabel(i18n, field, kind)}:</span>
      <del>{valueText(i18n, before, of)}</del>
      <ArrowRight role="img" aria-label={t`to`} />
      <ins>{valueText(i18n, after, of)}</ins>
    </p>
  )
}
