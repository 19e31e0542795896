import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { cardKinds, CardKind } from '@planwall/shared/board/kinds'

export interface FieldWords {
  label: MessageDescriptor
  /** One line under the control, where the label does not say enough. */
  help?: MessageDescriptor
}

export interface KindWords {
  /** One of them: "Task". */
  name: MessageDescriptor
  /** Several of them: "Tasks". */
  many: MessageDescriptor
  /** When to use it, in one line. */
  use: MessageDescriptor
}

/** What each kind of card is called. */
export const kindWords: Record<CardKind, KindWords> = {
  note: { name: msg`Note`, many: msg`Notes`, use: msg`An idea or a remark` },
  goal: { name: msg`Goal`, many: msg`Goals`, use: msg`What we want to reach, as a number by a date` },
  parentGoal: { name: msg`Goal above`, many: msg`Goals above`, use: msg`A goal of the company that ours helps` },
  move: { name: msg`Move`, many: msg`Moves`, use: msg`One of the few things that get us to the goal` },
  task: { name: msg`Task`, many: msg`Tasks`, use: msg`A piece of work with a name and a date` },
  microTask: { name: msg`Next step`, many: msg`Next steps`, use: msg`Something small enough to do today` },
  kpi: { name: msg`Indicator`, many: msg`Indicators`, use: msg`A number that shows whether it works` },
  series: {
    name: msg`Number series`,
    many: msg`Number series`,
    use: msg`Numbers over time, pasted from a spreadsheet`,
  },
  failure: { name: msg`Reason for failure`, many: msg`Reasons for failure`, use: msg`Why the plan would have failed` },
  risk: { name: msg`Risk`, many: msg`Risks`, use: msg`Something that may go wrong, and what we do about it` },
  contingency: { name: msg`Plan B`, many: msg`Plans B`, use: msg`What we do when something happens` },
  assumption: {
    name: msg`Assumption`,
    many: msg`Assumptions`,
    use: msg`Something we believe and could be wrong about`,
  },
  challenge: { name: msg`Challenge`, many: msg`Challenges`, use: msg`What speaks against an assumption` },
  choice: { name: msg`Choice`, many: msg`Choices`, use: msg`What we will do, and what we will not` },
  decision: { name: msg`Decision`, many: msg`Decisions`, use: msg`Something that was decided, and by whom` },
  signoff: { name: msg`Sign-off`, many: msg`Sign-offs`, use: msg`What a sponsor promises` },
  cadence: { name: msg`Regular meeting`, many: msg`Regular meetings`, use: msg`A call or review that comes back` },
  capabilityGap: {
    name: msg`Skill to build`,
    many: msg`Skills to build`,
    use: msg`Something we have to get better at`,
  },
  parking: { name: msg`Parked question`, many: msg`Parked questions`, use: msg`A good question for another time` },
  person: { name: msg`Person`, many: msg`People`, use: msg`Somebody who carries a part of the plan` },
}

type FieldsOfKind<K extends CardKind> = { [F in keyof (typeof cardKinds)[K]['fields']]: FieldWords }

