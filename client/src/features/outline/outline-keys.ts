import type { KeyboardEvent } from 'react'
import { canvas, select } from '../../canvas/canvas-api.ts'
import type { OutlineActs } from './use-outline-acts.ts'

/** Keys on a row of the list. */
export function outlineKeys(event: KeyboardEvent<HTMLElement>, acts: OutlineActs): void {
  const row = event.currentTarget
  const id = row.dataset.row
  if (id === undefined || event.nativeEvent.isComposing) return
  if (!handle(event, id, row, acts)) return
  event.preventDefault()
  event.stopPropagation()
}

/** A button is pressed when the space bar comes up again; on a row the space bar selects, and that is done by then. */
export function keepSpace(event: KeyboardEvent<HTMLElement>): void {
  if (event.key === ' ') event.preventDefault()
}

/** Whether the key meant something here. */
function handle(event: KeyboardEvent<HTMLElement>, id: string, row: HTMLElement, acts: OutlineActs): boolean {
  const isCommand = event.ctrlKey || event.metaKey
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined
  if (step !== undefined) {
    if (isCommand) return false
    if (event.altKey) acts.moveById(id, step)
    else walk(row, step, event.shiftKey, acts)
    return true
  }
  if (isCommand) return command(event.key.toLowerCase(), id, acts)
  if (event.altKey) return false
  switch (event.key) {
    case 'Home':
      focus(rows(acts)[0])
      return true
    case 'End':
      focus(rows(acts).findLast(isShown))
      return true
    case 'Enter':
    case 'F2':
      acts.edit(id)
      return true
    case ' ':
      acts.toggle(id)
      return true
    case 'Delete':
    case 'Backspace':
      acts.remove(id)
      return true
    case 'Escape': {
      const hadSelection = canvas.getState().selectedIds.length > 0
      select([])
      return hadSelection
    }
    default:
      return false
  }
}

function command(letter: string, id: string, acts: OutlineActs): boolean {
  switch (letter) {
    case 'd':
      acts.duplicate(id)
      return true
    case 'a':
      select(rows(acts).flatMap(({ dataset }) => dataset.row ?? []))
      return true
    default:
      return false
  }
}

function walk(row: HTMLElement, step: 1 | -1, extend: boolean, acts: OutlineActs): void {
  const all = rows(acts)
  let at = all.indexOf(row) + step
  while (at >= 0 && at < all.length && !isShown(all[at] as HTMLElement)) at += step
  const next = all[at]
  if (acts.showMoreBeside(row.dataset.row ?? '', step)) {
    requestAnimationFrame(() => walk(row, step, extend, acts))
    return
  }
  if (!next) return
  if (extend) {
    const { selectedIds } = canvas.getState()
    const both = [row.dataset.row, next.dataset.row].filter((id) => id !== undefined)
    select([...new Set([...selectedIds, ...both])])
  }
  focus(next)
}

function rows(acts: OutlineActs): HTMLElement[] {
  return [...(acts.root()?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
}

/** Rows of a folded list are there and not shown. */
function isShown(row: HTMLElement): boolean {
  return row.checkVisibility()
}

function focus(row: HTMLElement | undefined): void {
  row?.focus({ preventScroll: true })
  row?.scrollIntoView({ block: 'nearest' })
}
