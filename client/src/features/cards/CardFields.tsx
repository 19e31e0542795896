import type { Field } from '@planwall/shared/board/fields'
import { cardKinds, isCardKind } from '@planwall/shared/board/kinds'
import type { Card } from '@planwall/shared/board/model'
import { FieldEditor } from './controls/FieldEditor.tsx'
import styles from './Inspector.module.css'

/** What the plan needs of a card beside its text, to be filled in where the card itself is shown already. */
export function CardFields({ card }: { card: Card }) {
  if (!isCardKind(card.kind)) return null
  const { title, fields }: { title: string; fields: Record<string, Field> } = cardKinds[card.kind]
  return (
    <div className={styles.moreFields}>
      {Object.entries(fields)
        .filter(([name, { needed }]) => needed && name !== title)
        .map(([name, field]) => (
          <FieldEditor key={name} card={card} name={name} field={field} />
        ))}
    </div>
  )
}
