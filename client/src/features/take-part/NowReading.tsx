import { Trans, useLingui } from '@lingui/react/macro'
import { turnOf } from '@planwall/shared/session/together'
import { useFacilitation } from '../../sync/facilitation.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import styles from './Situation.module.css'

/** The card that is read now, large; or whose turn it is to read one aloud. */
export function NowReading() {
  const { t } = useLingui()
  const { seat } = useBoard()
  const floor = useFacilitation(({ run }) => run.floor)
  const elements = useView((view) => view.elements)
  if (!floor) return null
  const { id } = turnOf(floor)
  const element = elements.get(id)
  const words = element?.type === 'card' ? element.text : ''
  const at = (floor.turn % floor.order.length) + 1
  return (
    <section className={styles.now} aria-label={t`Read aloud`}>
      {floor.of === 'cards' ? (
        <>
          <h3>
            <Trans>
              Card {at} of {floor.order.length}
            </Trans>
          </h3>
          <p className={styles.reading}>{words || t`(no text)`}</p>
        </>
      ) : id === seat.personId ? (
        <p className={styles.reading}>
          <Trans>Your turn: read one that nobody has said.</Trans>
        </p>
      ) : (
        <p className={styles.reading}>
          <Trans>{words || t`Somebody`} has the floor</Trans>
        </p>
      )}
    </section>
  )
}
