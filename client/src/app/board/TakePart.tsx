import { Trans, useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import type { Card } from '@planwall/shared/board/model'
import type { BoardHandle } from '../../sync/open-board.ts'
import { useBriefing } from '../../sync/facilitation.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { CardFields } from '../../features/cards/CardFields.tsx'
import { PrivateWriting } from '../../features/private-writing/PrivateWriting.tsx'
import { ReadyBar } from '../../features/ready/ReadyBar.tsx'
import { NowReading } from '../../features/take-part/NowReading.tsx'
import { Situation } from '../../features/take-part/Situation.tsx'
import { StepCards } from '../../features/take-part/StepCards.tsx'
import { Ballot } from '../../features/voting/Ballot.tsx'
import { StepResults } from '../../features/voting/StepResults.tsx'
import './take-part.css'

/**
 * All that somebody needs to take part in the step that runs, in one column: works at half a screen beside a call, on a
 * phone, and beside the wall. No canvas skill is needed.
 */
export function TakePart(_props: { handle: BoardHandle }) {
  return <Part />
}

/** The same, beside the wall. */
export function TakePartPanel({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  return (
    <div className="take-part-panel">
      <div className="take-part-panel-head">
        <h2>
          <Trans>My part</Trans>
        </h2>
        <IconButton label={t`Close`} icon={<X />} onClick={onClose} />
      </div>
      <Part />
    </div>
  )
}

const fieldsOf = (card: Card) => <CardFields card={card} />

function Part() {
  const { t } = useLingui()
  const briefing = useBriefing()
  const { step, inPrivate, rounds, paused } = briefing
  return (
    <div className="take-part">
      <div className="take-part-body" role="group" aria-label={t`Take part`}>
        <Situation briefing={briefing} />
        <NowReading />
        {rounds.map((round) => (
          <Ballot key={round.id} round={round} />
        ))}
        {step && <StepResults stepId={step.id} />}
        {inPrivate && step ? (
          <PrivateWriting step={step}>
            {!paused && <StepCards briefing={briefing} fieldsOf={fieldsOf} />}
          </PrivateWriting>
        ) : (
          rounds.length === 0 && <StepCards briefing={briefing} fieldsOf={fieldsOf} />
        )}
      </div>
      <div className="take-part-foot">
        <ReadyBar />
      </div>
    </div>
  )
}
