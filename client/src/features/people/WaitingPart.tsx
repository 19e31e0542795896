import { Plural, Trans } from '@lingui/react/macro'
import { useKnocks } from '../../sync/use-knocks.ts'
import { Button } from '../../ui/Button.tsx'
import { KnockLine } from './KnockLine.tsx'
import knockStyles from './knocks.module.css'
import styles from './people.module.css'
import { useAnswerKnocks } from './use-answer-knocks.ts'

/** Everybody who waits to be let in, in the list of people; nothing where nobody does. */
export function WaitingPart() {
  const { knocks } = useKnocks()
  const { busy, answer } = useAnswerKnocks()
  if (knocks.length === 0) return null
  return (
    <section className={styles.part} data-testid="waiting">
      <h3 className={styles.heading}>
        <Plural value={knocks.length} one="# person waits to be let in" other="# people wait to be let in" />
        {knocks.length > 1 && (
          <Button size="small" disabled={busy} onClick={() => answer(knocks, true)}>
            <Trans>Let all in</Trans>
          </Button>
        )}
      </h3>
      <ul className={knockStyles.list}>
        {knocks.map((knock) => (
          <KnockLine key={knock.knockId} knock={knock} busy={busy} onAnswer={(admit) => answer([knock], admit)} />
        ))}
      </ul>
    </section>
  )
}
