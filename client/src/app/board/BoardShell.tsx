import { useLingui } from '@lingui/react/macro'
import { Suspense, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { canvas, select } from '../../canvas/canvas-api.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { Waiting } from '../../ui/Spinner.tsx'
import { useMedia } from '../../ui/use-media.ts'
import { always, details, find, panels, tools, views } from '../features.ts'
import type { PanelId, ViewId } from '../features.ts'
import { CrashGuard } from '../CrashGuard.tsx'
import { useTitle } from '../use-title.ts'
import { myBoards } from '../use-my-boards.ts'
import { BoardBanners } from './BoardBanners.tsx'
import { BoardHeader } from './BoardHeader.tsx'
import { HelpDialog } from './HelpDialog.tsx'
import { LeaveDialog } from './LeaveDialog.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import { ShareDialog } from './ShareDialog.tsx'
import { ViewCrash } from './ViewCrash.tsx'
import { useLossWarning } from './use-open-board.ts'
import { useShortcuts } from './use-shortcuts.ts'
import { ZoomControls } from './ZoomControls.tsx'
import './board-shell.css'

export interface BoardShellProps {
  /** Whether this browser keeps a copy of what cannot be sent. */
  keptHere: boolean
  /** Gives up the seat and keeps the browser's copy: another link is used. */
  onGiveUpSeat: () => void
  /** Gives up the seat and the browser's copy. */
  onLeave: () => void
}

type DialogId = 'share' | 'help' | 'leave'

/** The open board: what is seen, the panels around it, and the acts of its header. */
export function BoardShell({ keptHere, onGiveUpSeat, onLeave }: BoardShellProps) {
  const { t } = useLingui()
  const handle = useBoard()
  const isPhone = useMedia('(max-width: 480px)')
  const isNarrow = useMedia('(max-width: 640px)')
  const [view, setView] = useState<ViewId>(isPhone ? 'list' : 'wall')
  const [panel, setPanel] = useState<PanelId | null>(null)
  const [dialog, setDialog] = useState<DialogId | null>(null)
  const [finding, setFinding] = useState(false)
  const [detailsAsked, setDetailsAsked] = useState(false)
  const main = useRef<HTMLElement>(null)
  const selectedCount = useStore(canvas, (state) => state.selectedIds.length)
  const tooNew = useView((state) => state.tooNew)
  const mayEdit = handle.canEditBoard && !tooNew
  useBoardTitle()
  useLossWarning(handle, keptHere)
  useShortcuts({
    find: () => setFinding(true),
    help: () => setDialog('help'),
    undo: handle.undo.undo,
    redo: handle.undo.redo,
  })

  const { Content: View } = views[view]
  const Panel = panel && panels[panel].Content
  // On a small screen a selection is no wish to have it covered: details are asked for.
  const showsDetails = selectedCount > 0 && (!isNarrow || detailsAsked)
  const closeDetails = () => (isNarrow ? setDetailsAsked(false) : select([]))
  const { Content: Details } = details
  const { Content: Find } = find
  const { Content: Tools } = tools
  const goToList = () => {
    setView('list')
    main.current?.focus()
  }
  return (
    <div className="board" data-view={view} data-panel={panel !== null} data-details={showsDetails}>
      <button type="button" className="board-skip" onClick={goToList}>{t`Skip to the cards list`}</button>
      <BoardHeader
        keptHere={keptHere}
        view={view}
        onView={setView}
        panel={panel}
        onPanel={(id) => setPanel(id === panel ? null : id)}
        onFind={() => setFinding(true)}
        onShare={() => setDialog('share')}
        onHelp={() => setDialog('help')}
        onLeave={() => setDialog('leave')}
      />
      <div className="board-banners">
        <BoardBanners keptHere={keptHere} onLeave={onGiveUpSeat} />
      </div>
      <div className="board-body">
        <main ref={main} id="board-view" className="board-view" tabIndex={-1} aria-label={t(views[view].title)}>
          <Suspense fallback={<Waiting>{t`Fetching the wall …`}</Waiting>}>
            <CrashGuard
              key={view}
              fallback={<ViewCrash onList={view === 'list' ? undefined : () => setView('list')} />}
            >
              <View handle={handle} />
            </CrashGuard>
          </Suspense>
          {view === 'wall' && <ZoomControls />}
        </main>
        {isNarrow && selectedCount > 0 && !showsDetails && (
          <SelectionBar count={selectedCount} onDetails={() => setDetailsAsked(true)} />
        )}
        {mayEdit && (
          <div className="board-tools">
            <Tools vertical={!isNarrow} />
          </div>
        )}
        {showsDetails && (
          <aside className="board-details" aria-label={t(details.title)}>
            <Details onClose={closeDetails} />
          </aside>
        )}
        {panel && Panel && (
          <aside className="board-panel" aria-label={t(panels[panel].title)}>
            <Panel onClose={() => setPanel(null)} />
          </aside>
        )}
        {finding && <Find onClose={() => setFinding(false)} />}
        {always.map(({ id, Content }) => (
          <Content key={id} />
        ))}
      </div>
      {dialog === 'share' && <ShareDialog onClose={() => setDialog(null)} />}
      {dialog === 'help' && <HelpDialog onClose={() => setDialog(null)} />}
      {dialog === 'leave' && <LeaveDialog onClose={() => setDialog(null)} onLeave={onLeave} />}
    </div>
  )
}

/** The board's title on the tab and in this browser's list of boards. */
function useBoardTitle(): void {
  const { seat } = useBoard()
  const title = useView(({ session }) => session.meta.title)
  useTitle(title)
  useEffect(() => {
    if (title !== '') myBoards.remember(seat.boardId, { title })
  }, [seat.boardId, title])
  useEffect(() => {
    myBoards.remember(seat.boardId, { openedAt: Date.now() })
  }, [seat.boardId])
}
