import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { can } from '@planwall/shared/access/roles'
import { currentStep } from '@planwall/shared/session/facilitation'
import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { useFacilitation } from '../../sync/facilitation.ts'
import { revealCards } from '../../sync/session-calls.ts'
import { useBoard } from '../../sync/use-board.ts'
import { useOrder } from '../../sync/use-order.ts'
import { usePeopleNow } from '../../sync/use-people-now.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { toast } from '../../ui/toast-store.ts'
import { hiddenCards } from './hidden-cards.ts'
import styles from './RevealLine.module.css'

/** How much was written in private, and the act that shows it to everybody. For facilitators. */
export function RevealLine() {
  const { seat } = useBoard()
  const writing = useFacilitation(({ run }) => run.writing)
  const isPrivateStep = useFacilitation((facilitation) => currentStep(facilitation)?.rules.private ?? false)
  const { people } = usePeopleNow(writing !== null)
  const [asking, setAsking] = useState(false)
  if (!writing || !can(seat.role, 'write-session')) return null
  const { cards, writers, typing } = hiddenCards(people ?? [])
  return (
    <div className={styles.line} data-testid="reveal-line">
      <EyeOff aria-hidden="true" />
      <p>
        <Plural value={cards} one="# card is hidden" other="# cards are hidden" />
        {writers > 0 && (
          <>
            {', '}
            <Plural value={writers} one="by # person" other="by # people" />
          </>
        )}
        {typing > 0 && (
          <>
            {'. '}
            <Plural value={typing} one="# person is still writing" other="# people are still writing" />
          </>
        )}
      </p>
      <Button
        look={isPrivateStep ? 'secondary' : 'primary'}
        size="small"
        icon={<Eye />}
        onClick={() => setAsking(true)}
      >
        <Trans>Reveal …</Trans>
      </Button>
      {asking && (
        <RevealDialog
          cards={cards}
          writers={writers}
          typing={typing}
          anonymous={writing.anonymous}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}

interface RevealDialogProps {
  cards: number
  writers: number
  typing: number
  anonymous: boolean
  onClose: () => void
}

/** Says what the reveal will do before it is done: it cannot be taken back. */
function RevealDialog({ cards, writers, typing, anonymous, onClose }: RevealDialogProps) {
  const { t } = useLingui()
  const handle = useBoard()
  const { busy, ask } = useOrder()
  const reveal = async () => {
    const done = await ask(() => revealCards(handle))
    if (!done) return
    const { cards: shown } = done
    toast(shown === 1 ? t`1 card is on the wall now.` : t`${shown} cards are on the wall now.`)
    onClose()
  }
  return (
    <Dialog
      title={t`Reveal what was written`}
      width="narrow"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Not yet</Trans>
          </Button>
          <Button look="primary" icon={<Eye />} busy={busy} onClick={() => void reveal()}>
            <Trans>Reveal to everybody</Trans>
          </Button>
        </>
      }
    >
      <ul className={styles.words}>
        <li>
          <Plural
            value={cards}
            _0="Nobody has written a card. The private time ends, and nothing appears."
            one="# card appears on the wall, for everybody at once."
            other="# cards appear on the wall, for everybody at once."
          />
        </li>
        {writers > 0 && (
          <li>
            <Plural
              value={writers}
              one="It is what # person wrote, also if they have left since."
              other="It is what # people wrote, those who have left since included."
            />
          </li>
        )}
        {cards > 0 && (
          <li>
            {anonymous ? (
              <Trans>
                Nobody's name is on them, their order is drawn by lot, and no name is stored anywhere afterwards.
              </Trans>
            ) : (
              <Trans>Each keeps the name of whoever wrote it.</Trans>
            )}
          </li>
        )}
        {typing > 0 && (
          <li>
            <Plural
              value={typing}
              one="# person is still writing: what is saved by then appears too."
              other="# people are still writing: what is saved by then appears too."
            />
          </li>
        )}
        <li>
          <Trans>This cannot be undone.</Trans>
        </li>
      </ul>
    </Dialog>
  )
}
