import { Trans, useLingui } from '@lingui/react/macro'
import { can } from '@planwall/shared/access/roles'
import { Eye, Redo2, Search, Share2, Undo2 } from 'lucide-react'
import { Link } from 'wouter'
import { useStore } from 'zustand'
import { useBoard, useView } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import logo from '../../ui/planwall.svg'
import { Tabs } from '../../ui/Tabs.tsx'
import { useMedia } from '../../ui/use-media.ts'
import { panels, views } from '../features.ts'
import type { PanelId, ViewId } from '../features.ts'
import { BoardMenu } from './BoardMenu.tsx'
import { BoardTitle } from './BoardTitle.tsx'
import { keyName } from './key-name.ts'
import { PeopleHere } from './PeopleHere.tsx'
import { SaveStatus } from './SaveStatus.tsx'
import type { PartPlace } from './use-part.ts'
import './board-header.css'

export interface BoardHeaderProps {
  /** Covered by a panel. */
  inert: boolean
  keptHere: boolean
  view: ViewId
  onView: (view: ViewId) => void
  panel: PanelId | null
  /** Where the participant's side is to be found now, if anywhere. */
  part: PartPlace
  onPanel: (panel: PanelId) => void
  onFind: () => void
  onShare: () => void
  onHelp: () => void
  onLeave: () => void
}

const viewIds = Object.keys(views) as ViewId[]
const panelIds = Object.keys(panels) as PanelId[]

/** Where I am, whether it is saved, who is here, and what concerns the board as a whole. */
export function BoardHeader(props: BoardHeaderProps) {
  const { t } = useLingui()
  const { seat } = useBoard()
  const isSmall = useMedia('(max-width: 900px)')
  const isPhone = useMedia('(max-width: 480px)')
  return (
    <header className="board-header" inert={props.inert}>
      <div className="board-header-where">
        <Link href="/" className="board-home" aria-label={t`My boards`} title={t`My boards`}>
          <img src={logo} alt="" width="28" height="28" />
        </Link>
        <BoardTitle />
        <SaveStatus keptHere={props.keptHere} />
      </div>
      {seat.role === 'observer' && (
        <span className="board-watching">
          <Eye aria-hidden="true" />
          <Trans>You are watching</Trans>
        </span>
      )}
      <nav className="board-header-view" aria-label={t`View`}>
        <Tabs
          label={t`View`}
          tabs={viewIds
            .filter((id) => id !== 'part' || (props.part.isOffered && props.part.isView))
            .map((id) => ({ id, label: t(views[id].title), icon: <ViewIcon id={id} /> }))}
          chosen={props.view}
          onChoose={props.onView}
          controls="board-view"
        />
        {/* What is written in the participant's side says itself how it is taken back; a phone has no room for both. */}
        {!(isPhone && props.view === 'part') && <UndoButtons />}
        <IconButton label={t`Find a card`} shortcut={keyName('Mod+F')} icon={<Search />} onClick={props.onFind} />
        {panelIds
          .filter((id) => id !== 'part' || (props.part.isOffered && !props.part.isView))
          .filter((id) => id !== 'session' || can(seat.role, 'write-session'))
          .map((id) => (
            <PanelButton key={id} id={id} pressed={props.panel === id} onPress={() => props.onPanel(id)} />
          ))}
      </nav>
      <div className="board-header-people">
        <PeopleHere most={isSmall ? 2 : 5} />
        <Button look="primary" size="small" className="board-share" icon={<Share2 />} onClick={props.onShare}>
          <Trans>Share</Trans>
        </Button>
        <BoardMenu onShare={props.onShare} onHelp={props.onHelp} onLeave={props.onLeave} />
      </div>
    </header>
  )
}

function ViewIcon({ id }: { id: ViewId }) {
  const { icon: Icon } = views[id]
  return <Icon aria-hidden="true" />
}

function PanelButton({ id, pressed, onPress }: { id: PanelId; pressed: boolean; onPress: () => void }) {
  const { t } = useLingui()
  const { icon: Icon, title } = panels[id]
  return (
    <Button look="quiet" className="board-panel-button" icon={<Icon />} aria-pressed={pressed} onClick={onPress}>
      <span>{t(title)}</span>
    </Button>
  )
}

/** Only this person's own changes; nothing of the others is ever taken back. */
function UndoButtons() {
  const { t } = useLingui()
  const handle = useBoard()
  const { canUndo, canRedo } = useStore(handle.undo.state)
  const tooNew = useView((view) => view.tooNew)
  if (!handle.canEditBoard || tooNew) return null
  return (
    <>
      <IconButton
        label={t`Undo my last change`}
        shortcut={keyName('Mod+Z')}
        icon={<Undo2 />}
        disabled={!canUndo}
        onClick={handle.undo.undo}
      />
      <IconButton
        label={t`Make it again`}
        shortcut={keyName('Mod+Shift+Z')}
        icon={<Redo2 />}
        disabled={!canRedo}
        onClick={handle.undo.redo}
      />
    </>
  )
}
