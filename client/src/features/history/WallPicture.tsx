import { Plural, useLingui } from '@lingui/react/macro'
import { bounds, centreOf } from '@planwall/shared/board/geometry'
import type { BoardElement, Geometry, Picture } from '@planwall/shared/board/model'
import { thumbnailWidths } from '@planwall/shared/board/picture'
import type { WallThen } from '@planwall/shared/history/go-back'
import { ZoomIn, ZoomOut } from 'lucide-react'
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import type { CSSProperties } from 'react'
import { kindColors } from '../../sync/kind-icons.ts'
import { usePicture } from '../../sync/use-picture.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import type { Changes } from './wall-then.ts'
import styles from './history.module.css'

export interface WallPictureProps {
  wall: WallThen
  /** Where what went is drawn from. */
  before: WallThen
  changes: Changes | undefined
}

/** Room around everything, board units. */
const MARGIN = 60

/** A step of zooming. */
const ZOOM = 1.6

/**
 * The wall as it was, painted: nothing in it can be taken hold of. What is new, changed or gone is marked by its edge; the
 * list beside it says the same in words.
 */
export function WallPicture({ wall, before, changes }: WallPictureProps) {
  const { t } = useLingui()
  const frame = useRef<HTMLDivElement>(null)
  const frameSize = useFrameSize(frame)
  const [zoom, setZoom] = useState(1)
  // The frame stays what it is from moment to moment, as far as it can.
  const area = useMemo(() => areaOf(wall, before), [wall, before])
  const fit = frameSize.w > 0 ? Math.min(frameSize.w / area.w, frameSize.h / area.h) : 0.1
  const scale = Math.min(2, fit * zoom)
  const cards = [...wall.elements.values()].filter((one) => one.type === 'card' && one.geometry !== null).length
  return (
    <div className={styles.pictureFrame}>
      <div ref={frame} className={styles.picture} role="region" aria-label={t`The board as it was`}>
        <div style={{ width: area.w * scale, height: area.h * scale }}>
          <div className={styles.paper} style={{ transform: `scale(${scale})`, width: area.w, height: area.h }}>
            <Painted wall={wall} before={before} changes={changes} x={area.x} y={area.y} />
          </div>
        </div>
      </div>
      <div className={styles.zoom}>
        <IconButton
          label={t`Zoom out`}
          icon={<ZoomOut />}
          size="small"
          disabled={zoom <= 1}
          onClick={() => setZoom(Math.max(1, zoom / ZOOM))}
        />
        <IconButton
          label={t`Zoom in`}
          icon={<ZoomIn />}
          size="small"
          disabled={scale >= 2}
          onClick={() => setZoom(zoom * ZOOM)}
        />
      </div>
      <p className={styles.legend}>
        <Plural value={cards} one="# card" other="# cards" />
      </p>
    </div>
  )
}

type PaintedProps = WallPictureProps & { x: number; y: number }

const Painted = memo(function Painted({ wall, before, changes, x, y }: PaintedProps) {
  const marks = useMemo(() => marksOf(changes), [changes])
  const at = (geometry: Geometry): CSSProperties => ({
    left: geometry.x - x,
    top: geometry.y - y,
    width: geometry.w,
    height: geometry.h,
  })
  const gone = (changes?.gone ?? []).flatMap(({ of, id }) => {
    const was = of === 'element' ? before.elements.get(id) : of === 'zone' ? before.zones.get(id) : undefined
    return was?.geometry && !isLine(was) ? [{ id, geometry: was.geometry }] : []
  })
  return (
    <div aria-hidden="true">
      {[...wall.zones.values()].map((zone) => (
        <div
          key={zone.id}
          className={styles.wallZone}
          data-mark={marks.get(zone.id)}
          style={{
            ...at(zone.geometry),
            background: `var(--pw-zone-${zone.color}-bg)`,
            borderColor: `var(--pw-zone-${zone.color}-edge)`,
          }}
        >
          {zone.name}
        </div>
      ))}
      <Lines wall={wall} x={x} y={y} />
      {[...wall.elements.values()].map((element) => (
        <Thing key={element.id} element={element} mark={marks.get(element.id)} at={at} />
      ))}
      {gone.map(({ id, geometry }) => (
        <div key={id} className={styles.wallGone} style={at(geometry)} />
      ))}
    </div>
  )
})

