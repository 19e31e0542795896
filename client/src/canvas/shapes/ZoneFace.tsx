import { useLingui } from '@lingui/react/macro'
import { useValue } from '@tldraw/editor'
import { Columns3, LayoutGrid } from 'lucide-react'
import { memo } from 'react'
import type { CSSProperties, MouseEvent } from 'react'
import { tidyZone } from '../acts/tidy.ts'
import type { ZoneRecord } from '../records.ts'
import type { Wall } from '../open-wall.ts'
import { isSameFace } from './wall-shape-util.tsx'
import './zone.css'

export const ZoneFace = memo(function ZoneFace({ record, wall }: { record: ZoneRecord; wall: Wall }) {
  const { name, prompt, color, maxCards, id } = record.props.content
  const count = useValue('cards in zone', () => wall.counts.in(id), [wall, id])
  return (
    <section className="pw-zone" data-testid="zone" data-zone={id} style={zoneColors(color)}>
      <header className="pw-zone-head">
        <div className="pw-zone-words">
          <h3 className="pw-zone-name">{name}</h3>
          {prompt !== '' && <p className="pw-zone-prompt">{prompt}</p>}
        </div>
        {wall.canWrite() && count > 1 && <TidyButtons wall={wall} zoneId={id} name={name} />}
        {(count > 0 || maxCards !== undefined) && (
          <span className="pw-zone-count" data-full={maxCards !== undefined && count >= maxCards}>
            {maxCards === undefined ? count : `${count} / ${maxCards}`}
          </span>
        )}
      </header>
    </section>
  )
}, isSameFace)

export function zoneColors(color: string): CSSProperties {
  return { '--zone-bg': `var(--pw-zone-${color}-bg)`, '--zone-edge': `var(--pw-zone-${color}-edge)` } as CSSProperties
}

function TidyButtons({ wall, zoneId, name }: { wall: Wall; zoneId: string; name: string }) {
  const { t } = useLingui()
  // The wall itself would take the press for the beginning of a gesture.
  const keep = (event: { stopPropagation: () => void }) => event.stopPropagation()
  const tidy = (layout: 'grid' | 'columns') => (event: MouseEvent) => {
    event.stopPropagation()
    tidyZone(wall, zoneId, layout)
    wall.editor.getContainer().focus()
  }
  return (
    <span className="pw-zone-tidy" onPointerDown={keep} onPointerUp={keep}>
      <button
        type="button"
        tabIndex={-1}
        title={t`Tidy in rows`}
        aria-label={t`Tidy ${name} in rows`}
        onClick={tidy('grid')}
      >
        <LayoutGrid size={16} aria-hidden />
      </button>
      <button
        type="button"
        tabIndex={-1}
        title={t`Tidy in columns`}
        aria-label={t`Tidy ${name} in columns`}
        onClick={tidy('columns')}
      >
        <Columns3 size={16} aria-hidden />
      </button>
    </span>
  )
}
