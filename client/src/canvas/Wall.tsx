import { useLingui } from '@lingui/react/macro'
import { atom, createTLStore, createTLUser, TldrawEditor } from '@tldraw/editor'
import type { TLEditorComponents, TLStore, TLUserPreferences } from '@tldraw/tldraw'
import '@tldraw/editor/editor.css'
import { useEffect, useMemo } from 'react'
import { theme } from '../ui/theme.ts'
import type { BoardHandle } from '../sync/open-board.ts'
import { BehindShapes, OverShapes } from './layers/WallLayers.tsx'
import { licenceKey } from './licence.ts'
import { shapeUtils } from './shapes/shape-utils.ts'
import { toolStates } from './tools/tool-states.ts'
import { HandleContext, WallCanvas } from './WallCanvas.tsx'
import './wall.css'

/** The wall of a board. The only thing of this folder that is mounted; everything else goes through `canvas-api.ts`. */
export default function Wall({ handle }: { handle: BoardHandle }) {
  const { t } = useLingui()
  const store = useMemo(() => storeFor(handle), [handle])
  const { user, follow } = useMemo(() => createUser(), [])
  const label = t`Wall`
  const options = useMemo(() => ({ branding: label, maxShapesPerPage: Infinity }), [label])
  const key = useMemo(() => licenceKey(document), [])

  useEffect(follow, [follow])
  return (
    <div className="pw-wall" data-testid="wall">
      <HandleContext value={handle}>
        <TldrawEditor
          store={store}
          user={user}
          shapeUtils={shapeUtils}
          tools={toolStates}
          components={components}
          initialState="select"
          options={options}
          cameraOptions={cameraOptions}
          {...(key === undefined ? {} : { licenseKey: key })}
        />
      </HandleContext>
    </div>
  )
}

/** A board has a store of its own; nothing of one board is ever seen on another. */
function storeFor(_handle: BoardHandle): TLStore {
  return createTLStore({ shapeUtils, bindingUtils: [] })
}

const components: TLEditorComponents = {
  Canvas: WallCanvas,
  Background: BehindShapes,
  InFrontOfTheCanvas: OverShapes,
  // Outlines and handles are painted by the overlay.
  ShapeIndicators: null,
  ShapeIndicator: null,
  SelectionForeground: null,
  SelectionBackground: null,
  Handles: null,
  SnapIndicator: null,
  LoadingScreen: null,
  Grid: null,
  ErrorFallback: PassOn,
}

/** Whatever goes wrong in here is told by the page, in its own words. */
function PassOn({ error }: { error: unknown }): never {
  throw error
}

/** Down to where 10,000 cards are in view, up to where one fills the screen. */
const cameraOptions = { zoomSteps: [0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 4] }

/** The editor's idea of a person: only how things move and which theme is shown. Kept in memory, not in the browser. */
function createUser() {
  const stillness = window.matchMedia('(prefers-reduced-motion: reduce)')
  const preferences = atom('preferences', preferencesNow(stillness.matches))
  const user = createTLUser({ userPreferences: preferences, setUserPreferences: (next) => preferences.set(next) })
  const follow = () => {
    const update = () => void preferences.set(preferencesNow(stillness.matches))
    stillness.addEventListener('change', update)
    const stop = theme.subscribe(update)
    return () => {
      stillness.removeEventListener('change', update)
      stop()
    }
  }
  return { user, follow }
}

function preferencesNow(isStill: boolean): TLUserPreferences {
  return { id: 'wall', animationSpeed: isStill ? 0 : 1, colorScheme: theme.getState().shown }
}
