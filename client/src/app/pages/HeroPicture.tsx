import { useLingui } from '@lingui/react/macro'

interface Sticky {
  kind: 'goal' | 'move' | 'task' | 'kpi' | 'note'
  x: number
  y: number
  w: number
  lines: readonly string[]
  foot?: string
  face?: string
}

/** A wall in the middle of a session, drawn of our own zones and cards. Seen only: the words beside it say the same. */
export function HeroPicture() {
  const { t } = useLingui()
  const zones = [
    { color: 'violet', x: 20, y: 20, w: 196, h: 124, name: t`Our goal` },
    { color: 'yellow', x: 20, y: 156, w: 196, h: 244, name: t`Ideas` },
    { color: 'blue', x: 232, y: 20, w: 190, h: 124, name: t`Move 1` },
    { color: 'teal', x: 232, y: 156, w: 190, h: 244, name: t`This month` },
    { color: 'blue', x: 438, y: 20, w: 190, h: 124, name: t`Move 2` },
    { color: 'teal', x: 438, y: 156, w: 190, h: 244, name: t`This month` },
  ]
  const cards: Sticky[] = [
    {
      kind: 'goal',
      x: 32,
      y: 50,
      w: 172,
      lines: [t`Win back 40 accounts`, t`by the end of June`],
      foot: '12 → 52',
      face: 'MK',
    },
    { kind: 'note', x: 32, y: 188, w: 80, lines: [t`Ask those`, t`who left`] },
    { kind: 'note', x: 124, y: 188, w: 80, lines: [t`One page`, t`for sales`] },
    { kind: 'note', x: 32, y: 268, w: 80, lines: [t`Faster`, t`samples`] },
    { kind: 'move', x: 244, y: 50, w: 166, lines: [t`Visit every account`, t`we lost this year`], face: 'AL' },
    { kind: 'task', x: 244, y: 188, w: 166, lines: [t`List who left, and why`], foot: '12.05', face: 'JD' },
    { kind: 'task', x: 244, y: 260, w: 166, lines: [t`Book the first ten visits`], foot: '19.05', face: 'AL' },
    { kind: 'kpi', x: 244, y: 332, w: 166, lines: [t`Visits a week`], foot: '0 → 8' },
    { kind: 'move', x: 450, y: 50, w: 166, lines: [t`Keep the delivery`, t`promise`], face: 'RS' },
    { kind: 'task', x: 450, y: 188, w: 166, lines: [t`Agree on two days`], foot: '30.05', face: 'RS' },
  ]
  return (
    <svg className="hero-picture" viewBox="0 0 648 420" aria-hidden="true">
      {zones.map((zone, index) => (
        <g key={index}>
          <rect
            x={zone.x}
            y={zone.y}
            width={zone.w}
            height={zone.h}
            rx="8"
            style={{ fill: `var(--pw-zone-${zone.color}-bg)`, stroke: `var(--pw-zone-${zone.color}-edge)` }}
          />
          <text x={zone.x + 12} y={zone.y + 19} style={{ ...words, fill: 'var(--pw-text-soft)', fontSize: 11 }}>
            {zone.name}
          </text>
        </g>
      ))}
      {cards.map((card, index) => (
        <HeroCard key={index} {...card} />
      ))}
      <Cursor x={178} y={318} name="Jonas" color="#0e8335" />
      <Cursor x={548} y={262} name="Ana" color="#b74d85" />
    </svg>
  )
}

function HeroCard({ kind, x, y, w, lines, foot, face }: Sticky) {
  const ink = `var(--pw-kind-${kind}-text)`
  const height = kind === 'note' ? 68 : kind === 'goal' || kind === 'move' ? 82 : 60
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={w}
        height={height}
        rx="5"
        style={{ fill: `var(--pw-kind-${kind}-bg)`, stroke: `var(--pw-kind-${kind}-edge)` }}
      />
      <rect x={x} y={y} width="4" height={height} rx="2" style={{ fill: `var(--pw-kind-${kind}-edge)` }} />
      {lines.map((line, index) => (
        <text key={line} x={x + 13} y={y + 22 + index * 16} style={{ ...words, fill: ink, fontSize: 12.5 }}>
          {line}
        </text>
      ))}
      {foot && (
        <text x={x + 13} y={y + height - 10} style={{ ...words, fill: ink, fontSize: 10.5 }}>
          {foot}
        </text>
      )}
      {face && (
        <>
          <circle cx={x + w - 17} cy={y + height - 16} r="10" style={{ fill: ink }} />
          <text
            x={x + w - 17}
            y={y + height - 12.5}
            textAnchor="middle"
            style={{ ...words, fill: `var(--pw-kind-${kind}-bg)`, fontSize: 9.5 }}
          >
            {face}
          </text>
        </>
      )}
    </g>
  )
}

function Cursor({ x, y, name, color }: { x: number; y: number; name: string; color: string }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path d="M0 0 L0 17 L4.6 13 L10.5 13 Z" fill={color} stroke="#ffffff" />
      <rect x="9" y="15" width={name.length * 7 + 14} height="19" rx="9.5" fill={color} />
      <text x="16" y="28.5" style={{ ...words, fill: '#ffffff', fontSize: 11 }}>
        {name}
      </text>
    </g>
  )
}

const words = { fontFamily: 'var(--pw-font)', fontWeight: 560 } as const