interface ThingProps {
  element: BoardElement
  mark: string | undefined
  at: (geometry: Geometry) => CSSProperties
}

function Thing({ element, mark, at }: ThingProps) {
  if (!element.geometry || isLine(element)) return null
  const place = at(element.geometry)
  switch (element.type) {
    case 'card':
    case 'opaque':
      return (
        <div
          className={styles.wallCard}
          data-mark={mark}
          style={{ ...place, ...kindColors(element.type === 'card' ? element.kind : '') }}
        >
          {element.text}
        </div>
      )
    case 'shape':
      return (
        <div
          className={styles.wallShape}
          data-shape={element.shape}
          data-mark={mark}
          style={{ ...place, borderColor: `var(--pw-zone-${element.color}-edge)` }}
        >
          {element.text}
        </div>
      )
    case 'picture':
      return <OnePicture picture={element} mark={mark} place={place} />
    default:
      return null
  }
}

function OnePicture({ picture, mark, place }: { picture: Picture; mark: string | undefined; place: CSSProperties }) {
  const { url } = usePicture(picture.asset, thumbnailWidths[0])
  return (
    <div className={styles.wallPicture} data-mark={mark} style={place}>
      {url === undefined ? picture.text : <img src={url} alt="" />}
    </div>
  )
}

function Lines({ wall: { elements }, x, y }: { wall: WallThen; x: number; y: number }) {
  const lines = [...elements.values()].flatMap((element) => {
    if (element.type === 'drawing') {
      const { geometry, points } = element
      const pairs = points.flatMap((n, i) =>
        i % 2 === 0 ? [`${geometry.x + n - x},${geometry.y + (points[i + 1] ?? 0) - y}`] : [],
      )
      return [{ id: element.id, points: pairs.join(' '), color: `var(--pw-zone-${element.color}-edge)` }]
    }
    if (element.type !== 'connector') return []
    const { geometry: g } = element
    const from = endOf(elements, element.from) ?? { x: g.x, y: g.y }
    const to = endOf(elements, element.to) ?? { x: g.x + g.w, y: g.y + g.h }
    const points = `${from.x - x},${from.y - y} ${to.x - x},${to.y - y}`
    return [{ id: element.id, points, color: 'var(--pw-line-strong)' }]
  })
  return (
    <svg className={styles.wallLines}>
      {lines.map(({ id, points, color }) => (
        <polyline key={id} points={points} style={{ stroke: color }} />
      ))}
    </svg>
  )
}

function endOf(elements: WallThen['elements'], id: string | null) {
  const geometry = id === null ? null : elements.get(id)?.geometry
  return geometry ? centreOf(geometry) : undefined
}

function isLine(thing: object): boolean {
  return 'type' in thing && (thing.type === 'connector' || thing.type === 'drawing')
}

function marksOf(changes: Changes | undefined): ReadonlyMap<string, string> {
  const marks = new Map<string, string>()
  for (const { id } of changes?.appeared ?? []) marks.set(id, 'new')
  for (const { id } of changes?.changed ?? []) marks.set(id, 'changed')
  return marks
}

/** What is drawn, with what was drawn before it. */
function areaOf(...walls: readonly WallThen[]): Geometry {
  const places = walls.flatMap(({ zones, elements }) => [
    ...[...zones.values()].map(({ geometry }) => geometry),
    ...[...elements.values()].flatMap((one) => (one.geometry && !isLine(one) ? [one.geometry] : [])),
  ])
  const { x, y, w, h } = bounds(places) ?? { x: 0, y: 0, w: 800, h: 500 }
  return { x: x - MARGIN, y: y - MARGIN, w: w + 2 * MARGIN, h: h + 2 * MARGIN }
}

/** How large a frame is, px; nothing before it is known. */
function useFrameSize(frame: { current: HTMLElement | null }): { w: number; h: number } {
  const [size, setSize] = useState({ w: 0, h: 0 })
  useEffect(() => {
    const element = frame.current
    if (!element) return undefined
    // Scrolled by the keyboard where it is larger than its frame.
    element.tabIndex = 0
    const watch = new ResizeObserver(() => setSize({ w: element.clientWidth, h: element.clientHeight }))
    watch.observe(element)
    return () => watch.disconnect()
  }, [frame])
  return size
}
