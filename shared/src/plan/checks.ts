import type { Waiver } from '../board/model.ts'
import { waiverKey } from '../session/waivers.ts'
import type { CheckSettings } from './check-settings.ts'
import { planViewOf } from './checks/plan-view.ts'
import type { Draft } from './checks/rule.ts'
import { rules } from './checks/rules.ts'
import { sayIn } from './checks/sentences.ts'
import type { Finding, Severity } from './finding.ts'
import { planId } from './plan-id.ts'
import type { Plan } from './plan.ts'

export interface CheckReport {
  /** Errors first; within them in the order of the checks, then of the plan. Waived ones are among them. */
  findings: Finding[]
  /** Every check that was made, in the order of the table. */
  checks: { code: string; severity: Severity; state: 'met' | 'waived' | 'open' }[]
  /** Numbers of findings that are not waived. */
  errors: number
  warnings: number
  waived: number
  /** No error is open: the plan may be finished. */
  isComplete: boolean
}

/**
 * Holds a plan against the checks its templates ask for. Pure; "today" is the plan's `provenance.asOf`. Never throws on
 * a plan that is valid by the schema.
 */
export function checkPlan(plan: Plan, settings: CheckSettings): CheckReport {
  const view = planViewOf(plan, settings.thresholds)
  const waivers = new Map(settings.waivers.map((waiver) => [waiverKey(waiver.code, waiver.cardId), waiver]))
  const findings: Finding[] = []
  const checks: CheckReport['checks'] = []
  for (const rule of rules) {
    if (!settings.codes.has(rule.code)) continue
    const found: Finding[] = []
    for (const draft of rule.find(view)) found.push(findingOf(draft, rule.severity, waivers))
    const state = found.length === 0 ? 'met' : found.every(({ waiver }) => waiver) ? 'waived' : 'open'
    checks.push({ code: rule.code, severity: rule.severity, state })
    for (const finding of found) findings.push(finding)
  }
  const open = findings.filter(({ waiver }) => !waiver)
  const errors = open.filter(({ severity }) => severity === 'error').length
  return {
    findings: [...findings.filter(isError), ...findings.filter((finding) => !isError(finding))],
    checks,
    errors,
    warnings: open.length - errors,
    waived: findings.length - open.length,
    isComplete: errors === 0,
  }
}

/** The plan with what the checks found, waivers and their reasons among it, as it is finished and printed. */
export function withChecks(plan: Plan, { findings }: CheckReport): Plan {
  const { omitted, provenance, ...rest } = plan
  const checks = findings.map(({ code, severity, subject, text, sentence, params, waiver }) => ({
    code,
    severity,
    ...(subject ? { subjectId: subject.itemId } : {}),
    message: text,
    messageCode: sentence,
    params,
    ...(waiver ? { waivedBy: planId(waiver.by), waiverReason: waiver.reason } : {}),
  }))
  return { ...rest, checks, omitted, provenance }
}

function findingOf(draft: Draft, ofRule: Severity, waivers: ReadonlyMap<string, Waiver>): Finding {
  const { sentence, about, fix, personId } = draft
  const code = sentence.slice(0, 6)
  const params = about ? { name: about.name, ...draft.params } : (draft.params ?? {})
  const finding: Finding = {
    id: `${sentence}:${about?.itemId ?? ''}:${draft.part ?? ''}`,
    code,
    severity: draft.severity ?? ofRule,
    sentence,
    params,
    text: sayIn(sentence, params),
  }
  if (about) finding.subject = about
  if (fix) finding.fix = fix
  if (personId !== undefined) finding.personId = personId
  const waiver = waivers.size === 0 ? undefined : waiverFor(code, about?.cardId, waivers)
  if (waiver) finding.waiver = waiver
  return finding
}

function waiverFor(code: string, cardId: string | undefined, waivers: ReadonlyMap<string, Waiver>): Waiver | undefined {
  return (cardId === undefined ? undefined : waivers.get(waiverKey(code, cardId))) ?? waivers.get(waiverKey(code))
}

function isError({ severity }: Finding): boolean {
  return severity === 'error'
}
