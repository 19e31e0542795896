import { Trans, useLingui } from '@lingui/react/macro'
import type { Field } from '@planwall/shared/board/fields'
import { cardKinds, isCardKind } from '@planwall/shared/board/kinds'
import type { Card } from '@planwall/shared/board/model'
import { wordsOfField } from '../../sync/kind-names.ts'
import { useView } from '../../sync/use-board.ts'
import { zoneNames } from '../../sync/zone-names.ts'
import { LinkList } from './CardLinks.tsx'
import { FieldValue } from './FieldValue.tsx'
import { KindBadge } from './KindBadge.tsx'
import { MadeBy } from './MadeBy.tsx'
import styles from './Inspector.module.css'

/** A card for those who may only look, and cards of a kind this page does not know: every value as words. */
export function CardReading({ card }: { card: Card }) {
  const { i18n } = useLingui()
  const zone = useView((view) => zoneNames(view.session.zones, view.elements).get(card.zoneId ?? ''))
  const fields: [string, Field][] = isCardKind(card.kind) ? Object.entries<Field>(cardKinds[card.kind].fields) : []
  return (
    <>
      <KindBadge kind={card.kind} votes={card.votes} />
      <p className={styles.readTitle}>{card.text.trim() === '' ? <Trans>No text yet</Trans> : card.text}</p>
      {!card.known && (
        <p className={styles.made}>
          <Trans>A newer version of this page made this card. It is kept as it is; reload the page to edit it.</Trans>
        </p>
      )}
      <dl className={styles.values}>
        {fields.map(([name, field]) => {
          const value = card.fields[name]
          const words = wordsOfField(card.kind, name)
          if (value === undefined || !words) return null
          return (
            <div key={name}>
              <dt>{i18n._(words.label)}</dt>
              <dd>
                <FieldValue name={name} field={field} value={value} />
              </dd>
            </div>
          )
        })}
        {zone && (
          <div>
            <dt>
              <Trans>Zone</Trans>
            </dt>
            <dd>{zone}</dd>
          </div>
        )}
      </dl>
      <LinkList links={card.links} />
      <MadeBy element={card} />
    </>
  )
}
