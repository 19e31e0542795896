import { useLingui } from '@lingui/react/macro'
import { Suspense, useEffect, useRef, useState } from 'react'
import { useBoard, useView } from '../../sync/use-board.ts'
import { Waiting } from '../../ui/Spinner.tsx'
import { useMedia } from '../../ui/use-media.ts'
import { CrashGuard } from '../CrashGuard.tsx'
import { Details, fetchSessionPanel, Find, Gate, GateList, onDemand, panels, Tools, views } from '../features.ts'
import type { PanelId, ViewId } from '../features.ts'
import { useTitle } from '../use-title.ts'
import { myBoards } from '../use-my-boards.ts'
import { BoardBanners } from './BoardBanners.tsx'
import { BoardHeader } from './BoardHeader.tsx'
import { HelpDialog } from './HelpDialog.tsx'
import { LeaveDialog } from './LeaveDialog.tsx'
import { NotYetHere } from './NotYetHere.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import { ShareOnDemand } from './ShareOnDemand.tsx'
import { SessionBar } from './SessionBar.tsx'
import { Side } from './Side.tsx'
import { useDetails } from './use-details.ts'
import { usePart } from './use-part.ts'
import { useLossWarning } from './use-open-board.ts'
import { useShortcuts } from './use-shortcuts.ts'
import { ViewCrash } from './ViewCrash.tsx'
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
  const isNarrow = useMedia('(max-width: 640px)')
  const [view, setView] = useFirstView()
  const [panel, setPanel] = useState<PanelId | 'gate' | null>(null)
  const part = usePart(useMedia('(max-width: 900px)'), { view, setView, panel, setPanel })
  const [dialog, setDialog] = useState<DialogId | null>(null)
  const [finding, setFinding] = useState(false)
  const hasRoomForOne = useMedia('(max-width: 1280px)')
  const details = useDetails({ onlyAsked: isNarrow || (hasRoomForOne && panel !== null) })
  const main = useRef<HTMLElement>(null)
  const tooNew = useView((state) => state.tooNew)
  // Every board has a title from its first moment.
  const isHere = useView(({ session }) => session.meta.title !== '')
  const Panel = panel === 'gate' ? GateList : panel && panels[panel].Content
  // On a small screen a panel covers everything else, for the keyboard too.
  const covered = isNarrow && (details.isOpen || panel !== null)
  const closeTop = () => (details.isOpen ? details.close() : setPanel(null))
  useBoardTitle()
  useFetchLater(handle.canEditSession)
  useLossWarning(handle, keptHere)
  useShortcuts({
    find: () => setFinding(true),
    help: () => setDialog('help'),
    undo: handle.undo.undo,
    redo: handle.undo.redo,
    ...(covered ? { close: closeTop } : {}),
  })
  const goToList = () => {
    setView('list')
    main.current?.focus()
  }
  return (
    <div className="board" data-view={view}>
      <button type="button" className="board-skip" onClick={goToList}>{t`Skip to the cards list`}</button>
      <BoardHeader
        keptHere={keptHere}
        inert={covered}
        view={view}
        onView={setView}
        panel={panel === 'gate' ? null : panel}
        part={part}
        onPanel={(id) => setPanel(id === panel ? null : id)}
        onFind={() => setFinding(true)}
        onShare={() => setDialog('share')}
        onHelp={() => setDialog('help')}
        onLeave={() => setDialog('leave')}
      />
      <div className="board-banners" inert={covered}>
        <BoardBanners keptHere={keptHere} onLeave={onGiveUpSeat} />
      </div>
      {isHere && (
        <div className="board-session" inert={covered}>
          <SessionBar showsTurn={view === 'part' || panel === 'part'} />
        </div>
      )}
      <div className="board-body">
        {handle.canEditBoard && !tooNew && isHere && view !== 'part' && (
          <section className="board-tools" aria-label={t`Tools`} inert={covered}>
            <Tools vertical={!isNarrow} />
          </section>
        )}
        <main ref={main} id="board-view" className="board-view" tabIndex={-1} inert={covered}>
          <h2 className="pw-hidden">{t(views[view].title)}</h2>
          {isHere ? (
            <Suspense fallback={<Waiting>{t`Fetching the wall …`}</Waiting>}>
              <CrashGuard
                key={view}
                fallback={<ViewCrash onList={view === 'list' ? undefined : () => setView('list')} />}
              >
                <BoardView view={view} />
              </CrashGuard>
            </Suspense>
          ) : (
            <NotYetHere />
          )}
          {view === 'wall' && <ZoomControls />}
        </main>
        {isNarrow && details.selectedCount > 0 && !details.isOpen && (
          <SelectionBar count={details.selectedCount} onDetails={details.ask} />
        )}
        {details.isOpen && (
          <Side key={details.asked} label={t`Details`} takesFocus={isNarrow || details.asked > 0}>
            <Details onClose={details.close} />
          </Side>
        )}
        {panel && Panel && !(hasRoomForOne && details.isOpen) && (
          <Side
            label={panel === 'gate' ? t`Ready to leave` : t(panels[panel].title)}
            takesFocus={isNarrow || panel === 'gate'}
          >
            <CrashGuard key={panel} fallback={<ViewCrash onList={undefined} />}>
              <Suspense fallback={<Waiting>{t`Opening …`}</Waiting>}>
                <Panel onClose={() => setPanel(null)} />
              </Suspense>
            </CrashGuard>
          </Side>
        )}
        {finding && <Find onClose={() => setFinding(false)} />}
        {onDemand.map((Content) => (
          <Content key={Content.name} />
        ))}
      </div>
      {isHere && view !== 'part' && (
        <Gate expanded={panel === 'gate'} inert={covered} onToggle={() => setPanel(panel === 'gate' ? null : 'gate')} />
      )}
      {dialog === 'share' && <ShareOnDemand onClose={() => setDialog(null)} />}
      {dialog === 'help' && <HelpDialog onClose={() => setDialog(null)} />}
      {dialog === 'leave' && <LeaveDialog onClose={() => setDialog(null)} onLeave={onLeave} />}
    </div>
  )
}

function BoardView({ view }: { view: ViewId }) {
  const handle = useBoard()
  const { Content } = views[view]
  return <Content handle={handle} />
}

/** On a phone the list comes first: it needs no map of the whole board to be read. */
function useFirstView() {
  const isPhone = useMedia('(max-width: 480px)')
  return useState<ViewId>(isPhone ? 'list' : 'wall')
}

/** When the board has been there for a while: what a facilitator opens sooner or later, also without a network then. */
function useFetchLater(leads: boolean): void {
  useEffect(() => {
    if (!leads) return undefined
    const timer = setTimeout(() => void fetchSessionPanel().catch(() => undefined), LATER_MS)
    return () => clearTimeout(timer)
  }, [leads])
}

const LATER_MS = 5000

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
