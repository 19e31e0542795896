import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { LayoutDashboard, ListChecks, ListTree, PenLine, Presentation } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { lazy } from 'react'
import type { ComponentType } from 'react'
import { DeleteBoard } from '../features/bin/DeleteBoard.tsx'
import { Inspector } from '../features/cards/Inspector.tsx'
import { KindToolbar } from '../features/cards/KindToolbar.tsx'
import { PastePreview } from '../features/cards/PastePreview.tsx'
import { ExportOnDemand } from '../features/export/ExportOnDemand.tsx'
import { Connections } from '../features/connections/ConnectionsDialog.tsx'
import { FindCard } from '../features/find/FindCard.tsx'
import { FinishPlan } from '../features/gate/FinishDialog.tsx'
import { GateBar } from '../features/gate/GateBar.tsx'
import { GatePanel } from '../features/gate/GatePanel.tsx'
import { History } from '../features/history/History.tsx'
import { KnockBanner } from '../features/people/KnockBanner.tsx'
import { JoinGroup } from '../features/people/JoinGroup.tsx'
import { Outline } from '../features/outline/Outline.tsx'
import { PictureDrop } from '../features/pictures/PictureDrop.tsx'
import { PlanPanel } from '../features/plan/PlanPanel.tsx'
import { LeftOver } from '../features/private-writing/LeftOver.tsx'
import { Repairs } from '../features/repairs/Repairs.tsx'
import { Reactions } from '../features/ready/Reactions.tsx'
import { SaveTemplate } from '../features/templates/SaveTemplate.tsx'
import { PlanNews } from '../features/revisions/PlanNews.tsx'
import { FollowingBanner } from '../features/together/FollowingBanner.tsx'
import { Guide } from '../features/together/Guide.tsx'
import { ZoneEditor } from '../features/zones/ZoneEditor.tsx'
import type { BoardHandle } from '../sync/open-board.ts'
import { TakePart, TakePartPanel } from './board/TakePart.tsx'

/** A part of the board's page that is chosen by a button: what the button shows, and what it opens. */
interface Feature<Props> {
  title: MessageDescriptor
  icon: LucideIcon
  Content: ComponentType<Props>
}

/** The ways to look at a board, in the order of their tabs. The wall is fetched when it is first shown. */
export const views = {
  part: { title: msg`Take part`, icon: PenLine, Content: TakePart },
  wall: { title: msg`Wall`, icon: LayoutDashboard, Content: lazy(() => import('../canvas/Wall.tsx')) },
  list: { title: msg`List`, icon: ListTree, Content: Outline },
} as const satisfies Record<string, Feature<{ handle: BoardHandle }>>
export type ViewId = keyof typeof views

/** For whoever leads, and fetched for them alone. */
const SessionPanel = lazy(async () => ({ default: (await fetchSessionPanel()).SessionPanel }))

export function fetchSessionPanel() {
  return import('./board/SessionPanel.tsx')
}

/** What is opened beside the board, in the order of the buttons. */
export const panels = {
  part: { title: msg`My part`, icon: PenLine, Content: TakePartPanel },
  session: { title: msg`Session`, icon: Presentation, Content: SessionPanel },
  plan: { title: msg`Plan`, icon: ListChecks, Content: PlanPanel },
} as const satisfies Record<string, Feature<{ onClose: () => void }>>
export type PanelId = keyof typeof panels

/** Tools for making and moving, at the edge of the view. */
export const Tools = KindToolbar

/** One line under every board: what stands between it and a plan; and the whole list, opened beside the board. */
export const Gate = GateBar
export const GateList = GatePanel

/** Shown beside the board while something is selected. */
export const Details = Inspector

/** Opened by Ctrl+F. */
export const Find = FindCard

/** Told above the board: private cards that did not arrive. */
export const PrivateLeftOver = LeftOver

/** Told above the board: what could not be read when the server started. */
export const RepairsNote = Repairs

/** Told above the board, to facilitators: who waits to be let in. */
export const AtTheDoor = KnockBanner

/** Told above the board: it was deleted, or will be for its age. Fetched by the few who need them. */
export const Deleted = lazy(() => import('../features/bin/DeletedBanner.tsx'))
export const OldBoard = lazy(() => import('../features/bin/OldBoardBanner.tsx'))

/** Always there; each shows itself when it is asked for. */
export const onDemand: readonly ComponentType[] = [
  PastePreview,
  PictureDrop,
  ZoneEditor,
  ExportOnDemand,
  FinishPlan,
  Connections,
  DeleteBoard,
  Reactions,
  Guide,
  FollowingBanner,
  JoinGroup,
  SaveTemplate,
  PlanNews,
  History,
]
