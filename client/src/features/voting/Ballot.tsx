import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { votesLeft } from '@planwall/shared/session/voting'
import type { Round } from '@planwall/shared/session/voting'
import { CloudCheck, CloudOff, Minus, Plus, RefreshCw, ThumbsDown, ThumbsUp, TriangleAlert } from 'lucide-react'
import { useEffect, useId, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useFacilitation } from '../../sync/facilitation.ts'
import { refusalWords } from '../../sync/refusal-words.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { ballotOf, choicesOf, withAnswer, withDots, withScore } from './ballot.ts'
import type { Choices } from './ballot.ts'
import { createBallotBox } from './ballot-box.ts'
import type { BallotBox, BallotState } from './ballot-box.ts'
import { ballotCalls } from './ballot-calls.ts'
import styles from './Ballot.module.css'

/** A vote that is open: what is asked, and this person's own answers, which can be changed until it closes. */
export function Ballot({ round }: { round: Round }) {
  const handle = useBoard()
  const { t, i18n } = useLingui()
  const headingId = useId()
  const box = useBallotBox(round.id)
  const isPaused = useFacilitation(({ run }) => run.pause !== null) && handle.seat.role !== 'facilitator'
  if (!box) return null
  return (
    <section className={styles.ballot} aria-labelledby={headingId}>
      <div className={styles.head}>
        <h3 id={headingId}>{round.title || t`Vote`}</h3>
        <p className={styles.promise}>
          <Trans>Secret until it is closed. You can change your votes until then.</Trans>
        </p>
      </div>
      {isPaused && <p className={styles.closed}>{i18n._(refusalWords.paused)}</p>}
      <Questions round={round} box={box} isPaused={isPaused} />
    </section>
  )
}

function useBallotBox(roundId: string): BallotBox | undefined {
  const { apiUrl, seat } = useBoard()
  const [box, setBox] = useState<BallotBox>()
  useEffect(() => {
    const made = createBallotBox(
      `planwall ballot ${seat.boardId} ${seat.seatId} ${roundId}`,
      ballotCalls({ apiUrl, seat }, roundId),
    )
    setBox(made)
    // Another device of this person may have voted meanwhile.
    const onVisible = () => {
      if (document.visibilityState === 'visible') made.refresh()
    }
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      document.removeEventListener('visibilitychange', onVisible)
      made.stop()
    }
  }, [apiUrl, seat, roundId])
  return box
}

function Questions({ round, box, isPaused }: { round: Round; box: BallotBox; isPaused: boolean }) {
  const { ballot, kind, message } = useStore(box.state)
  const choices = useMemo(() => choicesOf(ballot), [ballot])
  const left = votesLeft(round, ballot ?? undefined)
  const isDisabled = isPaused || kind === 'loading'
  const change = (next: Choices) => {
    if (next !== choices) box.cast(ballotOf(round, next))
  }
  return (
    <>
      <div className={styles.state}>
        <Left round={round} left={left} />
        <Kept kind={kind} message={message} isBegun={ballot !== null} />
      </div>
      <ol className={styles.cards}>
        {round.cardIds.map((cardId) => (
          <Question key={cardId} cardId={cardId}>
            {(title) => {
              const of = { round, cardId, title, choices, change, isDisabled, left }
              if (round.answer === 'dots') return <Dots {...of} />
              return round.answer === 'yes-no' ? <YesNo {...of} /> : <Scales {...of} />
            }}
          </Question>
        ))}
      </ol>
    </>
  )
}

/** What is still to be given, in words; read out when it changes. */
function Left({ round, left }: { round: Round; left: number }) {
  return (
    <p className={styles.left} role="status" data-done={left === 0}>
      {round.answer === 'dots' ? (
        <>
          <span className={styles.dots} aria-hidden="true">
            {Array.from({ length: Math.min(round.perPerson, 20) }, (_, i) => (
              <span key={i} data-left={i < left} />
            ))}
          </span>
          <Plural value={left} _0="All dots given" one="# dot left" other="# dots left" />
        </>
      ) : (
        <Plural value={left} _0="All answered" one="# answer left" other="# answers left" />
      )}
    </p>
  )
}

