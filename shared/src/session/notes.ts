import * as Y from 'yjs'
import { differenceOf } from '../board/edit.ts'
import { wellFormed } from '../board/well-formed.ts'

/**
 * What facilitators alone may read: the document of the room `<board>/facilitate`. It holds one text for each step, so
 * that two facilitators can write in the same one.
 */

/** The root of the document that holds them. */
export const NOTES_ROOT = 'notes'

/** The longest note that is kept, characters. */
export const MAX_NOTE = 10_000

/** [D4] Notes by step id; empty ones are left out. Whatever else lies there is passed over. */
export function readNotes(facilitate: Y.Doc): ReadonlyMap<string, string> {
  const notes = new Map<string, string>()
  for (const [stepId, text] of notesOf(facilitate).entries()) {
    const words = text instanceof Y.Text ? text.toString().slice(0, MAX_NOTE) : ''
    if (words !== '') notes.set(stepId, words)
  }
  return notes
}

/** [D4] Writes notes for steps that have none yet: what a facilitator wrote is never written over. */
export function addNotes(facilitate: Y.Doc, notes: Iterable<readonly [string, string]>, origin: unknown): void {
  facilitate.transact(() => {
    for (const [stepId, text] of notes) {
      if (text !== '' && !notesOf(facilitate).has(stepId)) notesOf(facilitate).set(stepId, newText(text))
    }
  }, origin)
}

/** Replaces a note by the smallest change, so that what another facilitator types elsewhere in it survives. */
export function setNote(facilitate: Y.Doc, stepId: string, text: string, origin: unknown): void {
  facilitate.transact(() => {
    const there = notesOf(facilitate).get(stepId)
    const next = wellFormed(text).slice(0, MAX_NOTE)
    if (!(there instanceof Y.Text)) {
      if (next !== '') notesOf(facilitate).set(stepId, newText(next))
      return
    }
    const { index, remove, insert } = differenceOf(there.toString(), next)
    if (remove > 0) there.delete(index, remove)
    if (insert !== '') there.insert(index, insert)
  }, origin)
}

function notesOf(facilitate: Y.Doc): Y.Map<unknown> {
  return facilitate.getMap(NOTES_ROOT)
}

function newText(text: string): Y.Text {
  return new Y.Text(wellFormed(text).slice(0, MAX_NOTE))
}