/** What every field of every kind is called. */
export const fieldWords: { [K in CardKind]: FieldsOfKind<K> } = {
  note: { text: { label: msg`Text` }, theme: { label: msg`Theme`, help: msg`The group it belongs to` } },
  goal: {
    name: { label: msg`Goal` },
    description: { label: msg`Description` },
    metric: { label: msg`What is measured`, help: msg`For example: revenue from new customers` },
    baseline: { label: msg`Today's number` },
    target: { label: msg`Target` },
    due: { label: msg`Reached by` },
    accountable: { label: msg`Accountable`, help: msg`One name, not a team` },
    contributesTo: { label: msg`Contributes to` },
    sourceId: { label: msg`Identifier at its source`, help: msg`Kept from an import` },
  },
  parentGoal: {
    name: { label: msg`Goal` },
    level: { label: msg`Level` },
    contributesTo: { label: msg`Contributes to` },
    acceptance: { label: msg`Accepted?` },
    acceptedBy: { label: msg`Accepted by` },
    declineReason: { label: msg`Why it was declined` },
  },
  move: {
    name: { label: msg`Move`, help: msg`Start with a verb` },
    description: { label: msg`Description` },
    accountable: { label: msg`Accountable`, help: msg`One name, not a team` },
    sponsor: { label: msg`Sponsor`, help: msg`Who clears the way; somebody else than the accountable person` },
    expectedContribution: { label: msg`Expected contribution`, help: msg`How much of the target it should bring` },
    confidence: { label: msg`Confidence`, help: msg`From 0 (none) to 1 (certain)` },
    obvious: { label: msg`A colleague who was not here would know what to do` },
    obviousness: { label: msg`Share of votes that said so`, help: msg`From 0 to 1; comes from a vote` },
    status: { label: msg`Status` },
    sourceId: { label: msg`Identifier at its source`, help: msg`Kept from an import` },
  },
  task: {
    summary: { label: msg`Task`, help: msg`Start with a verb` },
    description: { label: msg`Description` },
    assignee: { label: msg`Owner` },
    due: { label: msg`Due` },
    start: { label: msg`Start` },
    estimateDays: { label: msg`Estimate in days` },
    doneWhen: { label: msg`Done when`, help: msg`How everybody can see that it is finished` },
    purpose: { label: msg`Purpose` },
    dependsOn: { label: msg`Waits for`, help: msg`Tasks that have to be finished first` },
    priority: { label: msg`Priority` },
    status: { label: msg`Status` },
    blocked: { label: msg`Blocked: cannot go on at the moment` },
    blockedReason: { label: msg`What blocks it` },
    percentComplete: { label: msg`Percent done` },
    labels: { label: msg`Labels` },
    moveId: { label: msg`Part of the move`, help: msg`Only where the column of the task does not say it` },
    mitigates: { label: msg`Makes smaller` },
    tests: { label: msg`Tests the assumption` },
    conditionOf: { label: msg`Condition of the sign-off` },
    sourceId: { label: msg`Identifier at its source`, help: msg`Kept from an import` },
  },
  microTask: {
    summary: { label: msg`Next step`, help: msg`Small enough to do today` },
    assignee: { label: msg`Owner` },
    due: { label: msg`Due` },
    effortMinutes: { label: msg`Minutes needed`, help: msg`480 at most; 60 is better` },
    taskId: { label: msg`Part of the task` },
    status: { label: msg`Status` },
    outcome: { label: msg`How it ended` },
  },
  kpi: {
    name: { label: msg`Indicator` },
    type: { label: msg`Type`, help: msg`Leading tells early, lagging tells whether we arrived` },
    unit: { label: msg`Unit` },
    baseline: { label: msg`Today's number` },
    target: { label: msg`Target` },
    targetDate: { label: msg`Target date` },
    frequency: { label: msg`Measured` },
    owner: { label: msg`Owner` },
    source: { label: msg`Where the number comes from` },
    direction: { label: msg`Should` },
    influenceable: { label: msg`We can influence it ourselves` },
    predicts: { label: msg`Predicts` },
    measures: { label: msg`Measures` },
    amber: { label: msg`Amber from` },
    red: { label: msg`Red from` },
    sourceId: { label: msg`Identifier at its source`, help: msg`Kept from an import` },
  },
  series: {
    name: { label: msg`Name` },
    unit: { label: msg`Unit` },
    rows: { label: msg`Numbers`, help: msg`Two columns can be pasted from a spreadsheet` },
    measures: { label: msg`Measures` },
    total: { label: msg`The target is`, help: msg`How the numbers of the plan period make up the target` },
  },
  failure: {
    reason: { label: msg`Reason` },
    riskId: { label: msg`Part of the risk` },
    keptForReview: { label: msg`Kept for the review` },
  },
  risk: {
    cause: { label: msg`Cause`, help: msg`As a result of …` },
    event: { label: msg`Event`, help: msg`… this may happen …` },
    effect: { label: msg`Effect`, help: msg`… which leads to …` },
    category: { label: msg`Category` },
    likelihood: { label: msg`Likelihood` },
    impact: { label: msg`Impact` },
    owner: { label: msg`Owner` },
    response: { label: msg`Response` },
    acceptReason: { label: msg`Why we live with it` },
    acceptedBy: { label: msg`Accepted by`, help: msg`A sponsor, where the risk is high` },
    sign: { label: msg`Early warning sign`, help: msg`What we would see first` },
    history: { label: msg`Did it happen before?` },
    triggerDate: { label: msg`Look again on` },
    riskStatus: { label: msg`Status` },
    threatens: { label: msg`Threatens` },
  },
  contingency: {
    name: { label: msg`Plan B` },
    trigger: { label: msg`Starts when`, help: msg`Something that can be seen, not felt` },
    owner: { label: msg`Owner`, help: msg`Who says that it has started` },
    steps: { label: msg`Steps`, help: msg`Days are counted from the day it starts` },
    contingencyState: { label: msg`State` },
    activatedOn: { label: msg`Started on` },
    lastReviewed: { label: msg`Last looked at on` },
    riskId: { label: msg`For the risk` },
  },
  assumption: {
    statement: { label: msg`Assumption`, help: msg`We believe …` },
    area: { label: msg`Area` },
    importance: { label: msg`Importance` },
    evidence: { label: msg`Evidence` },
    owner: { label: msg`Owner` },
    reviewDate: { label: msg`Look again on` },
    tripwireKpi: { label: msg`Wrong if this indicator` },
    tripwireOperator: { label: msg`is` },
    tripwireValue: { label: msg`this number` },
    tripwireByDate: { label: msg`on this date` },
    assumptionStatus: { label: msg`Status` },
    supports: { label: msg`Carries` },
    mustBeTrue: { label: msg`Must be true for the strategy to work` },
  },
  challenge: {
    text: { label: msg`Challenge` },
    about: { label: msg`About the assumption` },
    response: { label: msg`Answer` },
  },
  choice: { text: { label: msg`Choice` }, question: { label: msg`Answers the question` } },
  decision: {
    summary: { label: msg`Decision` },
    driver: { label: msg`Driver`, help: msg`Who gets it decided` },
    approver: { label: msg`Approver`, help: msg`Exactly one` },
    rejected: { label: msg`Rejected options` },
    dissent: { label: msg`Who disagreed, and why` },
    decidedOn: { label: msg`Decided on` },
    decisionState: { label: msg`State` },
    decideBy: { label: msg`To be decided by` },
    contributors: { label: msg`Have a say` },
    informed: { label: msg`Are told` },
    rationale: { label: msg`Reasons` },
  },
  signoff: {
    commitment: { label: msg`Commitment`, help: msg`What the sponsor will do` },
    subject: { label: msg`For the move` },
    person: { label: msg`Sponsor` },
    state: { label: msg`State` },
    conditions: { label: msg`Conditions`, help: msg`Each becomes a task` },
    signedOn: { label: msg`Signed on` },
    wholePlan: { label: msg`Is about the whole plan` },
    signedWords: { label: msg`Mark of what was signed`, help: msg`Tells whether the move changed since` },
    comment: { label: msg`Comment` },
  },
  cadence: {
    title: { label: msg`Meeting` },
    reviewType: { label: msg`Type` },
    start: { label: msg`First time` },
    minutes: { label: msg`Minutes` },
    rrule: { label: msg`Repeats`, help: msg`A repeat rule, for example FREQ=WEEKLY;INTERVAL=2` },
    driver: { label: msg`Driver`, help: msg`Who makes sure that it happens` },
    attendees: { label: msg`Must be there` },
    optional: { label: msg`May be there` },
    agenda: { label: msg`Agenda` },
    conferenceUrl: { label: msg`Link of the call` },
    waived: { label: msg`Not held, because`, help: msg`Fill this in to leave this review out` },
    occurrences: { label: msg`What became of each` },
  },
  capabilityGap: {
    capability: { label: msg`Skill` },
    now: { label: msg`Now` },
    needed: { label: msg`Needed` },
    people: { label: msg`Who has to learn it` },
    task: { label: msg`Task that builds it` },
  },
  parking: {
    text: { label: msg`Question` },
    disposition: { label: msg`What became of it` },
    became: { label: msg`Became` },
  },
  person: {
    name: { label: msg`Name` },
    email: { label: msg`E-mail` },
    org: { label: msg`Organisation` },
    role: { label: msg`Role` },
    side: { label: msg`Belongs to` },
  },
}

