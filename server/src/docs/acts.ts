import type * as Y from 'yjs'
import { boardTitle } from './acts/board-title.ts'
import { claimPerson } from './acts/claim-person.ts'
import { exportPlan } from './acts/export-plan.ts'
import { renamePerson } from './acts/rename-person.ts'
import { renderPlan } from './acts/render-plan.ts'
import { renderRevision } from './acts/render-revision.ts'
import { finishPlan } from './acts/finish-plan.ts'
import { checkUpdates } from './acts/check-updates.ts'
import { closeRound } from './acts/close-round.ts'
import { conduct } from './acts/conduct.ts'
import { countPrivate } from './acts/count-private.ts'
import { inspectUpdate } from './acts/inspect-update.ts'
import { mergeGroups } from './acts/merge-groups.ts'
import { openRound } from './acts/open-round.ts'
import { readMoment } from './acts/read-moment.ts'
import { readRecord } from './acts/read-record.ts'
import { readRules } from './acts/read-rules.ts'
import { restoreMoment } from './acts/restore-moment.ts'
import { renameBoard } from './acts/rename-board.ts'
import { reveal } from './acts/reveal.ts'
import { showCards } from './acts/show-cards.ts'
import { snapshotBoard } from './acts/snapshot-board.ts'
import { tellFinished } from './acts/tell-finished.ts'

/** The rooms of a board an act may work on. */
export type ActPart = 'board' | 'session'

/** Something the server does with the documents of a board: pure, named, run where the documents are. */
export interface Act<Args, Result> {
  /** The rooms it is given; it may change each of them. */
  parts: readonly ActPart[]
  run(docs: Record<ActPart, Y.Doc>, args: Args): Result
}

/** Every act by name: adding one is a file in `acts/` and a line here. */
const acts = {
  'board-title': boardTitle,
  'claim-person': claimPerson,
  'export-plan': exportPlan,
  'rename-person': renamePerson,
  'render-plan': renderPlan,
  'render-revision': renderRevision,
  'finish-plan': finishPlan,
  'check-updates': checkUpdates,
  'close-round': closeRound,
  conduct,
  'count-private': countPrivate,
  'inspect-update': inspectUpdate,
  'merge-groups': mergeGroups,
  'open-round': openRound,
  'read-moment': readMoment,
  'read-record': readRecord,
  'read-rules': readRules,
  'restore-moment': restoreMoment,
  'rename-board': renameBoard,
  reveal,
  'show-cards': showCards,
  'snapshot-board': snapshotBoard,
  'tell-finished': tellFinished,
} satisfies Record<string, Act<never, unknown>>

export type Acts = typeof acts
export type ActName = keyof Acts
export type ActArgs<N extends ActName> = Acts[N] extends Act<infer Args, unknown> ? Args : never
export type ActResult<N extends ActName> = Acts[N] extends Act<never, infer Result> ? Result : never

/** The act of a name, with the types that go with it. */
export function actOf<N extends ActName>(name: N): Act<ActArgs<N>, ActResult<N>> {
  return acts[name] as unknown as Act<ActArgs<N>, ActResult<N>>
}
