import { Trans, useLingui } from '@lingui/react/macro'
import { can } from '@planwall/shared/access/roles'
import { turnOf } from '@planwall/shared/session/together'
import { ChevronLeft, ChevronRight, Mic } from 'lucide-react'
import { useFacilitation } from '../../sync/facilitation.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { useOrder } from '../../sync/use-order.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import styles from './together.module.css'

/** Whose turn it is, or which card is read, and who comes next. Facilitators pass it on. */
export function FloorLine() {
  const { t } = useLingui()
  const { seat } = useBoard()
  const floor = useFacilitation(({ run }) => run.floor)
  const elements = useView((view) => view.elements)
  const { busy, order } = useOrder()
  if (!floor) return null
  const nameOf = (id: string | undefined) => {
    const element = id === undefined ? undefined : elements.get(id)
    return element?.type === 'card' ? element.text : ''
  }
  const { id, round } = turnOf(floor)
  const count = floor.order.length
  const at = (floor.turn % count) + 1
  const isLast = floor.of === 'cards' && at === count
  const name = nameOf(id) || t`Somebody`
  const next = nameOf(floor.order[at % count]) || t`somebody`
  return (
    <div className={styles.floor} role="status" data-testid="floor">
      <Mic aria-hidden="true" />
      <p>
        {floor.of === 'people' ? (
          <>
            <strong>{id === seat.personId ? t`It is your turn.` : t`${name} has the floor.`}</strong>{' '}
            {count > 1 && <Trans>Next: {next}.</Trans>} {round > 0 && <Trans>Round {round + 1}.</Trans>}
          </>
        ) : (
          <Trans>
            <strong>{name}</strong> Card {at} of {count}.
          </Trans>
        )}
      </p>
      {can(seat.role, 'write-session') && (
        <span className={styles.floorActs}>
          <IconButton
            label={t`Back to the one before`}
            icon={<ChevronLeft />}
            size="small"
            disabled={busy || floor.turn === 0}
            onClick={() => void order({ do: 'pass-floor', step: -1 })}
          />
          <Button
            size="small"
            icon={<ChevronRight />}
            disabled={busy}
            onClick={() => void order({ do: 'pass-floor', step: 1 })}
          >
            {isLast ? (
              <Trans>Done</Trans>
            ) : floor.of === 'people' ? (
              <Trans>Next speaker</Trans>
            ) : (
              <Trans>Next card</Trans>
            )}
          </Button>
        </span>
      )}
    </div>
  )
}
