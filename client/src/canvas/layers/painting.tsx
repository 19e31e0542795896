import { useEditor, useQuickReactor } from '@tldraw/editor'
import { useEffect, useMemo, useRef, useState } from 'react'
import { theme } from '../../ui/theme.ts'
import { wallOf } from '../open-wall.ts'
import type { Wall } from '../open-wall.ts'
import { readPalette } from './palette.ts'
import type { Palette } from './palette.ts'

/** A surface in screen pixels, and what is needed to put a point of the wall on it. */
export interface Surface {
  ctx: CanvasRenderingContext2D
  /** CSS pixels. */
  width: number
  height: number
  ratio: number
  camera: { x: number; y: number; z: number }
  palette: Palette
}

export interface PaintingProps {
  className: string
  /** Reads everything the picture depends on, so that it is painted again when any of it changes. False: nothing to paint. */
  watch: (wall: Wall) => boolean
  paint: (wall: Wall, surface: Surface) => void
}

/** Finer than this is not seen, and costs as much again. */
const MOST_RATIO = 2

/** A layer that is painted as a whole, at most once a frame. */
export function Painting({ className, watch, paint }: PaintingProps) {
  const editor = useEditor()
  const wall = wallOf(editor)
  const ref = useRef<HTMLCanvasElement>(null)
  const [themeCount, setThemeCount] = useState(0)

  useEffect(() => theme.subscribe(() => setThemeCount((count) => count + 1)), [])
  const painter = useMemo(() => createPainter(wall, ref, paint, themeCount), [wall, paint, themeCount])
  useEffect(() => painter.stop, [painter])
  useQuickReactor(className, () => {
    editor.getViewportScreenBounds()
    editor.getCamera()
    painter.ask(watch(wall))
  }, [editor, wall, watch, painter])
  return <canvas ref={ref} className={className} aria-hidden />
}

function createPainter(
  wall: Wall,
  ref: { current: HTMLCanvasElement | null },
  paint: PaintingProps['paint'],
  _theme: number,
): { ask: (isNeeded: boolean) => void; stop: () => void } {
  let frame = 0
  let isNeeded = false
  let isEmpty = true
  let palette: Palette | undefined
  const run = () => {
    frame = 0
    const element = ref.current
    const ctx = element?.getContext('2d')
    if (!element || !ctx) return
    palette ??= readPalette(wall.editor.getContainer())
    if (!isNeeded && isEmpty) return
    const { w, h } = wall.editor.getViewportScreenBounds()
    const ratio = Math.min(MOST_RATIO, window.devicePixelRatio || 1)
    fitTo(element, w, h, ratio)
    ctx.setTransform(1, 0, 0, 1, 0, 0)
    ctx.clearRect(0, 0, element.width, element.height)
    isEmpty = !isNeeded
    if (isNeeded) paint(wall, { ctx, width: w, height: h, ratio, camera: wall.editor.getCamera(), palette })
  }
  return {
    ask: (needed) => {
      isNeeded = needed
      if (!needed && isEmpty) return
      frame ||= requestAnimationFrame(run)
    },
    stop: () => cancelAnimationFrame(frame),
  }
}

function fitTo(element: HTMLCanvasElement, w: number, h: number, ratio: number): void {
  const width = Math.max(1, Math.round(w * ratio))
  const height = Math.max(1, Math.round(h * ratio))
  if (element.width !== width) element.width = width
  if (element.height !== height) element.height = height
}
