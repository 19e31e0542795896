/** Words and numbers that are put into a sentence. */
export type Params = Readonly<Record<string, string | number>>

/**
 * Every sentence a check can say, in English. The first six characters are the code of the check. `{name}` is the words
 * of the item it is about; the other parameters are numbers, ISO dates and names of people. Clients translate by key.
 */
export const sentences = {
  'GOL-01.no-goal': 'There is no goal yet.',
  'GOL-01.second-goal': 'There is more than one goal: “{name}” is not the first.',
  'GOL-01.no-metric': 'The goal does not say what is measured.',
  'GOL-01.no-unit': 'The goal’s target has no unit.',
  'GOL-01.unit-differs': 'The goal counts today’s number in another unit than its target.',
  'GOL-01.no-baseline': 'The goal does not say where we stand today.',
  'GOL-01.no-target': 'The goal has no target number.',
  'GOL-01.no-due': 'The goal has no date.',
  'GOL-02.no-accountable': 'Nobody is accountable for the goal.',
  'GOL-03.no-period': 'The plan has no first and last day.',
  'GOL-03.outside-period': 'The goal’s date, {due}, is not between {start} and {end}.',
  'MOV-01.too-few':
    'The plan has too few moves ({count}); {min} to {max} is a good number. One or two can do for a small account.',
  'MOV-01.too-many': 'The plan has too many moves ({count}); more than {max} are hard to carry.',
  'MOV-02.no-accountable': 'Nobody is accountable for the move “{name}”.',
  'MOV-02.no-task': 'The move “{name}” has no task.',
  'MOV-03.no-sponsor': 'The move “{name}” has no sponsor.',
  'MOV-03.sponsor-is-accountable': 'The sponsor of “{name}” is also accountable for it. It has to be somebody else.',
  'MOV-03.no-signoff': 'The sponsor of “{name}” has not been asked to sign.',
  'MOV-03.not-signed': 'The sponsor of “{name}” has not signed.',
  'MOV-03.declined': 'The sponsor of “{name}” declined.',
  'MOV-03.not-as-signed': 'The move “{name}” does not read as it did when it was signed.',
  'MOV-03.words-unknown': 'It is not known which words of “{name}” were signed.',
  'MOV-04.not-obvious': 'Only {percent} percent say that “{name}” is obvious; {needed} are needed.',
  'MOV-04.said-no': 'Somebody who was not here would not know what to do for “{name}”.',
  'MOV-04.not-asked': 'Nobody was asked whether “{name}” is obvious.',
  'TSK-01.no-assignee': 'Nobody has taken the task “{name}”.',
  'TSK-01.no-due': 'The task “{name}” has no date.',
  'TSK-02.before-start': 'The task “{name}” is due on {due}, before the plan starts on {start}.',
  'TSK-02.after-goal': 'The task “{name}” is due on {due}, after the goal’s date, {goalDue}.',
  'TSK-02.starts-late': 'The task “{name}” starts on {start}, after it is due on {due}.',
  'TSK-03.no-done-when': 'The task “{name}” does not say how we will know that it is done.',
  'TSK-03.no-verb': 'The task “{name}” should begin with a verb.',
  'TSK-04.circle': 'The task “{name}” waits for itself. Tasks in that circle: {count}.',
  'TSK-04.due-before': 'The task “{name}” is due on {due}, before “{other}” that it waits for ({otherDue}).',
  'TSK-05.too-large': 'The task “{name}” takes {days} days. Split what takes more than {max}.',
  'TSK-05.no-first-step': 'The task “{name}” takes {days} days and has no small first step.',
  'MIC-01.no-next-step': '{person} has open tasks and no next step.',
  'MIC-01.too-many': '{person} has {count} next steps open; one is enough.',
  'MIC-02.no-effort': 'The next step “{name}” does not say how many minutes it takes.',
  'MIC-02.too-long': 'The next step “{name}” takes {minutes} minutes; {max} are the most.',
  'MIC-02.long': 'The next step “{name}” takes {minutes} minutes. Could it be {max} or less?',
  'MIC-03.no-due': 'The next step “{name}” has no date.',
  'MIC-03.too-far': 'The next step “{name}” is due on {due}; it should be done by {latest}.',
  'RSK-01.no-likelihood': 'The risk “{name}” does not say how likely it is.',
  'RSK-01.no-impact': 'The risk “{name}” does not say how bad it would be.',
  'RSK-01.no-owner': 'Nobody watches the risk “{name}”.',
  'RSK-01.undecided': 'It is not decided what to do about the risk “{name}”.',
  'RSK-02.no-cure': 'The risk “{name}” scores {score} of 25 and no open task makes it smaller.',
  'RSK-02.cure-not-ready': 'What makes the risk “{name}” ({score} of 25) smaller has no owner or no date.',
  'RSK-03.no-reason': 'The risk “{name}” is accepted without a reason.',
  'RSK-03.no-sponsor': 'The risk “{name}” scores {score} of 25; a sponsor has to accept it.',
  'RSK-04.no-sign': 'The risk “{name}” has no early warning sign.',
  'RSK-05.no-plan-b': 'The risk “{name}” would end the plan and has no plan B.',
  'RSK-06.no-delivery-risk': 'No risk is about delivery. Does nobody think that we will be pulled back to the day job?',
  'RSK-07.not-a-risk': 'The reason for failure “{name}” is no risk, part of none, and not kept for the review.',
  'CON-01.no-trigger': 'The plan B “{name}” does not say what starts it.',
  'CON-01.no-owner': 'Nobody is named who starts the plan B “{name}”.',
  'CON-01.no-step': 'The plan B “{name}” has no steps.',
  'CON-02.never-reviewed': 'Nobody has looked again at the plan B “{name}”.',
  'CON-02.long-ago': 'The plan B “{name}” was last looked at on {date}.',
  'CON-03.step-without-owner': 'Steps of the plan B “{name}” that have no owner: {count}.',
  'ASM-01.no-belief': 'The assumption “{name}” should begin with “We believe”.',
  'ASM-02.not-tested': 'The assumption “{name}” is important and unproven; it needs a test or a tripwire.',
  'ASM-03.supports-nothing': 'No assumption supports the goal or a move.',
  'ASM-04.not-challenged': 'Nobody but its owner has challenged the assumption “{name}”.',
  'ASM-05.no-owner': 'Nobody owns the assumption “{name}”.',
  'ASM-05.no-review-date': 'The assumption “{name}” has no day to look at it again.',
  'KPI-01.no-target': 'The indicator “{name}” has no target.',
  'KPI-01.no-target-date': 'The indicator “{name}” has no date for its target.',
  'KPI-01.no-unit': 'The indicator “{name}” has no unit.',
  'KPI-01.no-baseline': 'The indicator “{name}” does not say where it stands today.',
  'KPI-01.no-direction': 'The indicator “{name}” does not say whether it should go up or down.',
  'KPI-01.no-frequency': 'The indicator “{name}” does not say how often it is measured.',
  'KPI-01.no-owner': 'Nobody owns the indicator “{name}”.',
  'KPI-02.no-type': 'The indicator “{name}” does not say whether it is leading or lagging.',
  'KPI-03.goal-not-measured': 'No lagging indicator measures the goal.',
  'KPI-03.move-not-measured': 'No leading indicator belongs to the move “{name}”.',
  'KPI-04.not-influenceable': 'We do not say that we can influence the leading indicator “{name}”.',
  'KPI-04.predicts-nothing': 'The leading indicator “{name}” predicts no lagging one.',
  'KPI-05.no-source': 'The indicator “{name}” does not say where its number comes from.',
  'GAP-01.not-covered': 'The moves cover {percent} percent of the gap of {gap}.',
  'GAP-02.few-points': 'The trend is drawn through {count} numbers; {min} are needed to trust it.',
  'CAD-01.no-call': 'There is no cadence call.',
  'CAD-01.never-repeats': 'The cadence call “{name}” does not repeat.',
  'CAD-02.too-often': 'The cadence call “{name}” comes more often than every {min} days.',
  'CAD-02.too-rarely': 'The cadence call “{name}” comes less often than every {max} days.',
  'CAD-02.unreadable': 'It is not clear how often the cadence call “{name}” repeats.',
  'CAD-03.no-driver': 'Nobody drives the meeting “{name}”.',
  'CAD-03.no-plan-driver': 'Nobody has the role of plan driver, who keeps the plan alive when the facilitator is gone.',
  'CAD-04.no-progress': 'There is no progress review, and nobody said why.',
  'CAD-04.no-coaching': 'There is no coaching, and nobody said why.',
  'CAD-04.no-plan-review': 'There is no plan review, and nobody said why.',
  'CAD-04.no-performance-review': 'There is no performance review, and nobody said why.',
  'CAD-04.no-team-review': 'There is no team review, and nobody said why.',
  'CAD-04.no-reason': 'It is not said why a review is left out.',
  'CAD-05.not-soon': 'The first cadence call is on {date}; it should be by {latest}.',
  'CAD-05.no-date': 'No cadence call has a date that is still to come.',
  'CAD-06.too-long': 'The cadence call “{name}” takes {minutes} minutes; {max} are enough.',
  'CAD-07.sponsor-required': '{person} is a sponsor and must attend “{name}” every week. Make it optional.',
  'CAS-01.no-goal-reached': 'The task “{name}” belongs to no move, risk, assumption, skill or sponsor’s condition.',
  'CAS-01.by-way-of': 'The task “{name}” serves “{other}”, which serves neither the goal nor a move.',
  'CAS-02.no-goal-above': 'The goal contributes to no goal above it.',
  'CAS-03.not-answered': 'The goal “{name}” was neither accepted nor declined.',
  'STR-01.no-aspiration': 'The strategy does not say what winning looks like.',
  'STR-01.no-where-in': 'The strategy does not say where we play.',
  'STR-01.no-how-to-win': 'The strategy does not say how we win.',
  'STR-01.no-capability': 'The strategy does not say what we must be good at.',
  'STR-01.no-system': 'The strategy does not say what keeps us honest.',
  'STR-01.too-long': 'The strategy has {count} characters; one page holds {max}.',
  'STR-02.no-out': 'The strategy does not say where we will not play.',
  'STR-03.no-must-be-true': 'No assumption says what must be true for the strategy to work.',
  'SKL-01.no-task': 'The skill “{name}” is needed and no task builds it.',
  'DEC-01.no-approver': 'The decision “{name}” was taken, and nobody approved it.',
  'DEC-01.no-date': 'The decision “{name}” was taken, and it does not say when.',
  'DEC-02.no-date': 'The decision “{name}” is still open and has no date.',
  'PRK-01.open': 'The parked question “{name}” is still open.',
  'PRV-01.no-source': 'It is not known which card “{name}” came from.',
  'OVR-01.too-much': '{person} has {count} tasks due by {until}; {max} are enough.',
} as const

export type SentenceCode = keyof typeof sentences

/** The sentence in English; a parameter that is empty reads “…”. */
export function sayIn(code: SentenceCode, params: Params): string {
  let said = ''
  for (const [i, part] of partsOf(code).entries()) {
    const value = i % 2 === 1 && Object.hasOwn(params, part) ? params[part] : ''
    said += i % 2 === 0 ? part : value === undefined || value === '' ? '…' : String(value)
  }
  return said
}

/** Words, name of a parameter, words … */
function partsOf(code: SentenceCode): readonly string[] {
  const known = parts.get(code)
  if (known) return known
  const split = sentences[code].split(/\{(\w+)\}/)
  parts.set(code, split)
  return split
}

const parts = new Map<SentenceCode, readonly string[]>()