function Kept({ kind, message, isBegun }: Pick<BallotState, 'kind' | 'message'> & { isBegun: boolean }) {
  const { t } = useLingui()
  if (kind === 'kept' && !isBegun) return null
  const shown: Record<BallotState['kind'], { icon: ReactNode; words: string }> = {
    loading: { icon: <RefreshCw aria-hidden="true" />, words: t`One moment …` },
    sending: { icon: <RefreshCw aria-hidden="true" />, words: t`Saving …` },
    kept: { icon: <CloudCheck aria-hidden="true" />, words: t`Your votes are in` },
    waiting: {
      icon: <CloudOff aria-hidden="true" />,
      words: t`Not sent yet: they go out as soon as there is a connection`,
    },
    failed: { icon: <TriangleAlert aria-hidden="true" />, words: t`Not counted: ${message}` },
  }
  const { icon, words } = shown[kind]
  return (
    <p className={styles.kept} data-kind={kind} role="status">
      {icon}
      {words}
    </p>
  )
}

/** The card that is voted on. */
function Question({ cardId, children }: { cardId: string; children: (title: string) => ReactNode }) {
  const { t } = useLingui()
  const card = useView(({ elements }) => elements.get(cardId))
  if (card?.type !== 'card') return null
  const title = card.text.trim() === '' ? t`(no text)` : card.text
  return (
    <li className={styles.card} style={{ borderColor: `var(--pw-kind-${card.known ? card.kind : 'unknown'}-edge)` }}>
      <p className={styles.title}>{title}</p>
      {children(title)}
    </li>
  )
}

interface AnswerProps {
  round: Round
  cardId: string
  title: string
  choices: Choices
  change: (next: Choices) => void
  isDisabled: boolean
  left: number
}

function Dots({ round, cardId, title, choices, change, isDisabled, left }: AnswerProps) {
  const { t } = useLingui()
  const count = choices.dots.get(cardId) ?? 0
  const press = (by: 1 | -1) => change(withDots(round, choices, cardId, by))
  return (
    <div className={styles.dotting} role="group" aria-label={t`Dots for: ${title}`}>
      <button
        type="button"
        className={styles.big}
        aria-label={t`Take a dot back: ${title}`}
        disabled={isDisabled || count === 0}
        onClick={() => press(-1)}
      >
        <Minus aria-hidden="true" />
      </button>
      <output className={styles.given} aria-label={t`Your dots: ${count}`}>
        {round.maxPerCard <= 6 ? (
          <span className={styles.dots} aria-hidden="true">
            {Array.from({ length: round.maxPerCard }, (_, i) => (
              <span key={i} data-left={i < count} />
            ))}
          </span>
        ) : (
          <span aria-hidden="true">{count}</span>
        )}
      </output>
      <button
        type="button"
        className={styles.big}
        aria-label={t`Give a dot: ${title}`}
        disabled={isDisabled || left === 0 || count >= round.maxPerCard}
        onClick={() => press(1)}
      >
        <Plus aria-hidden="true" />
      </button>
    </div>
  )
}

function YesNo({ cardId, title, choices, change, isDisabled }: AnswerProps) {
  const { t } = useLingui()
  const name = useId()
  const answer = choices.answers.get(cardId)
  const options = [
    { yes: true, label: t`Yes`, icon: <ThumbsUp aria-hidden="true" /> },
    { yes: false, label: t`No`, icon: <ThumbsDown aria-hidden="true" /> },
  ]
  return (
    <fieldset className={styles.yesNo} disabled={isDisabled}>
      <legend className="pw-hidden">{title}</legend>
      {options.map(({ yes, label, icon }) => (
        <label key={label} className={styles.answer}>
          <input
            type="radio"
            name={name}
            checked={answer === yes}
            onChange={() => change(withAnswer(choices, cardId, yes))}
          />
          {icon}
          {label}
        </label>
      ))}
    </fieldset>
  )
}

const steps = [1, 2, 3, 4, 5]

function Scales({ round, cardId, title, choices, change, isDisabled }: AnswerProps) {
  const name = useId()
  return round.axes.map(({ field, label }) => (
    <fieldset key={field} className={styles.scale} disabled={isDisabled}>
      <legend>
        <span className="pw-hidden">{`${title}: `}</span>
        {label}
      </legend>
      <div className={styles.steps}>
        {steps.map((score) => (
          <label key={score} className={styles.step}>
            <input
              type="radio"
              name={`${name}-${field}`}
              checked={choices.scores.get(cardId)?.get(field) === score}
              onChange={() => change(withScore(choices, cardId, field, score))}
            />
            <span>{score}</span>
          </label>
        ))}
      </div>
      <p className={styles.ends} aria-hidden="true">
        <span>
          <Trans>1 is least</Trans>
        </span>
        <span>
          <Trans>5 is most</Trans>
        </span>
      </p>
    </fieldset>
  ))
}
