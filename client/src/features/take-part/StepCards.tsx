import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Card } from '@planwall/shared/board/model'
import type { Briefing } from '@planwall/shared/session/briefing'
import type { ReactNode } from 'react'
import { useId, useMemo } from 'react'
import { useView } from '../../sync/use-board.ts'
import { ShowSome } from '../../ui/ShowSome.tsx'
import { CardRow } from './CardRow.tsx'
import { placesOf } from './places.ts'
import type { Place } from './places.ts'
import { WriteBox } from './WriteBox.tsx'
import styles from './StepCards.module.css'

/** Cards of a zone that are shown before more are asked for. */
const FIRST = 40

export interface StepCardsProps {
  briefing: Briefing
  /** Draws the fields of a private card. */
  fieldsOf: (card: Card) => ReactNode
}

/** What can be written in this step, and the cards of its zones as a list. Works on the board of its context. */
export function StepCards({ briefing, fieldsOf }: StepCardsProps) {
  const { t } = useLingui()
  const elements = useView((view) => view.elements)
  const zones = useView((view) => view.session.zones)
  const { zoneIds, inPrivate } = briefing
  const places = useMemo(() => placesOf(elements, zones, zoneIds), [elements, zones, zoneIds])
  const filled = places.filter(({ cards }) => cards.length > 0)
  // A zone without cards says what it is for, where it is the only one; of many it would only be in the way.
  const shown = filled.length > 0 || inPrivate ? filled : places.slice(0, 1)
  return (
    <div className={styles.cards}>
      <WriteBox briefing={briefing} places={places} />
      <div
        role="group"
        aria-label={inPrivate ? t`Your private cards` : t`Cards of this step`}
        className={styles.places}
      >
        {shown.map((place) => (
          <PlaceSection
            key={place.zone.id}
            place={place}
            places={places}
            briefing={briefing}
            fieldsOf={fieldsOf}
            isOnly={shown.length === 1}
          />
        ))}
      </div>
    </div>
  )
}

interface PlaceSectionProps {
  place: Place
  places: readonly Place[]
  briefing: Briefing
  fieldsOf: (card: Card) => ReactNode
  isOnly: boolean
}

function PlaceSection({ place, places, briefing, fieldsOf, isOnly }: PlaceSectionProps) {
  const headingId = useId()
  const { zone, name, cards } = place
  const { inPrivate } = briefing
  return (
    <section
      aria-labelledby={headingId}
      className={styles.place}
      data-inside={place.name !== zone.name}
      style={{ borderColor: `var(--pw-zone-${zone.color}-edge)` }}
    >
      <h3 id={headingId} className={styles.heading}>
        {inPrivate && isOnly ? <Trans>Your cards</Trans> : name}{' '}
        <span className={styles.count}>
          <Plural value={cards.length} one="# card" other="# cards" />
        </span>
      </h3>
      {cards.length === 0 ? (
        <p className={styles.none}>{zone.prompt || <Trans>Nothing here yet.</Trans>}</p>
      ) : (
        <ul className={styles.list}>
          <ShowSome items={cards} first={FIRST} more={100}>
            {(card) => <CardRow key={card.id} card={card} places={places} inPrivate={inPrivate} fieldsOf={fieldsOf} />}
          </ShowSome>
        </ul>
      )}
    </section>
  )
}
