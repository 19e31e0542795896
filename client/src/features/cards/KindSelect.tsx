import { Trans, useLingui } from '@lingui/react/macro'
import { isCardKind, kindNames } from '@planwall/shared/board/kinds'
import type { CardKind } from '@planwall/shared/board/kinds'
import type { Card } from '@planwall/shared/board/model'
import { useId } from 'react'
import { changeKind } from '../../sync/card-acts.ts'
import { kindWords } from '../../sync/kind-names.ts'
import { useBoard } from '../../sync/use-board.ts'
import { Select } from '../../ui/Select.tsx'
import styles from './Inspector.module.css'

/** Makes cards another kind. What both kinds have is kept; the rest comes back if the card is turned back. */
export function KindSelect({ cards }: { cards: readonly Card[] }) {
  const handle = useBoard()
  const { t, i18n } = useLingui()
  const id = useId()
  const [first] = cards
  const isOneKind = cards.every((card) => card.kind === first?.kind)
  const turn = (kind: CardKind | '') => {
    if (kind === '') return
    changeKind(
      handle,
      cards.map((card) => card.id),
      kind,
    )
  }
  return (
    <div className={styles.act}>
      <label htmlFor={id}>
        <Trans>Turn into</Trans>
      </label>
      <Select
        id={id}
        value={isOneKind && isCardKind(first?.kind) ? first.kind : ''}
        none={isOneKind ? undefined : t`Several kinds`}
        options={kindNames.map((kind) => ({ id: kind, label: i18n._(kindWords[kind].name) }))}
        onChoose={turn}
      />
    </div>
  )
}
