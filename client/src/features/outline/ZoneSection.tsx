import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Card } from '@planwall/shared/board/model'
import { ArrowDown, ArrowUp, Ellipsis, Grid2X2, Settings2 } from 'lucide-react'
import { memo, useId } from 'react'
import { mayArrange, tidyZone, useMayEdit } from '../../sync/card-acts.ts'
import { useBoard } from '../../sync/use-board.ts'
import { moveZoneInList } from '../../sync/zone-acts.ts'
import { requestZoneEdit } from '../../sync/zone-request.ts'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import { Button } from '../../ui/Button.tsx'
import { AddBox } from './AddBox.tsx'
import { CardItem } from './CardItem.tsx'
import { showMore, shownOf, useOutline, useOutlineStore } from './outline-store.ts'
import type { OutlineSection } from './outline-tree.ts'
import styles from './ZoneSection.module.css'

export interface ZoneSectionProps {
  section: OutlineSection
  /** The board has no zones: then there is no need to say that its cards lie in none. */
  isOnly: boolean
}

/** One zone: what it is for, its cards, and a box for the next. */
export const ZoneSection = memo(function ZoneSection({ section, isOnly }: ZoneSectionProps) {
  const headingId = useId()
  const { zone, cards, depth, above } = section
  const canEdit = useMayEdit()
  if (!zone && cards.length === 0 && !isOnly) return null
  return (
    <section
      className={styles.zone}
      // Columns have zones of the same names: their move tells them apart.
      aria-labelledby={above ? `${headingId} ${headingId}-above` : headingId}
      data-depth={Math.min(depth, 2)}
      style={zone ? { borderColor: `var(--pw-zone-${zone.color}-edge)` } : undefined}
    >
      <div className={styles.head}>
        <Heading section={section} id={headingId} isOnly={isOnly} />
        {above && (
          <span id={`${headingId}-above`} hidden>
            {above}
          </span>
        )}
        {zone && canEdit && <ZoneMenu section={section} />}
      </div>
      {zone && zone.prompt !== '' && <p className={styles.prompt}>{zone.prompt}</p>}
      <Cards section={section} />
      {canEdit && (zone || isOnly) && <AddBox zone={zone} count={cards.length} />}
    </section>
  )
})

/** The first cards of a zone; the others when they are asked for, so that a zone of thousands opens at once. */
function Cards({ section: { key, cards } }: { section: OutlineSection }) {
  const store = useOutlineStore()
  const shown = useOutline((state) => state.shown.get(key))
  const { first, hidden, last } = shownOf(cards, shown)
  if (cards.length === 0) return null
  return (
    <>
      <CardList cards={first} />
      {hidden > 0 && (
        <Button size="small" className={styles.moreCards} onClick={() => showMore(store, key)}>
          <Plural value={hidden} one="Show # more card" other="Show # more cards" />
        </Button>
      )}
      {last.length > 0 && <CardList cards={last} />}
    </>
  )
}

function CardList({ cards }: { cards: readonly Card[] }) {
  return (
    <ul className={styles.cards}>
      {cards.map((card) => (
        <CardItem key={card.id} card={card} />
      ))}
    </ul>
  )
}

function Heading({ section, id, isOnly }: { section: OutlineSection; id: string; isOnly: boolean }) {
  const { zone, head, cards, depth } = section
  const Level = depth === 0 ? 'h2' : depth === 1 ? 'h3' : 'h4'
  const count = cards.length
  const most = zone?.maxCards
  return (
    <Level id={id} className={styles.heading}>
      {zone && <span className={head && styles.sub}>{zone.name || <Trans>Zone without a name</Trans>}</span>}
      {head && <span>{head.text}</span>}
      {!zone && (isOnly ? <Trans>Cards</Trans> : <Trans>On the wall, in no zone</Trans>)}{' '}
      <span className={styles.count}>
        {most === undefined ? (
          <Plural value={count} one="# card" other="# cards" />
        ) : (
          <Trans>
            {count} of {most}
          </Trans>
        )}
      </span>
    </Level>
  )
}

function ZoneMenu({ section }: { section: OutlineSection }) {
  const handle = useBoard()
  const { t } = useLingui()
  const { zone, cards } = section
  if (!zone) return null
  const canArrange = mayArrange(handle)
  return (
    <Menu trigger={<Ellipsis />} label={t`Acts on the zone ${zone.name}`}>
      {canArrange && (
        <MenuItem icon={<Settings2 />} onSelect={() => requestZoneEdit(zone.id)}>
          <Trans>Edit zone</Trans>
        </MenuItem>
      )}
      <MenuItem icon={<Grid2X2 />} disabled={cards.length < 2} onSelect={() => tidyZone(handle, zone.id, 'grid')}>
        <Trans>Tidy its cards on the wall</Trans>
      </MenuItem>
      {canArrange && (
        <>
          <MenuItem icon={<ArrowUp />} onSelect={() => moveZoneInList(handle, zone.id, -1)}>
            <Trans>Move zone up in the list</Trans>
          </MenuItem>
          <MenuItem icon={<ArrowDown />} onSelect={() => moveZoneInList(handle, zone.id, 1)}>
            <Trans>Move zone down in the list</Trans>
          </MenuItem>
        </>
      )}
    </Menu>
  )
}
