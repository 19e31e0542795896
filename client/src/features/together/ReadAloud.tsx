import { Trans } from '@lingui/react/macro'
import { isCardOf } from '@planwall/shared/board/model'
import type { BoardElement } from '@planwall/shared/board/model'
import { currentStep } from '@planwall/shared/session/facilitation'
import { Mic } from 'lucide-react'
import { useFacilitation } from '../../sync/facilitation.ts'
import { useBoard } from '../../sync/use-board.ts'
import { useOrder } from '../../sync/use-order.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './together.module.css'

/** In a step of reading aloud: begins the round. People take turns by lot, or the cards are shown one by one. */
export function ReadAloud() {
  const handle = useBoard()
  const step = useFacilitation(currentStep)
  const { floor, writing } = useFacilitation(({ run }) => run)
  const { busy, order } = useOrder()
  // What is still hidden is revealed first.
  if (!step?.reading || floor || writing) return null
  const byCards = step.reading === 'cards' || step.rules.anonymous
  const begin = () =>
    order(
      byCards ? { do: 'show-cards' } : { do: 'open-floor', first: planOwner(handle.view.getState().elements.values()) },
    )
  return (
    <div className={styles.floor}>
      <Mic aria-hidden="true" />
      <p>
        {byCards ? (
          <Trans>Read the cards aloud, one by one, in an order drawn by lot.</Trans>
        ) : (
          <Trans>Everybody reads one in turn, in an order drawn by lot. The owner of the plan begins.</Trans>
        )}
      </p>
      <Button look="primary" size="small" busy={busy} onClick={() => void begin()}>
        {byCards ? <Trans>Show the first card</Trans> : <Trans>Give the floor</Trans>}
      </Button>
    </div>
  )
}

/** [M3] Whoever carries the goal reads first. */
function planOwner(elements: Iterable<BoardElement>): string | null {
  for (const element of elements) {
    if (isCardOf(element, 'goal') && element.fields.accountable) return element.fields.accountable
  }
  return null
}
