import { Trans, useLingui } from '@lingui/react/macro'
import type { Card } from '@planwall/shared/board/model'
import { useId, useMemo } from 'react'
import { cardsOfZone, moveToZone, takesAll } from '../../sync/card-acts.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { zoneNames } from '../../sync/zone-names.ts'
import { Select } from '../../ui/Select.tsx'
import styles from './Inspector.module.css'

/** Where cards lie, and a way to put them elsewhere. Zones that do not take them cannot be chosen and say so. */
export function ZoneSelect({ cards }: { cards: readonly Card[] }) {
  const handle = useBoard()
  const { t } = useLingui()
  const id = useId()
  const zones = useView((view) => view.session.zones)
  const elements = useView((view) => view.elements)
  const options = useMemo(() => {
    const names = zoneNames(zones, elements)
    return [...names].map(([zoneId, name]) => {
      const zone = zones.get(zoneId)
      const isHere = cards.every((card) => card.zoneId === zoneId)
      const disabled = !isHere && !(zone && takesAll(zone, cards, cardsOfZone(handle, zoneId).length))
      return { id: zoneId, label: disabled ? t`${name} (does not take it)` : name, disabled }
    })
  }, [zones, elements, cards, handle, t])
  const [first] = cards
  const isTogether = cards.every((card) => card.zoneId === first?.zoneId)
  const current = isTogether && first?.zoneId && zones.has(first.zoneId) ? first.zoneId : ''
  const move = (zoneId: string) => {
    moveToZone(
      handle,
      cards.map((card) => card.id),
      zoneId === '' ? null : zoneId,
    )
  }
  return (
    <div className={styles.act}>
      <label htmlFor={id}>
        <Trans>Move to zone</Trans>
      </label>
      <Select
        id={id}
        value={current}
        none={isTogether ? t`On the wall, in no zone` : t`Several zones`}
        options={options}
        onChoose={move}
      />
    </div>
  )
}