/** Columns of the small tables inside cards, by table and column. */
export const columnWords: Record<string, Record<string, MessageDescriptor>> = {
  rows: { period: msg`Period`, value: msg`Value` },
  steps: { summary: msg`Step`, dueOffsetDays: msg`Days after the start`, assignee: msg`Owner` },
  agenda: { title: msg`Topic`, minutes: msg`Minutes` },
  occurrences: { date: msg`Date`, state: msg`State`, said: msg`Said`, did: msg`Did` },
}

/** What the values of a choice column of such a table are called. */
const columnOptionWords: Record<string, Record<string, MessageDescriptor>> = {
  state: {
    held: msg({ message: 'Held', context: 'meeting' }),
    missed: msg({ message: 'Missed', context: 'meeting' }),
    moved: msg({ message: 'Moved', context: 'meeting' }),
    cancelled: msg({ message: 'Cancelled', context: 'meeting' }),
  },
}

const workStatusWords = {
  'NEEDS-ACTION': msg({ message: 'To do', context: 'status of work' }),
  'IN-PROCESS': msg({ message: 'In progress', context: 'status of work' }),
  COMPLETED: msg({ message: 'Done', context: 'status of work' }),
  CANCELLED: msg({ message: 'Cancelled', context: 'status of work' }),
}

