import { useLingui } from '@lingui/react/macro'
import type { Card } from '@planwall/shared/board/model'
import { memo } from 'react'
import { CardItem } from './CardItem.tsx'
import { Folded } from './Folded.tsx'
import styles from './ZoneSection.module.css'

/** People of the plan who have no card on the wall, folded: their names stand with what they carry. */
export const PeopleList = memo(function PeopleList({ people }: { people: readonly Card[] }) {
  const { t } = useLingui()
  if (people.length === 0) return null
  return (
    <Folded title={t`People (${people.length})`}>
      <ul className={styles.cards}>
        {people.map((person) => (
          <CardItem key={person.id} card={person} />
        ))}
      </ul>
    </Folded>
  )
})
