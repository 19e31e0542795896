import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Round } from '@planwall/shared/session/voting'
import { Vote } from 'lucide-react'
import { useState } from 'react'
import { formatMoment } from '../../sync/dates.ts'
import { useFacilitation } from '../../sync/facilitation.ts'
import { useView } from '../../sync/use-board.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Select } from '../../ui/Select.tsx'
import { CompareTable } from './CompareTable.tsx'
import { OpenRoundForm } from './OpenRoundForm.tsx'
import { ResultList } from './ResultList.tsx'
import { RoundLine } from './RoundLine.tsx'
import { answerWords, comparable } from './round-words.ts'
import styles from './rounds.module.css'

/** Votes: those that are open, what came out of the others, and rounds of the same question side by side. */
export function RoundsPanel() {
  const rounds = useFacilitation((facilitation) => facilitation.rounds)
  const closed = [...rounds.values()].filter(({ result }) => result).toReversed()
  const hasOpen = [...rounds.values()].some(({ closedAt }) => closedAt === undefined)
  return (
    <>
      <div className={styles.boxed}>
        <RoundLine />
      </div>
      {!hasOpen && <OpenRoundForm />}
      {closed.length === 0 && !hasOpen && (
        <EmptyState icon={<Vote />} title={<Trans>No vote has been held yet</Trans>}>
          <Trans>Steps with a vote open theirs from the bar above the wall. Any other vote can be opened here.</Trans>
        </EmptyState>
      )}
      {closed.length > 0 && <Results rounds={closed} />}
      {comparable(rounds.values()).map((group) => (
        <Comparison key={group[0]?.id} rounds={group} />
      ))}
    </>
  )
}

function Results({ rounds }: { rounds: readonly Round[] }) {
  const { t, i18n } = useLingui()
  const timezone = useView(({ session }) => session.meta.timezone)
  const [chosen, setChosen] = useState<string>('')
  const round = rounds.find(({ id }) => id === chosen) ?? rounds[0]
  if (!round?.result) return null
  const { result, closedAt } = round
  return (
    <section className={styles.part}>
      <h3>
        <Trans>Results</Trans>
      </h3>
      {rounds.length > 1 && (
        <Select
          label={t`Vote`}
          value={round.id}
          options={rounds.map(({ id, title, closedAt: at }) => ({
            id,
            label: `${title} · ${formatMoment(at ?? 0, i18n.locale, timezone)}`,
          }))}
          onChoose={(id) => setChosen(id)}
        />
      )}
      <p className={styles.about}>
        <strong>{round.title}</strong>
        {' · '}
        {t(answerWords[round.answer])}
        {' · '}
        <Plural value={result.ballots} one="# person voted" other="# people voted" />
        {closedAt !== undefined && <> · {formatMoment(closedAt, i18n.locale, timezone)}</>}
      </p>
      <ResultList round={round} result={result} />
    </section>
  )
}

function Comparison({ rounds }: { rounds: readonly Round[] }) {
  return (
    <section className={styles.part}>
      <h3>
        <Trans>Side by side</Trans>
      </h3>
      <CompareTable rounds={rounds} />
    </section>
  )
}
