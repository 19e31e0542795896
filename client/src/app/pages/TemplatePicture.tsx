import type { Geometry } from '@planwall/shared/board/model'
import type { ZoneShape } from '../template-card.ts'

/** Sizes of a wall, board units. */
const CARD = { w: 200, h: 120 }
const GAP = 16
const HEADER = 64
const MARGIN = 60

/** A template as a small picture of its wall: every zone in its colour, with some cards of the kind it is for. */
export function TemplatePicture({ zones }: { zones: readonly ZoneShape[] }) {
  if (zones.length === 0) return <EmptyWall />
  const { x, y, w, h } = around(zones)
  return (
    <svg
      className="template-picture"
      viewBox={`${x} ${y} ${w} ${h}`}
      preserveAspectRatio="xMidYMid meet"
      aria-hidden="true"
    >
      {zones.map((zone, index) => (
        <Zone key={index} {...zone} index={index} />
      ))}
    </svg>
  )
}

function Zone({ color, kind, geometry, index }: ZoneShape & { index: number }) {
  const { x, y, w, h } = geometry
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={w}
        height={h}
        rx="14"
        strokeWidth="6"
        style={{ fill: `var(--pw-zone-${color}-bg)`, stroke: `var(--pw-zone-${color}-edge)` }}
      />
      <rect
        x={x + 24}
        y={y + 24}
        width={Math.min(w - 48, 170)}
        height="16"
        rx="8"
        style={{ fill: `var(--pw-zone-${color}-edge)` }}
      />
      {places(geometry, index).map((place) => (
        <Card key={`${place.x} ${place.y}`} kind={kind || 'note'} {...place} />
      ))}
    </g>
  )
}

function Card({ kind, x, y, w, h }: Geometry & { kind: string }) {
  const ink = { fill: `var(--pw-kind-${kind}-edge)` }
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={w}
        height={h}
        rx="8"
        strokeWidth="4"
        style={{ fill: `var(--pw-kind-${kind}-bg)`, stroke: ink.fill }}
      />
      <rect x={x + 20} y={y + 26} width={w - 60} height="13" rx="6" style={ink} />
      <rect x={x + 20} y={y + 54} width={w - 100} height="13" rx="6" style={ink} />
    </g>
  )
}

function EmptyWall() {
  return (
    <svg className="template-picture" viewBox="0 0 320 140" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <defs>
        <pattern id="empty-wall-dots" width="20" height="20" patternUnits="userSpaceOnUse">
          <circle cx="10" cy="10" r="1.2" style={{ fill: 'var(--pw-line-strong)' }} />
        </pattern>
      </defs>
      <rect width="320" height="140" fill="url(#empty-wall-dots)" />
      <rect
        x="116"
        y="44"
        width="88"
        height="54"
        rx="5"
        strokeWidth="2"
        strokeDasharray="6 5"
        style={{ fill: 'var(--pw-kind-note-bg)', stroke: 'var(--pw-kind-note-edge)' }}
      />
      <path d="M160 61 v20 M150 71 h20" strokeWidth="2.5" style={{ stroke: 'var(--pw-kind-note-text)' }} />
    </svg>
  )
}

/** A wall in use: some places are taken, the same ones every time. */
function places({ x, y, w, h }: Geometry, zone: number): Geometry[] {
  const columns = Math.max(1, Math.floor((w - GAP) / (CARD.w + GAP)))
  const rows = Math.max(1, Math.floor((h - HEADER) / (CARD.h + GAP)))
  const all = Array.from({ length: columns * rows }, (_, at) => ({
    x: x + GAP + (at % columns) * (CARD.w + GAP),
    y: y + HEADER + Math.floor(at / columns) * (CARD.h + GAP),
    ...CARD,
  }))
  const taken = Math.max(1, Math.round(all.length * (0.35 + ((zone * 7) % 5) * 0.1)))
  return all.slice(0, taken)
}

function around(zones: readonly ZoneShape[]): Geometry {
  const left = Math.min(...zones.map(({ geometry }) => geometry.x))
  const top = Math.min(...zones.map(({ geometry }) => geometry.y))
  const right = Math.max(...zones.map(({ geometry }) => geometry.x + geometry.w))
  const bottom = Math.max(...zones.map(({ geometry }) => geometry.y + geometry.h))
  return { x: left - MARGIN, y: top - MARGIN, w: right - left + 2 * MARGIN, h: bottom - top + 2 * MARGIN }
}
