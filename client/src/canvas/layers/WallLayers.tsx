import type { Wall } from '../open-wall.ts'
import { CursorLayer } from './CursorLayer.tsx'
import { LaserLayer } from './LaserLayer.tsx'
import { paintFar } from './paint-far.ts'
import { paintOverlay, watchOverlay } from './paint-overlay.ts'
import { Painting } from './painting.tsx'
import './layers.css'

/** Behind the shapes: the wall itself, and from far away everything on it. */
export function BehindShapes() {
  return (
    <div className="pw-behind">
      <Painting className="pw-far" watch={watchFar} paint={paintFar} />
    </div>
  )
}

/** Over the shapes: selections, what is being made, other people's cursors. */
export function OverShapes() {
  return (
    <>
      <Painting className="pw-overlay" watch={watchOverlay} paint={paintOverlay} />
      <CursorLayer />
      <LaserLayer />
    </>
  )
}

function watchFar({ viewing, scene, editor, pictures }: Wall): boolean {
  if (!viewing.isFar()) return false
  scene.version.get()
  pictures.version.get()
  editor.getEditingShapeId()
  return true
}
