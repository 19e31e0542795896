import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { DoorOpen } from 'lucide-react'
import { useKnocks } from '../../sync/use-knocks.ts'
import { Button } from '../../ui/Button.tsx'
import { KnockLine } from './KnockLine.tsx'
import styles from './knocks.module.css'
import { useAnswerKnocks } from './use-answer-knocks.ts'

/** So many are named above the board; the panel has all of them. */
const MOST = 2

/** Tells facilitators, wherever they are on the board, that somebody waits to be let in. */
export function KnockBanner() {
  const { t } = useLingui()
  const { knocks } = useKnocks()
  const { busy, answer } = useAnswerKnocks()
  const [first] = knocks
  const more = knocks.length - MOST
  const words =
    first &&
    (knocks.length === 1 ? t`${first.name} waits to be let in.` : t`${knocks.length} people wait to be let in.`)
  return (
    <>
      {/* There before its first message, so that it is read out. */}
      <p className="pw-hidden" role="status" data-testid="knock-news">
        {words}
      </p>
      {first && (
        <section className={styles.banner} aria-label={t`At the door`} data-testid="knocks">
          <DoorOpen aria-hidden="true" />
          <ul className={styles.list}>
            {knocks.slice(0, MOST).map((knock) => (
              <KnockLine key={knock.knockId} knock={knock} busy={busy} onAnswer={(admit) => answer([knock], admit)} />
            ))}
          </ul>
          {more > 0 && (
            <p className={styles.more}>
              <Plural value={more} one="and # more: see People" other="and # more: see People" />
            </p>
          )}
          {knocks.length > 1 && (
            <Button size="small" disabled={busy} onClick={() => answer(knocks, true)}>
              <Trans>Let all in</Trans>
            </Button>
          )}
        </section>
      )}
    </>
  )
}
