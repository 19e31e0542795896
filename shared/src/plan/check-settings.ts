import type { Session, Waiver } from '../board/model.ts'
import { findTemplate } from '../templates/catalog.ts'

/**
 * Limits the checks compare with. These values are starting values of ours, not from sources; a template's
 * `settings.thresholds` and the board's own `meta.gate.thresholds` replace them by name.
 */
export const defaultThresholds = {
  /** MOV-01: how many moves there should be. */
  movesMin: 3,
  movesMax: 7,
  /** MOV-04: share of "obvious" votes, 0 to 1. */
  obviousShare: 0.8,
  /** TSK-05: days of work above which a task should be split, and above which it needs a first small step. */
  taskEstimateDaysMax: 10,
  taskEstimateDaysWithoutMicroTask: 1,
  /** MIC-02: most minutes of a next step, and from where it is too large for comfort. */
  microTaskMinutesMax: 480,
  microTaskMinutesWarn: 60,
  /** MIC-03: how many days ahead a next step may lie. */
  microTaskDaysAhead: 7,
  /** RSK-02, RSK-03: likelihood times impact (of 25) from where a risk needs a cure, or a sponsor who accepts it. */
  riskScore: 12,
  /** RSK-05: impact from where a risk needs a plan B. */
  contingencyImpact: 5,
  /** CON-02: months within which a plan B was looked at. */
  contingencyReviewMonths: 12,
  /** ASM-02: how important and how unproven an assumption is that needs a test. */
  assumptionImportanceMin: 4,
  assumptionEvidenceMax: 2,
  /** ASM-04: how many of the most important and least proven should have been challenged. */
  assumptionsToChallenge: 5,
  /** GAP-02: fewest numbers a trend may be drawn through. */
  seriesPointsMin: 8,
  /** CAD-02: days between two cadence calls. */
  cadenceCallDaysMin: 7,
  cadenceCallDaysMax: 31,
  /** CAD-05: days until the first cadence call. */
  firstCallWithinDays: 14,
  /** CAD-06 */
  cadenceCallMinutesMax: 30,
  /** STR-01: characters of all choices together. */
  strategyCharactersMax: 2500,
  /** OVR-01: open tasks of one person that are due within the window. */
  openTasksPerPerson: 5,
  openTasksWindowDays: 30,
}

export type Thresholds = Record<keyof typeof defaultThresholds, number>

export interface CheckSettings {
  /** Codes of the checks this board is for; the others are not made. */
  codes: ReadonlySet<string>
  thresholds: Thresholds
  waivers: readonly Waiver[]
}

/**
 * What a board is checked for: what it says itself (`meta.gate`), otherwise what its template in the catalogue says.
 * A template that is not in the catalogue asks for nothing.
 */
export function checkSettingsOf(session: Session): CheckSettings {
  const { gate, templateId } = session.meta
  const template = gate ? undefined : findTemplate(templateId)
  return {
    codes: new Set(gate?.checks ?? template?.checks),
    thresholds: thresholdsFrom(gate?.thresholds ?? template?.settings.thresholds ?? {}),
    waivers: [...(session.waivers?.values() ?? [])],
  }
}

/** The default of every limit that is not given; names nobody knows and what is no number are passed over. */
export function thresholdsFrom(given: Readonly<Record<string, number>>): Thresholds {
  const thresholds: Record<string, number> = { ...defaultThresholds }
  for (const [name, value] of Object.entries(given)) {
    if (Object.hasOwn(defaultThresholds, name) && Number.isFinite(value)) thresholds[name] = value
  }
  return thresholds as Thresholds
}
