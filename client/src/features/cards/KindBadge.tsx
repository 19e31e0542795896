import { Plural, useLingui } from '@lingui/react/macro'
import { isCardKind } from '@planwall/shared/board/kinds'
import { iconOf, kindColors } from '../../sync/kind-icons.ts'
import { kindWords } from '../../sync/kind-names.ts'
import styles from './KindBadge.module.css'

/** What a card is: colour, icon and name. */
export function KindBadge({ kind, votes = 0 }: { kind: string; votes?: number }) {
  const { t, i18n } = useLingui()
  const Icon = iconOf(kind)
  return (
    <p className={styles.line}>
      <span className={styles.badge} style={kindColors(kind)}>
        <Icon aria-hidden="true" />
        {isCardKind(kind) ? i18n._(kindWords[kind].name) : t`Unknown kind: ${kind}`}
      </span>
      {votes > 0 && (
        <span>
          <Plural value={votes} one="# vote" other="# votes" />
        </span>
      )}
    </p>
  )
}