/** What the values of a choice field are called, by the field's name (a name means the same choice in every kind). */
export const optionWords: Record<string, Record<string, MessageDescriptor>> = {
  level: {
    corporate: msg`Company`,
    function: msg`Function`,
    region: msg`Region`,
    team: msg`Team`,
    individual: msg`One person`,
  },
  acceptance: { proposed: msg`Proposed`, accepted: msg`Accepted`, declined: msg`Declined` },
  status: workStatusWords,
  purpose: {
    delivery: msg`Delivers the move`,
    mitigation: msg`Makes a risk smaller`,
    'assumption-test': msg`Tests an assumption`,
    capability: msg`Builds a skill`,
    'sponsor-condition': msg`Meets a sponsor's condition`,
    contingency: msg`Is part of a plan B`,
  },
  priority: {
    urgent: msg({ message: 'Urgent', context: 'priority' }),
    high: msg({ message: 'High', context: 'priority' }),
    medium: msg({ message: 'Medium', context: 'priority' }),
    low: msg({ message: 'Low', context: 'priority' }),
  },
  type: { leading: msg`Leading`, lagging: msg`Lagging` },
  frequency: {
    daily: msg`Every day`,
    weekly: msg`Every week`,
    biweekly: msg`Every two weeks`,
    monthly: msg`Every month`,
    quarterly: msg`Every quarter`,
  },
  direction: { increase: msg`Go up`, decrease: msg`Go down`, maintain: msg`Stay as it is` },
  category: {
    delivery: msg`Delivery`,
    sponsorship: msg`Sponsorship`,
    people: msg`People`,
    supply: msg`Supply`,
    competitor: msg`Competitor`,
    customer: msg`Customer`,
    economy: msg`Economy`,
    product: msg`Product`,
    other: msg`Other`,
  },
  response: {
    avoid: msg`Avoid it`,
    mitigate: msg`Make it smaller`,
    transfer: msg`Hand it to somebody else`,
    accept: msg`Live with it`,
  },
  area: {
    customer: msg`Customer`,
    competitor: msg`Competitor`,
    offer: msg`Our offer`,
    channel: msg`Channel`,
    capability: msg`Skills`,
    economy: msg`Economy`,
    internal: msg`Inside our company`,
    other: msg`Other`,
  },
  tripwireOperator: {
    '<': msg`less than`,
    '<=': msg`at most`,
    '>': msg`more than`,
    '>=': msg`at least`,
  },
  question: {
    aspiration: msg`What does winning look like?`,
    whereIn: msg`Where do we play?`,
    whereOut: msg`Where do we not play?`,
    howToWin: msg`How do we win?`,
    capability: msg`What must we be good at?`,
    system: msg`What keeps us honest?`,
  },
  state: {
    requested: msg`Asked`,
    signed: msg`Signed`,
    'signed-with-conditions': msg`Signed with conditions`,
    declined: msg`Declined`,
    withdrawn: msg`Taken back`,
  },
  reviewType: {
    'cadence-call': msg`Cadence call`,
    progress: msg`Progress`,
    coaching: msg`Coaching`,
    'plan-review': msg`Plan review`,
    'performance-review': msg`Performance review`,
    'team-review': msg`Team review`,
    'assumption-review': msg`Assumption review`,
    'contingency-review': msg`Plan B review`,
  },
  outcome: {
    done: msg({ message: 'Done', context: 'next step' }),
    stuck: msg({ message: 'Stuck', context: 'next step' }),
    shrunk: msg({ message: 'Made smaller', context: 'next step' }),
    dropped: msg({ message: 'Dropped', context: 'next step' }),
  },
  total: { sum: msg`the sum of the numbers`, average: msg`their average` },
  riskStatus: {
    open: msg({ message: 'Open', context: 'risk' }),
    happening: msg({ message: 'Happening', context: 'risk' }),
    occurred: msg({ message: 'Happened', context: 'risk' }),
    closed: msg({ message: 'Closed', context: 'risk' }),
  },
  contingencyState: {
    ready: msg({ message: 'Ready', context: 'plan B' }),
    armed: msg({ message: 'Armed', context: 'plan B' }),
    activated: msg({ message: 'Started', context: 'plan B' }),
    'stood-down': msg({ message: 'Stood down', context: 'plan B' }),
  },
  assumptionStatus: {
    open: msg({ message: 'Open', context: 'assumption' }),
    holding: msg({ message: 'Holding', context: 'assumption' }),
    weakening: msg({ message: 'Weakening', context: 'assumption' }),
    broken: msg({ message: 'Broken', context: 'assumption' }),
    retired: msg({ message: 'Retired', context: 'assumption' }),
  },
  decisionState: {
    proposed: msg({ message: 'Proposed', context: 'decision' }),
    decided: msg({ message: 'Decided', context: 'decision' }),
    reversed: msg({ message: 'Reversed', context: 'decision' }),
  },
  side: { internal: msg`Our company`, partner: msg`A partner`, customer: msg`The customer` },
  disposition: {
    open: msg({ message: 'Open', context: 'parked question' }),
    'became-task': msg`Became a task`,
    'became-decision': msg`Became a decision`,
    'next-session': msg`For the next session`,
    dropped: msg({ message: 'Dropped', context: 'parked question' }),
  },
  role: {
    facilitator: msg`Facilitator`,
    'plan-driver': msg`Plan driver`,
    sponsor: msg`Sponsor`,
    approver: msg`Approver`,
    contributor: msg`Contributor`,
    informed: msg`Kept informed`,
    'shadow-cabinet': msg`Shadow cabinet`,
    coach: msg`Coach`,
  },
}

