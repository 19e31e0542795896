import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { isCardKind, kindNames } from '@planwall/shared/board/kinds'
import type { CardKind } from '@planwall/shared/board/kinds'
import { useId } from 'react'
import { kindWords } from '../../sync/kind-names.ts'
import { useView } from '../../sync/use-board.ts'
import { zoneNames } from '../../sync/zone-names.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Select } from '../../ui/Select.tsx'
import type { TargetState } from './paste-target.ts'
import styles from './PastePreview.module.css'

export interface PasteTargetProps {
  kind: CardKind
  onKind: (kind: CardKind) => void
  zoneId: string | null
  onZone: (zoneId: string | null) => void
  state: TargetState
}

/** What the pasted cards become, and where they go. */
export function PasteTarget({ kind, onKind, zoneId, onZone, state }: PasteTargetProps) {
  const { t, i18n } = useLingui()
  const kindId = useId()
  const zoneSelectId = useId()
  const zones = useView((view) => view.session.zones)
  const elements = useView((view) => view.elements)
  const chooseZone = (id: string) => {
    onZone(id === '' ? null : id)
    const zone = zones.get(id)
    const [first] = zone?.accepts.filter(isCardKind) ?? []
    // Somebody who chooses a zone for goals wants goals.
    if (zone && first && !zone.accepts.includes(kind)) onKind(first)
  }
  return (
    <>
      <div className={styles.target}>
        <div>
          <label htmlFor={kindId}>
            <Trans>Kind of card</Trans>
          </label>
          <Select
            id={kindId}
            value={kind}
            options={kindNames.map((id) => ({ id, label: i18n._(kindWords[id].name) }))}
            onChoose={(id) => {
              if (id !== '') onKind(id)
            }}
          />
        </div>
        <div>
          <label htmlFor={zoneSelectId}>
            <Trans>Zone</Trans>
          </label>
          <Select
            id={zoneSelectId}
            value={zoneId ?? ''}
            none={t`On the wall, in no zone`}
            options={[...zoneNames(zones, elements)].map(([id, label]) => ({ id, label }))}
            onChoose={chooseZone}
          />
        </div>
      </div>
      {state === 'not-accepted' && (
        <Banner tone="warn">
          <Trans>This zone does not take cards of this kind. Choose another kind or another zone.</Trans>
        </Banner>
      )}
      {typeof state === 'object' && (
        <Banner tone="warn">
          <Plural
            value={state.roomFor}
            _0="This zone is full. Choose another zone."
            one="This zone has room for # more card. Choose another zone."
            other="This zone has room for # more cards. Choose another zone."
          />
        </Banner>
      )}
    </>
  )
}
