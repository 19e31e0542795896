import { Trans, useLingui } from '@lingui/react/macro'
import type { BoardElement } from '@planwall/shared/board/model'
import { MousePointerClick, X } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { canvas, select } from '../../canvas/canvas-api.ts'
import { useView } from '../../sync/use-board.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { CardInspector } from './CardInspector.tsx'
import { ManyInspector } from './ManyInspector.tsx'
import { OtherInspector } from './OtherInspector.tsx'
import { useAskedField } from './use-asked-field.ts'
import styles from './Inspector.module.css'

/** Everything about what is selected, to be read and changed. */
export function Inspector({ onClose }: { onClose?: () => void }) {
  const { t } = useLingui()
  const selected = useSelected()
  const body = useRef<HTMLDivElement>(null)
  useAskedField(body, selected)
  return (
    <section className={styles.panel} aria-label={t`Details`}>
      <header className={styles.header}>
        <h2>{selected.length > 1 ? <Trans>{selected.length} selected</Trans> : <Trans>Details</Trans>}</h2>
        {onClose && <IconButton label={t`Close details`} icon={<X />} size="small" onClick={onClose} />}
      </header>
      <div ref={body} className={styles.body}>
        <Content selected={selected} />
      </div>
    </section>
  )
}

function Content({ selected }: { selected: readonly BoardElement[] }) {
  const [one] = selected
  if (!one) {
    return (
      <EmptyState icon={<MousePointerClick aria-hidden="true" />} title={<Trans>Nothing is selected</Trans>}>
        <Trans>Select a card on the wall or in the list to see all of its fields here.</Trans>
      </EmptyState>
    )
  }
  if (selected.length > 1) return <ManyInspector selected={selected} onSelect={select} />
  // A card's boxes belong to that card: another one gets boxes of its own.
  return one.type === 'card' ? (
    <CardInspector key={`${one.id} ${one.kind}`} card={one} onSelect={select} />
  ) : (
    <OtherInspector key={one.id} element={one} onSelect={select} />
  )
}

/** What is selected and still there. Zones are selected too while they are arranged; they have an editor of their own. */
function useSelected(): BoardElement[] {
  const ids = useStore(canvas, (state) => state.selectedIds)
  const elements = useView((view) => view.elements)
  return useMemo(() => ids.flatMap((id) => elements.get(id) ?? []), [ids, elements])
}
