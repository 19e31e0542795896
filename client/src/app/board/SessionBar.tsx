import { can } from '@planwall/shared/access/roles'
import { InstructionBar } from '../../features/agenda/InstructionBar.tsx'
import { RevealLine } from '../../features/agenda/RevealLine.tsx'
import { StepControls } from '../../features/agenda/StepControls.tsx'
import { RoundLine } from '../../features/rounds/RoundLine.tsx'
import { SoundSwitch, TimerControls } from '../../features/timer/TimerControls.tsx'
import { TimerClock } from '../../features/timer/TimerClock.tsx'
import { FloorLine } from '../../features/together/FloorLine.tsx'
import { ReadAloud } from '../../features/together/ReadAloud.tsx'
import { TogetherMenu } from '../../features/together/TogetherMenu.tsx'
import { useBoard } from '../../sync/use-board.ts'

export interface SessionBarProps {
  /** Whose turn it is stands in the view already. */
  showsTurn: boolean
}

/** Above every view: what we do now, the time left, and, for facilitators, what leads the session on. */
export function SessionBar({ showsTurn }: SessionBarProps) {
  const { seat } = useBoard()
  if (!can(seat.role, 'write-session')) {
    return <InstructionBar clock={<TimerClock />}>{!showsTurn && <FloorLine />}</InstructionBar>
  }
  return (
    <InstructionBar
      clock={<TimerClock />}
      acts={
        <>
          <TimerControls />
          <SoundSwitch />
          <TogetherMenu />
          <StepControls />
        </>
      }
    >
      <RevealLine />
      <RoundLine />
      <ReadAloud />
      <FloorLine />
    </InstructionBar>
  )
}
