import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { can } from '@planwall/shared/access/roles'
import { currentStep } from '@planwall/shared/session/facilitation'
import { openRounds } from '@planwall/shared/session/voting'
import type { Round } from '@planwall/shared/session/voting'
import { Vote } from 'lucide-react'
import { useWholeFacilitation } from '../../sync/facilitation.ts'
import { closeRound, openRound } from '../../sync/session-calls.ts'
import { useBoard } from '../../sync/use-board.ts'
import { useOrder } from '../../sync/use-order.ts'
import { usePeopleNow } from '../../sync/use-people-now.ts'
import { Button } from '../../ui/Button.tsx'
import { turnout } from './round-words.ts'
import styles from './rounds.module.css'

/** The vote of the step that runs: to be opened, how many have voted, to be closed. For facilitators. */
export function RoundLine() {
  const handle = useBoard()
  const facilitation = useWholeFacilitation()
  const step = currentStep(facilitation)
  const open = openRounds(facilitation.rounds)
  const { busy, ask } = useOrder()
  if (!can(handle.seat.role, 'write-session')) return null
  if (open.length > 0) return open.map((round) => <OpenRoundLine key={round.id} round={round} />)
  if (!step?.vote) return null
  const held = [...facilitation.rounds.values()].filter(({ stepId, result }) => stepId === step.id && result)
  return (
    <div className={styles.line} data-testid="round-line">
      <Vote aria-hidden="true" />
      <p>
        {held.length === 0 ? <Trans>This step has a vote.</Trans> : <Trans>The vote of this step is closed.</Trans>}
      </p>
      <Button
        look={held.length === 0 ? 'primary' : 'secondary'}
        size="small"
        busy={busy}
        onClick={() => void ask(() => openRound(handle, { stepId: step.id }))}
      >
        {held.length === 0 ? <Trans>Open the vote</Trans> : <Trans>Vote once more</Trans>}
      </Button>
    </div>
  )
}

function OpenRoundLine({ round }: { round: Round }) {
  const { t } = useLingui()
  const handle = useBoard()
  const { people } = usePeopleNow()
  const { busy, ask } = useOrder()
  const { voted, expected, done } = turnout(round.id, people ?? [])
  return (
    <div className={styles.line} data-testid="round-line">
      <Vote aria-hidden="true" />
      <p>
        <strong>{round.title}</strong>{' '}
        <Trans>
          {voted} of {expected} have voted
        </Trans>
        {voted > done && (
          <>
            {', '}
            <Plural value={voted - done} one="# has votes left" other="# have votes left" />
          </>
        )}
        .
      </p>
      <Button
        look="primary"
        size="small"
        busy={busy}
        onClick={() => void ask(() => closeRound(handle, round.id, { sort: true }))}
      >
        <Trans>Close, sort and size</Trans>
      </Button>
      <Button size="small" disabled={busy} onClick={() => void ask(() => closeRound(handle, round.id, {}))}>
        <Trans>Close</Trans>
      </Button>
      <Button
        size="small"
        look="quiet"
        disabled={busy}
        title={t`No votes are counted`}
        onClick={() => void ask(() => closeRound(handle, round.id, { callOff: true }))}
      >
        <Trans>Call off</Trans>
      </Button>
    </div>
  )
}
