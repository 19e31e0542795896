import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { LayoutDashboard, ListTree } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { lazy } from 'react'
import type { ComponentType } from 'react'
import { KindToolbar } from '../features/cards/KindToolbar.tsx'
import { Inspector } from '../features/cards/Inspector.tsx'
import { PastePreview } from '../features/cards/PastePreview.tsx'
import type { BoardHandle } from '../sync/open-board.ts'
import { TempView } from './TempView.tsx'

/** What a feature shows, and what it is called. */
interface Feature<Props> {
  title: MessageDescriptor
  icon: LucideIcon
  Content: ComponentType<Props>
}

type Closable = Feature<{ onClose: () => void }>

/** The ways to look at a board, in the order of their tabs. */
export const viewIds = ['wall', 'list'] as const
export type ViewId = (typeof viewIds)[number]
export const views: Record<ViewId, Feature<{ handle: BoardHandle }>> = {
  wall: { title: msg`Wall`, icon: LayoutDashboard, Content: lazy(() => import('../canvas/Wall.tsx')) },
  list: { title: msg`List`, icon: ListTree, Content: TempView },
}

/** What can be opened beside the board, in the order of its buttons. */
export const panelIds = ['plan'] as const
export type PanelId = (typeof panelIds)[number]
export const panels: Record<PanelId, Closable> = {
  plan: { title: msg`Plan`, icon: ListTree, Content: TempView },
}

/** Shown while something is selected. */
export const details: Closable = { title: msg`Details`, icon: ListTree, Content: Inspector }
export const find: Closable = { title: msg`Find`, icon: ListTree, Content: TempView }
export const tools: Feature<{ vertical: boolean }> = { title: msg`Tools`, icon: ListTree, Content: KindToolbar }
export const always: { id: string; Content: ComponentType }[] = [{ id: 'paste', Content: PastePreview }]
