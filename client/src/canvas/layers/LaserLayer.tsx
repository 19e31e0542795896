import type { Point } from '@planwall/shared/board/model'
import { react, useEditor, useValue } from '@tldraw/editor'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { colorOf } from '../../sync/open-board.ts'
import { personColor } from '../../ui/person-colors.ts'
import { canvas } from '../canvas-api.ts'
import { LaserTrail } from '../laser-trail.ts'
import { wallOf } from '../open-wall.ts'
import type { Wall } from '../open-wall.ts'
import './lasers.css'

const ME = 'me'

/** Lasers, one's own among them: a dot in the person's colour, and a trail that fades. */
export function LaserLayer() {
  const wall = wallOf(useEditor())
  const trails = useRef<HTMLCanvasElement>(null)
  const layer = useRef<HTMLDivElement>(null)
  const isMine = useStore(canvas, ({ tool }) => tool === 'laser')
  const peers = useValue('who points with a laser', () => whoShines(wall), [wall])
  const lasers = isMine ? `${ME}\t${colorOf(wall.handle.seat.seatId)}\t\n${peers}` : peers

  useEffect(() => (isMine ? endOnEscape() : undefined), [isMine])
  useEffect(() => {
    if (lasers === '' || !layer.current || !trails.current) return undefined
    return shine(wall, layer.current, trails.current)
  }, [wall, lasers])
  return (
    <div ref={layer} className="pw-lasers" aria-hidden>
      <canvas ref={trails} className="pw-laser-trails" />
      {lasers.split('\n').flatMap((line) => {
        const [clientId = '', color = '', name = ''] = line.split('\t')
        if (clientId === '') return []
        const { fill, text } = personColor(Number(color))
        return (
          <div
            key={clientId}
            className="pw-laser"
            data-testid="laser"
            data-client={clientId}
            data-color={fill}
            style={{ color: fill }}
          >
            {name !== '' && <span style={{ background: fill, color: text }}>{name}</span>}
          </div>
        )
      })}
    </div>
  )
}

/** As one text, so that a laser that only moves draws nothing again. */
function whoShines({ peers }: Wall): string {
  return [...peers.get().values()]
    .filter(({ together, cursor }) => together.laser && cursor !== null)
    .map(({ clientId, color, name }) => `${clientId}\t${color}\t${name.replaceAll(/[\t\n]/g, ' ')}`)
    .join('\n')
}

/** Wherever the keyboard is: a laser is left behind easily. */
function endOnEscape(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !document.querySelector('dialog[open]')) canvas.setState({ tool: 'select' })
  }
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}

/** Others' lasers take this share of the way to where they are, every frame: they are told of 20 times a second. */
const GLIDE = 0.4
/** Screen pixels. */
const WIDTH = 6

/** Moves the dots, and paints their trails, for as long as anything moves or fades. Returns its stop. */
function shine(wall: Wall, layer: HTMLElement, surface: HTMLCanvasElement): () => void {
  const { editor } = wall
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  const shown = new Map<string, Point>()
  const trails = new Map<string, LaserTrail>()
  let own: Point | null = null
  let frame = 0
  const targetOf = (id: string) => (id === ME ? own : (wall.peers.get().get(Number(id))?.cursor ?? null))
  const draw = () => {
    frame = 0
    const now = performance.now()
    const camera = editor.getCamera()
    const ctx = isStill ? null : begin(surface, editor.getViewportScreenBounds())
    let isMoving = false
    for (const dot of layer.querySelectorAll<HTMLElement>('.pw-laser')) {
      const id = dot.dataset.client ?? ''
      const target = targetOf(id)
      dot.hidden = target === null
      const at = target && step(shown.get(id), target, isStill || id === ME ? 1 : GLIDE)
      const trail = trails.get(id) ?? new LaserTrail()
      trails.set(id, trail)
      if (at && target) {
        shown.set(id, at)
        if (!isStill) trail.add(at, now)
        isMoving ||= at.x !== target.x || at.y !== target.y
        dot.style.transform = `translate(${(at.x + camera.x) * camera.z}px, ${(at.y + camera.y) * camera.z}px)`
      }
      if (!ctx) continue
      const pieces = trail.pieces(now)
      dot.dataset.trail = String(pieces.length)
      isMoving ||= pieces.length > 0
      for (const { from, to, fresh } of pieces) {
        ctx.beginPath()
        ctx.moveTo((from.x + camera.x) * camera.z, (from.y + camera.y) * camera.z)
        ctx.lineTo((to.x + camera.x) * camera.z, (to.y + camera.y) * camera.z)
        ctx.globalAlpha = 0.85 * fresh
        ctx.lineWidth = Math.max(1, WIDTH * fresh)
        ctx.strokeStyle = dot.dataset.color ?? ''
        ctx.stroke()
      }
    }
    if (isMoving) frame = requestAnimationFrame(draw)
  }
  const ask = () => {
    frame ||= requestAnimationFrame(draw)
  }
  const container = editor.getContainer()
  const onMove = ({ clientX, clientY }: PointerEvent) => {
    const { x, y } = editor.screenToPage({ x: clientX, y: clientY })
    own = { x, y }
    ask()
  }
  const onLeave = () => {
    own = null
    ask()
  }
  const { x, y } = editor.inputs.currentPagePoint
  own = { x, y }
  container.addEventListener('pointermove', onMove, { passive: true, capture: true })
  container.addEventListener('pointerleave', onLeave)
  const stop = react('lasers', () => {
    wall.peers.get()
    editor.getCamera()
    ask()
  })
  return () => {
    stop()
    cancelAnimationFrame(frame)
    container.removeEventListener('pointermove', onMove, { capture: true })
    container.removeEventListener('pointerleave', onLeave)
    surface.getContext('2d')?.clearRect(0, 0, surface.width, surface.height)
  }
}

function step(from: Point | undefined, to: Point, share: number): Point {
  if (!from || share >= 1 || Math.hypot(to.x - from.x, to.y - from.y) < 0.5) return { ...to }
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}

function begin(surface: HTMLCanvasElement, { w, h }: { w: number; h: number }): CanvasRenderingContext2D | null {
  const ratio = Math.min(2, window.devicePixelRatio || 1)
  const [width, height] = [Math.max(1, Math.round(w * ratio)), Math.max(1, Math.round(h * ratio))]
  if (surface.width !== width) surface.width = width
  if (surface.height !== height) surface.height = height
  const ctx = surface.getContext('2d')
  if (!ctx) return null
  ctx.setTransform(1, 0, 0, 1, 0, 0)
  ctx.clearRect(0, 0, width, height)
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
  ctx.lineCap = 'round'
  return ctx
}
