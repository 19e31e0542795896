import type { Role } from '@planwall/shared/access/roles'
import { metaOf, schemaVersionOf } from '@planwall/shared/board/doc'
import type { Board, BoardElement } from '@planwall/shared/board/model'
import { readBoard } from '@planwall/shared/board/read'
import { currentStep } from '@planwall/shared/session/facilitation'
import { elementsTouched, rootsRefused, touchedBy } from '@planwall/shared/session/touched'
import { putRight, seeElements, violations } from '@planwall/shared/session/violations'
import type { Sight, Violation } from '@planwall/shared/session/violations'
import * as Y from 'yjs'
import type { BoardRules } from '../../session/board-rules.ts'
import type { Act } from '../acts.ts'

/** Who wrote an update. */
export interface Writer {
  seatId: string
  role: Role
  personId: string | null
  /** Cards they made that name nobody. */
  owns: readonly string[]
}

export interface CheckedUpdate {
  update: Uint8Array
  /** Absent for the server's own. */
  writer: Writer | undefined
}

/** One thing that was put right, for its author. */
export interface Correction {
  seatId: string
  code: Violation['code'] | 'version-written'
  message: string
  elementId: string
}

export interface Checked {
  corrections: Correction[]
  /** What puts it right; absent where nothing was wrong. */
  mend: Uint8Array | undefined
  /** Cards that were made without a name: their makers may go on with them. */
  made: { seatId: string; elementId: string }[]
}

/**
 * [C1 to C7] Looks at updates that were let in, one after the other, and puts right what the rules of then refuse. The
 * board given is the one before the first of them; what it becomes here is for the next look.
 */
export const checkUpdates: Act<{ rules: BoardRules; updates: readonly CheckedUpdate[] }, Checked> = {
  parts: ['board'],
  run({ board }, { rules, updates }) {
    const checked: Checked = { corrections: [], mend: undefined, made: [] }
    const mends: Uint8Array[] = []
    for (const { update, writer } of updates) {
      if (writer) mends.push(...check(board, update, writer, rules, checked))
      else Y.applyUpdate(board, update, 'server')
    }
    return { ...checked, mend: mends.length > 0 ? Y.mergeUpdates(mends) : undefined }
  },
}

function check(board: Y.Doc, update: Uint8Array, writer: Writer, rules: BoardRules, checked: Checked): Uint8Array[] {
  const { seatId, role, personId } = writer
  const touched = touchedBy(board, update)
  const ids = elementsTouched(touched)
  const before = seeElements(board, ids)
  const version = schemaVersionOf(board)
  Y.applyUpdate(board, update, 'server')
  const after = seeElements(board, ids)
  const author = {
    role,
    personId,
    groupId: personId === null ? undefined : rules.members.get(personId),
    owns: (id: string) => [...writer.owns, ...madeBy(checked, seatId)].includes(id),
  }
  const wrong = violations(before, after, author, rules, () => wallBefore(board, ids, before))
  if (role !== 'facilitator' && currentStep(rules)?.rules.anonymous)
    noteMakers(checked, seatId, { before, after, wrong })
  const mends: Uint8Array[] = []
  if (wrong.length > 0) {
    mends.push(changeOf(board, () => putRight(board, wrong, 'server')))
    for (const { elementId, code, message } of wrong) checked.corrections.push({ seatId, elementId, code, message })
  }
  if (rootsRefused(touched, 'board').includes('meta') && schemaVersionOf(board) !== version) {
    mends.push(changeOf(board, () => metaOf(board).set('schemaVersion', version)))
    const message = 'The version of a wall is not written by hand.'
    checked.corrections.push({ seatId, elementId: '', code: 'version-written', message })
  }
  return mends
}

/** The wall as it was before the update that touched these elements. */
function wallBefore(board: Y.Doc, ids: ReadonlySet<string>, before: Sight): Board {
  const wall = readBoard(board).board
  const elements = new Map<string, BoardElement>(wall.elements)
  for (const id of ids) {
    const was = before.get(id)?.element
    if (was) elements.set(id, was)
    else elements.delete(id)
  }
  return { ...wall, elements }
}

function madeBy({ made }: Checked, seatId: string): string[] {
  return made.filter((one) => one.seatId === seatId).map(({ elementId }) => elementId)
}

function noteMakers(
  checked: Checked,
  seatId: string,
  { before, after, wrong }: { before: Sight; after: Sight; wrong: readonly Violation[] },
): void {
  const isWrong = new Set(wrong.map(({ elementId }) => elementId))
  for (const elementId of after.keys()) {
    if (!before.has(elementId) && !isWrong.has(elementId)) checked.made.push({ seatId, elementId })
  }
}

/** What `change` changes, as an update; within a transaction as well. */
function changeOf(doc: Y.Doc, change: () => void): Uint8Array {
  const before = Y.encodeStateVector(doc)
  doc.transact((transaction) => {
    // Taking in somebody's update made the transaction theirs; Yjs would see another at work under this document's id.
    transaction.local = true
    change()
  })
  return Y.encodeStateAsUpdate(doc, before)
}
