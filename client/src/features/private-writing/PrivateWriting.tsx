import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { AgendaStep } from '@planwall/shared/session/step'
import { EyeOff, Lock, UserRound, UserRoundX } from 'lucide-react'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { BoardHandle } from '../../sync/open-board.ts'
import { BoardContext, useView } from '../../sync/use-board.ts'
import { usePrivateRoom } from '../../sync/use-private-room.ts'
import { Waiting } from '../../ui/Spinner.tsx'
import styles from './PrivateWriting.module.css'

export interface PrivateWritingProps {
  step: AgendaStep
  /** What is written with; it works on the private document as if it were the board. */
  children: ReactNode
}

/** A step in which everybody writes for themselves: what is promised, whether it is saved, and the writing itself. */
export function PrivateWriting({ step, children }: PrivateWritingProps) {
  const { t } = useLingui()
  const room = usePrivateRoom()
  const { handle, keptHere } = useStore(room.state)
  if (!handle) return <Waiting>{t`Opening your private cards …`}</Waiting>
  return (
    <BoardContext value={handle}>
      <Promise step={step} />
      <div className={styles.paper}>
        {children}
        <Kept handle={handle} keptHere={keptHere} />
      </div>
    </BoardContext>
  )
}

/** Who can see what, and whether names stay: the plain truth of invariants, in three lines. */
function Promise({ step }: { step: AgendaStep }) {
  const id = useId()
  return (
    <section className={styles.promise} aria-labelledby={id}>
      <h3 id={id}>
        <Lock aria-hidden="true" />
        <Trans>Only you can see this</Trans>
      </h3>
      <ul>
        <li>
          <EyeOff aria-hidden="true" />
          <Trans>
            Until the reveal nobody else gets your cards, facilitators neither. They see how many you have written.
          </Trans>
        </li>
        <li>
          {step.rules.anonymous ? (
            <>
              <UserRoundX aria-hidden="true" />
              <Trans>
                At the reveal all cards are shuffled and names are erased: nobody can find out who wrote what.
              </Trans>
            </>
          ) : (
            <>
              <UserRound aria-hidden="true" />
              <Trans>At the reveal your cards appear on the wall with your name.</Trans>
            </>
          )}
        </li>
      </ul>
    </section>
  )
}

/** "Saved" only on the server's word, for the private document too. */
function Kept({ handle, keptHere }: { handle: BoardHandle; keptHere: boolean }) {
  const { kind, pending } = useStore(handle.status)
  const count = useView(({ elements }) => elements.size)
  return (
    <p className={styles.kept} role="status" data-kind={kind}>
      {count > 0 && <Plural value={count} one="# card," other="# cards," />}{' '}
      <KeptWords {...{ kind, pending, keptHere }} />
    </p>
  )
}

function KeptWords({ kind, pending, keptHere }: { kind: string; pending: number; keptHere: boolean }) {
  if (kind === 'saved') return <Trans>saved where only you can read it</Trans>
  if (kind !== 'offline' || pending === 0) return <Trans>saving …</Trans>
  if (keptHere) return <Trans>kept in this browser until there is a connection again</Trans>
  return <Trans>in this tab alone until there is a connection again: leave it open</Trans>
}