/** What the two ends of a scale from 1 to 5 mean, by the field's name. */
export const scaleWords: Record<string, { low: MessageDescriptor; high: MessageDescriptor }> = {
  likelihood: { low: msg`hardly possible`, high: msg`almost certain` },
  impact: { low: msg`hardly felt`, high: msg`ends the plan` },
  importance: { low: msg`nice to know`, high: msg`everything hangs on it` },
  evidence: { low: msg`none`, high: msg`proven` },
  now: { low: msg`beginners`, high: msg`masters` },
  needed: { low: msg`beginners`, high: msg`masters` },
}

/** The words of one field; undefined for a kind or field this build does not know. */
export function wordsOfField(kind: string, field: string): FieldWords | undefined {
  const kinds: Record<string, Record<string, FieldWords>> = fieldWords
  const words = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
  return words && Object.hasOwn(words, field) ? words[field] : undefined
}

/** The words of a choice, of a field or of a column; undefined where this build does not know it. */
export function wordsOfOption(field: string, option: string): MessageDescriptor | undefined {
  const options = Object.hasOwn(optionWords, field) ? optionWords[field] : undefined
  const columns = Object.hasOwn(columnOptionWords, field) ? columnOptionWords[field] : undefined
  const words = options && Object.hasOwn(options, option) ? options : columns
  return words && Object.hasOwn(words, option) ? words[option] : undefined
}
