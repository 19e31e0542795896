import type { CardKind } from '../board/kinds.ts'
import type { Waiver } from '../board/model.ts'
import type { Params, SentenceCode } from './checks/sentences.ts'

/** An error blocks "plan complete", unless a facilitator waives it with a reason; a warning never does. */
export type Severity = 'error' | 'warning'

/** What would mend a finding. Names are card ids and card fields, so that a click can open the right one. */
export type Fix =
  /** Fill in or change this field of this card; `value` where one value would mend it for certain. */
  | { act: 'fill'; cardId: string; field: string; value?: unknown }
  /** Add a card of this kind; `fields` make it belong where it is missing. */
  | { act: 'add'; kind: CardKind; fields: Readonly<Record<string, unknown>> }
  /** Change the dates the plan covers (of the board, not of a card). */
  | { act: 'set-period' }

/** The item a finding is about. */
export interface Subject {
  itemId: string
  cardId: string
  kind: CardKind
  /** Its words, shortened; may be empty. */
  name: string
}

/** Something that still stands between this wall and a plan. */
export interface Finding {
  /** The same for the same fault from one look to the next. */
  id: string
  /** Code of the check, such as TSK-01. */
  code: string
  severity: Severity
  /** Which sentence says it, such as `TSK-01.no-assignee`; clients translate by it, with `params`. */
  sentence: SentenceCode
  params: Params
  /** The sentence in English. */
  text: string
  /** Absent: the plan as a whole. */
  subject?: Subject
  fix?: Fix
  /** Who can mend it (an id in `plan.people`); absent: a facilitator. */
  personId?: string
  /** Why a facilitator lets it be. */
  waiver?: Waiver
}
