import { useLingui } from '@lingui/react/macro'
import type { Drawing, Opaque, Shape } from '@planwall/shared/board/model'
import { X } from 'lucide-react'
import { memo } from 'react'
import { select } from '../../canvas/canvas-api.ts'
import { deleteAll, mayEdit } from '../../sync/card-acts.ts'
import { useBoard } from '../../sync/use-board.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Folded } from './Folded.tsx'
import styles from './ZoneSection.module.css'

type Other = Shape | Drawing | Opaque

/** Shapes, texts and drawings: not part of the plan, but on the wall. */
export const OtherThings = memo(function OtherThings({ others }: { others: readonly Other[] }) {
  const { t } = useLingui()
  if (others.length === 0) return null
  return (
    <Folded title={t`Shapes and drawings (${others.length})`}>
      <ul className={styles.others}>
        {others.map((other) => (
          <OtherItem key={other.id} other={other} />
        ))}
      </ul>
    </Folded>
  )
})

function OtherItem({ other }: { other: Other }) {
  const handle = useBoard()
  const { t } = useLingui()
  const kind = useKindOf(other)
  const text = 'text' in other ? other.text.trim() : ''
  const words = text === '' ? kind : t`${kind}: ${text}`
  return (
    <li>
      <button type="button" className={styles.other} onClick={() => select([other.id])}>
        {words}
      </button>
      {mayEdit(handle) && (
        <IconButton
          size="small"
          label={t`Delete ${words}`}
          icon={<X />}
          onClick={() => deleteAll(handle, [other.id])}
        />
      )}
    </li>
  )
}

function useKindOf(other: Other): string {
  const { t } = useLingui()
  if (other.type === 'drawing') return t`Drawing`
  if (other.type === 'opaque') return t`From a newer version`
  return other.shape === 'ellipse' ? t`Ellipse` : other.shape === 'text' ? t`Text` : t`Rectangle`
}
