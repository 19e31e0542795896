import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { Card } from '@planwall/shared/board/model'
import { useMemo } from 'react'
import type { RefObject } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import { select } from '../../canvas/canvas-api.ts'
import { cardsAmong, cardsOfZone, deleteAll, duplicate, mayEdit, moveInList } from '../../sync/card-acts.ts'
import { isAllowed, tellRefused, verdictNow, verdictOn } from '../../sync/step-rules.ts'
import { useBoard } from '../../sync/use-board.ts'
import { toast } from '../../ui/toast-store.ts'
import { focusRow } from './bind-outline.ts'
import { showMore, shownOf, showUpTo } from './outline-store.ts'
import type { OutlineState } from './outline-store.ts'
import type { OutlineTree } from './outline-tree.ts'

/** What a row and its keys can do. */
export interface OutlineActs {
  root: () => HTMLElement | null
  canEdit: () => boolean
  edit: (id: string) => void
  /** Ends typing; `refocus` puts the keyboard back on the row. */
  endEdit: (id: string, refocus: boolean) => void
  /** Removes the card, or everything selected where it is one of them. */
  remove: (id: string) => void
  duplicate: (id: string) => void
  move: (card: Card, by: -1 | 1) => void
  moveById: (id: string, by: -1 | 1) => void
  toggle: (id: string) => void
  /** Where cards of its zone are hidden beside this one, shows them. Whether it did. */
  showMoreBeside: (id: string, step: 1 | -1) => boolean
  say: (words: string) => void
}

export function useOutlineActs(
  store: StoreApi<OutlineState>,
  root: RefObject<HTMLElement | null>,
  tree: RefObject<OutlineTree>,
): OutlineActs {
  const handle = useBoard()
  const { t } = useLingui()
  return useMemo(() => {
    const say = (said: string) => store.setState({ said })
    const refocus = (id: string) => requestAnimationFrame(() => focusRow(root.current, id))
    const move = (card: Card, by: -1 | 1) => {
      const listed = cardsOfZone(handle, card.zoneId)
      const at = listed.findIndex(({ id }) => id === card.id) + by
      if (at < 0 || at >= listed.length) return
      moveInList(handle, card.id, listed, by)
      say(t`Moved: ${at + 1} of ${listed.length}`)
      refocus(card.id)
    }
    return {
      root: () => root.current,
      canEdit: () => mayEdit(handle),
      edit: (id) => {
        const [card] = cardsAmong(handle, [id])
        if (handle.canEditBoard && card && !isAllowed(verdictOn(handle, 'edit', card))) return
        if (mayEdit(handle)) store.setState({ activeId: id, editingId: id })
        else select([id])
      },
      endEdit: (id, again) => {
        if (store.getState().editingId === id) store.setState({ editingId: null })
        if (again) refocus(id)
      },
      remove: (id) => {
        if (!handle.canEditBoard) return
        const { selected } = store.getState()
        const wanted = selected.has(id) ? [...selected] : [id]
        const { elements } = handle.view.getState()
        const verdicts = wanted.flatMap((one) => {
          const element = elements.get(one)
          return element ? [{ one, verdict: verdictOn(handle, 'delete', element) }] : []
        })
        const refused = verdicts.find(({ verdict }) => !verdict.allowed)
        if (refused) tellRefused(refused.verdict)
        const ids = verdicts.filter(({ verdict }) => verdict.allowed).map(({ one }) => one)
        if (ids.length === 0 || !mayEdit(handle)) return
        deleteAll(handle, ids)
        select([])
        toast(plural(ids.length, { one: '# card deleted', other: '# cards deleted' }), 'ok', {
          label: t`Undo`,
          onPress: handle.undo.undo,
        })
      },
      duplicate: (id) => {
        const { selected } = store.getState()
        const [card] = cardsAmong(handle, [id])
        if (card && !isAllowed(verdictNow(handle, { act: 'add', kind: card.kind, zoneId: card.zoneId }))) return
        const copies = mayEdit(handle) ? duplicate(handle, selected.has(id) ? [...selected] : [id]) : []
        const [first] = copies
        if (first === undefined) return
        store.setState({ activeId: first })
        say(t`Duplicated`)
        refocus(first)
      },
      move,
      moveById: (id, by) => {
        const [card] = cardsAmong(handle, [id])
        if (card && isAllowed(verdictOn(handle, 'move', card)) && mayEdit(handle)) move(card, by)
      },
      toggle: (id) => {
        const { selected } = store.getState()
        select(selected.has(id) ? [...selected].filter((other) => other !== id) : [...selected, id])
      },
      showMoreBeside: (id, step) => {
        const section = tree.current.sections.find(({ cards }) => cards.some((card) => card.id === id))
        if (!section) return false
        const { first, hidden, last } = shownOf(section.cards, store.getState().shown.get(section.key))
        if (hidden === 0) return false
        if (step === 1 && first.at(-1)?.id === id) showMore(store, section.key)
        else if (step === -1 && last[0]?.id === id) showUpTo(store, section.key, section.cards.length)
        else return false
        return true
      },
      say,
    }
  }, [handle, store, root, tree, t])
}
