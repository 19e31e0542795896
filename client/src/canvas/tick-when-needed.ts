import type { Editor } from '@tldraw/tldraw'

/** Frames without anything to do after which the editor stops asking for more. */
const QUIET_FRAMES = 30

/**
 * The editor asks for every frame there is, for as long as it is open: on a laptop in a call that is heat for nothing.
 * Here it rests when nobody does anything, and goes on with the next event, or when something wants to be moved.
 * Returns the function that takes this back.
 */
export function tickWhenNeeded(editor: Editor): () => void {
  const ticks = ticksOf(editor)
  const dispatch = editor.dispatch.bind(editor)
  const on = editor.on.bind(editor)
  const listening = editor.listenerCount('tick') + editor.listenerCount('frame') + 1
  let quiet = 0

  const wake = () => {
    quiet = 0
    if (ticks.isPaused) ticks.start()
  }
  const count = () => {
    const isBusy =
      !editor.getPath().endsWith('idle') ||
      editor.inputs.isPointing ||
      editor.getCameraState() === 'moving' ||
      editor.listenerCount('tick') + editor.listenerCount('frame') > listening
    quiet = isBusy ? 0 : quiet + 1
    if (quiet > QUIET_FRAMES) ticks.isPaused = true
  }

  on('tick', count)
  editor.dispatch = (info) => {
    wake()
    return dispatch(info)
  }
  // Whatever moves by itself, a gliding view for one, waits for ticks.
  editor.on = (event, listener) => {
    if (event === 'tick' || event === 'frame') wake()
    return on(event, listener)
  }
  return () => {
    editor.off('tick', count)
    editor.dispatch = dispatch
    editor.on = on
    wake()
  }
}

interface Ticks {
  isPaused: boolean
  start: () => void
}

/** Not among what the editor says of itself; its version is pinned. */
function ticksOf(editor: Editor): Ticks {
  return (editor as unknown as { _tickManager: Ticks })._tickManager
}
