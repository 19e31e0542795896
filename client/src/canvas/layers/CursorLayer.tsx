import { react, useEditor, useValue } from '@tldraw/editor'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { personColor } from '../../ui/person-colors.ts'
import { canvas } from '../canvas-api.ts'
import { wallOf } from '../open-wall.ts'
import type { Wall } from '../open-wall.ts'
import './cursors.css'

/** Where other people point, with their names. */
export function CursorLayer() {
  const wall = wallOf(useEditor())
  const layer = useRef<HTMLDivElement>(null)
  const hidden = useStore(canvas, (state) => state.cursorsHidden)
  const peers = useValue('who points', () => (hidden ? '' : whoPoints(wall)), [wall, hidden])

  useEffect(() => (layer.current ? followCursors(wall, layer.current) : undefined), [wall, peers])
  return (
    <div ref={layer} className="pw-cursors" aria-hidden>
      {peers.split('\n').flatMap((line) => {
        const [clientId = '', color = '', name = ''] = line.split('\t')
        if (clientId === '') return []
        const { fill, text } = personColor(Number(color))
        return (
          <div key={clientId} className="pw-cursor" data-testid="cursor" data-client={clientId}>
            <svg width="18" height="20" viewBox="0 0 18 20">
              <path d="M1.5 1.5v14l4-3.6 2.7 6.1 2.6-1.2-2.7-5.9h5.4z" fill={fill} stroke="#fff" strokeWidth="1.4" />
            </svg>
            <span style={{ background: fill, color: text }}>{name}</span>
          </div>
        )
      })}
    </div>
  )
}

/** As one text, so that a cursor that only moves draws nothing again. */
function whoPoints({ peers }: Wall): string {
  return [...peers.get().values()]
    .filter(({ cursor, together }) => cursor !== null && !together.laser)
    .map(({ clientId, color, name }) => `${clientId}\t${color}\t${name.replaceAll(/[\t\n]/g, ' ')}`)
    .join('\n')
}

/** A cursor takes this share of the way to where it is, every frame. */
const GLIDE = 0.35

function followCursors(wall: Wall, layer: HTMLElement): () => void {
  const { editor } = wall
  const shown = new Map<string, { x: number; y: number }>()
  let frame = 0
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  const place = () => {
    frame = 0
    const camera = editor.getCamera()
    const peers = wall.peers.get()
    let isMoving = false
    for (const element of layer.children) {
      if (!(element instanceof HTMLElement)) continue
      const id = element.dataset.client ?? ''
      const target = peers.get(Number(id))?.cursor
      if (!target) continue
      const at = shown.get(id) ?? { ...target }
      const isFar = Math.hypot(target.x - at.x, target.y - at.y) * camera.z > 0.5
      const share = isStill || !isFar ? 1 : GLIDE
      at.x += (target.x - at.x) * share
      at.y += (target.y - at.y) * share
      shown.set(id, at)
      isMoving ||= isFar && !isStill
      element.style.transform = `translate(${(at.x + camera.x) * camera.z}px, ${(at.y + camera.y) * camera.z}px)`
    }
    if (isMoving) frame = requestAnimationFrame(place)
  }
  const stop = react('cursors', () => {
    wall.peers.get()
    editor.getCamera()
    frame ||= requestAnimationFrame(place)
  })
  return () => {
    stop()
    cancelAnimationFrame(frame)
  }
}
