import { Trans, useLingui } from '@lingui/react/macro'
import { isCardOf } from '@planwall/shared/board/model'
import type { BoardElement } from '@planwall/shared/board/model'
import { formatMoment } from '../../sync/dates.ts'
import { useView } from '../../sync/use-board.ts'
import styles from './Inspector.module.css'

/** Who made it and when, where that may be known. */
export function MadeBy({ element }: { element: BoardElement }) {
  const { i18n } = useLingui()
  const maker = useView((view) => (element.createdBy === null ? undefined : view.elements.get(element.createdBy)))
  const timezone = useView((view) => view.session.meta.timezone)
  if (element.createdAt <= 0) return null
  const when = formatMoment(element.createdAt, i18n.locale, timezone)
  return (
    <p className={styles.made}>
      {isCardOf(maker, 'person') ? (
        <Trans>
          Made by {maker.text}, {when}
        </Trans>
      ) : (
        <Trans>Made {when}</Trans>
      )}
    </p>
  )
}
