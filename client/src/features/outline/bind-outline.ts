import { canvas } from '../../canvas/canvas-api.ts'
import { editRequest, takeEditRequest } from '../../sync/edit-request.ts'
import type { BoardHandle } from '../../sync/open-board.ts'
import type { Peer } from '../../sync/presence.ts'
import type { StoreApi } from 'zustand/vanilla'
import { showUpTo } from './outline-store.ts'
import type { OutlineState } from './outline-store.ts'
import { listedIds, neighbourAfterLoss, outlineOf } from './outline-tree.ts'
import type { OutlineTree } from './outline-tree.ts'

/**
 * Keeps the list's own state in step with the selection, with what others type, and with cards that come and go. Returns
 * the function that stops it.
 */
export function bindOutline(
  handle: BoardHandle,
  store: StoreApi<OutlineState>,
  { root, tree }: { root: () => HTMLElement | null; tree: () => OutlineTree },
): () => void {
  const onSelection = (ids: readonly string[]) => {
    store.setState({ selected: new Set(ids) })
    handle.presence.setSelection(ids)
    const { activeId } = store.getState()
    const [first] = ids
    if (first === undefined || (activeId !== null && ids.includes(activeId))) return
    // Selected elsewhere (found, pasted, or named in the plan): the list goes there, once it has drawn it.
    reveal(store, tree(), first)
    requestAnimationFrame(() => {
      const row = rowOf(root(), first)
      if (!row) return
      store.setState({ activeId: first })
      row.closest('details')?.setAttribute('open', '')
      row.scrollIntoView({ block: 'center' })
    })
  }
  const onPeers = (peers: ReadonlyMap<number, Peer>) => {
    const typing = typingIn(peers)
    if (!isSame(typing, store.getState().typing)) store.setState({ typing })
  }
  const onEditRequest = () => {
    const { id } = editRequest.getState()
    if (id === null || !handle.view.getState().elements.has(id) || !takeEditRequest(id)) return
    const { elements, session } = handle.view.getState()
    reveal(store, outlineOf(elements, session.zones, tree()), id)
    store.setState({ activeId: id, editingId: id })
  }
  const onView = () => {
    onEditRequest()
    const { activeId } = store.getState()
    const { elements, session } = handle.view.getState()
    if (activeId !== null && elements.has(activeId)) return
    const before = listedIds(tree())
    const now = listedIds(outlineOf(elements, session.zones, tree()))
    const next = activeId === null ? now[0] : neighbourAfterLoss(before, now, activeId)
    if ((next ?? null) === activeId) return
    const hadFocus = isRow(document.activeElement, activeId)
    store.setState({ activeId: next ?? null, editingId: null })
    if (hadFocus && next !== undefined) requestAnimationFrame(() => focusRow(root(), next))
  }
  onView()
  onSelection(canvas.getState().selectedIds)
  onPeers(handle.presence.peers.getState())
  const stops = [
    canvas.subscribe(({ selectedIds }, before) => {
      if (selectedIds !== before.selectedIds) onSelection(selectedIds)
    }),
    handle.presence.peers.subscribe(onPeers),
    handle.view.subscribe(onView),
    editRequest.subscribe(onEditRequest),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Makes sure that a card is among those its zone shows. */
function reveal(store: StoreApi<OutlineState>, { sections }: OutlineTree, id: string): void {
  for (const { key, cards } of sections) {
    const at = cards.findIndex((card) => card.id === id)
    if (at >= 0) showUpTo(store, key, at + 1 + MARGIN)
  }
}

/** Cards shown behind one that was asked for. */
const MARGIN = 20

/** The element that has a card's text and the keyboard. */
export function rowOf(root: HTMLElement | null, id: string): HTMLElement | null {
  return root?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`) ?? null
}

export function focusRow(root: HTMLElement | null, id: string): void {
  const row = rowOf(root, id)
  row?.focus({ preventScroll: true })
  row?.scrollIntoView({ block: 'nearest' })
}

function isRow(element: Element | null, id: string | null): boolean {
  return id !== null && element instanceof HTMLElement && element.dataset.row === id
}

function typingIn(peers: ReadonlyMap<number, Peer>): Map<string, string> {
  const names = new Map<string, string[]>()
  for (const { editing, name } of peers.values()) {
    if (editing === null) continue
    names.set(editing, [...(names.get(editing) ?? []), name])
  }
  return new Map([...names].map(([id, who]) => [id, who.join(', ')]))
}

function isSame(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([id, names]) => b.get(id) === names)
}
