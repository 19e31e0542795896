import type { Fix, Severity, Subject } from '../finding.ts'
import type { PlanView } from './plan-view.ts'
import type { Params, SentenceCode } from './sentences.ts'

/** One check of the method. */
export interface Rule {
  /** Such as TSK-01. The sentences of its findings begin with it. */
  code: string
  severity: Severity
  /** What does not hold, in plan order. */
  find: (view: PlanView) => Iterable<Draft>
}

/** A finding as a rule says it. */
export interface Draft {
  sentence: SentenceCode
  /** Words and numbers for the sentence; `name` of the subject is added. */
  params?: Params
  about?: Subject | undefined
  fix?: Fix | undefined
  personId?: string | undefined
  /** Where it differs from the rule's. */
  severity?: Severity
  /** Tells apart several findings of one sentence about one subject. */
  part?: string
}
