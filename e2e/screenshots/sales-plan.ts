/**
 * A plan of our own making, as a group leaves it after a good session: one goal, five moves, the tasks behind them.
 * People are named by their first name; days are counted from today, so that the picture never shows a plan that is late.
 */

export const title = 'Workshop customers: sales plan'

export const people = {
  Mara: { name: 'Mara Lindqvist', org: 'Sales', role: 'facilitator' },
  Tomas: { name: 'Tomás Rivera', org: 'Key accounts', role: 'plan-driver' },
  Aisha: { name: 'Aisha Bello', org: 'Sales operations', role: 'contributor' },
  Jonas: { name: 'Jonas Weber', org: 'Field sales', role: 'contributor' },
  Priya: { name: 'Priya Nair', org: 'Marketing', role: 'contributor' },
  Chen: { name: 'Chen Wei', org: 'Service', role: 'contributor' },
  Helen: { name: 'Helen Okafor', org: 'Management', role: 'sponsor' },
} as const

export type PersonName = keyof typeof people

export const goal = {
  text: '120 mid-size workshops buy from us every month',
  fields: {
    metric: 'Workshops with an order in the month',
    baseline: { value: 74, unit: 'workshops' },
    target: { value: 120, unit: 'workshops' },
    description: 'Workshops of 5 to 40 people. Counted once a month, whatever they order.',
  },
  dueInDays: 220,
  accountable: 'Tomas' satisfies PersonName,
} as const

export interface Indicator {
  text: string
  unit: string
  baseline: number
  target: number
  owner: PersonName
  source: string
  frequency: 'weekly' | 'monthly'
}

export const goalIndicators: readonly Indicator[] = [
  {
    text: 'Monthly revenue from workshops',
    unit: 'thousand euro',
    baseline: 310,
    target: 480,
    owner: 'Helen',
    source: 'Invoices, first working day',
    frequency: 'monthly',
  },
  {
    text: 'Workshops lost in the quarter',
    unit: 'workshops',
    baseline: 19,
    target: 8,
    owner: 'Aisha',
    source: 'No order for 60 days',
    frequency: 'monthly',
  },
]

export type Row = 'month' | 'quarter' | 'later'

export interface PlannedTask {
  text: string
  row: Row
  /** Nobody has taken it yet where this is missing. */
  owner?: PersonName
  /** Where between today and the end of its row it is due, 0 to 1; absent: the row's own date. */
  when?: number
  doneWhen: string
  status?: 'IN-PROCESS' | 'COMPLETED'
  /** The text of the task that has to be finished first, of this move or of one before it. */
  after?: string
}

export interface PlannedMove {
  text: string
  accountable: PersonName
  sponsor: PersonName
  contribution: number
  confidence: number
  indicator: Indicator
  tasks: readonly PlannedTask[]
}

export const moves: readonly PlannedMove[] = [
  {
    text: 'Win back the workshops we lost',
    accountable: 'Tomas',
    sponsor: 'Helen',
    contribution: 16,
    confidence: 0.8,
    indicator: {
      text: 'Lost workshops called',
      unit: 'calls a week',
      baseline: 3,
      target: 15,
      owner: 'Tomas',
      source: 'Call list',
      frequency: 'weekly',
    },
    tasks: [
      {
        text: 'List every workshop without an order for 60 days',
        row: 'month',
        owner: 'Aisha',
        when: 0.4,
        doneWhen: 'The list is in the shared folder',
        status: 'COMPLETED',
      },
      {
        text: 'Agree on one come-back offer',
        row: 'month',
        owner: 'Tomas',
        doneWhen: 'Helen has signed it',
        status: 'IN-PROCESS',
      },
      {
        text: 'Call the first 30 ourselves',
        row: 'quarter',
        owner: 'Jonas',
        when: 0.6,
        doneWhen: '30 notes are written',
      },
      {
        text: 'Ask those who stay away why',
        row: 'quarter',
        owner: 'Tomas',
        doneWhen: 'Ten reasons, in their words',
      },
      { text: 'Put the offer in the order form', row: 'month', owner: 'Aisha', when: 0.9, doneWhen: 'A test order' },
      { text: 'Make the call list a weekly habit', row: 'later', owner: 'Aisha', doneWhen: 'Four weeks in a row' },
    ],
  },
  {
    text: 'Sell a starter kit to new workshops',
    accountable: 'Priya',
    sponsor: 'Helen',
    contribution: 14,
    confidence: 0.6,
    indicator: {
      text: 'Starter kits sold',
      unit: 'kits a week',
      baseline: 0,
      target: 4,
      owner: 'Priya',
      source: 'Shop report',
      frequency: 'weekly',
    },
    tasks: [
      { text: 'Choose the eight parts of the kit', row: 'month', owner: 'Priya', when: 0.7, doneWhen: 'Price is set' },
      { text: 'Write one page that sells it', row: 'month', owner: 'Priya', doneWhen: 'Two customers understood it' },
      { text: 'Find a supplier for the box', row: 'month', owner: 'Chen', when: 0.5, doneWhen: 'Two offers are in' },
      {
        text: 'Offer it to 20 new workshops',
        row: 'quarter',
        owner: 'Jonas',
        doneWhen: '20 offers are out',
        after: 'Ask those who stay away why',
      },
      {
        text: 'Ask buyers what was missing in the box',
        row: 'quarter',
        owner: 'Priya',
        when: 0.8,
        doneWhen: 'Ten answers',
      },
      { text: 'Put the kit in the web shop', row: 'later', doneWhen: 'A stranger can buy it' },
    ],
  },
  {
    text: 'Answer every question within a day',
    accountable: 'Chen',
    sponsor: 'Helen',
    contribution: 8,
    confidence: 0.7,
    indicator: {
      text: 'Questions answered in a day',
      unit: 'percent',
      baseline: 54,
      target: 95,
      owner: 'Chen',
      source: 'Mailbox',
      frequency: 'weekly',
    },
    tasks: [
      { text: 'One mailbox instead of four', row: 'month', owner: 'Chen', doneWhen: 'Three are closed' },
      { text: 'Count what comes in, by hour', row: 'month', owner: 'Aisha', when: 0.6, doneWhen: 'A week is counted' },
      {
        text: 'Write answers to the ten usual questions',
        row: 'quarter',
        owner: 'Chen',
        doneWhen: 'All can find them',
      },
      { text: 'Name a stand-in for every day', row: 'quarter', owner: 'Aisha', when: 0.3, doneWhen: 'The list hangs' },
      { text: 'Ask 20 workshops how fast we feel', row: 'later', owner: 'Priya', doneWhen: '20 answers are in' },
    ],
  },
  {
    text: 'Visit the hundred best workshops',
    accountable: 'Jonas',
    sponsor: 'Tomas',
    contribution: 6,
    confidence: 0.5,
    indicator: {
      text: 'Visits with an order after',
      unit: 'visits a month',
      baseline: 2,
      target: 12,
      owner: 'Jonas',
      source: 'Visit notes',
      frequency: 'monthly',
    },
    tasks: [
      { text: 'Plan a tour for each region', row: 'month', owner: 'Jonas', when: 0.8, doneWhen: 'Dates are booked' },
      { text: 'Choose the hundred', row: 'month', owner: 'Tomas', when: 0.3, doneWhen: 'The list has 100 names' },
      {
        text: 'Visit the first 25 with a service engineer',
        row: 'quarter',
        owner: 'Jonas',
        doneWhen: '25 visit notes',
        after: 'Name a stand-in for every day',
      },
      { text: 'Write a note after every visit', row: 'quarter', owner: 'Jonas', doneWhen: 'No visit without one' },
      { text: 'Tell their stories on our page', row: 'later', owner: 'Priya', doneWhen: 'Three stories are out' },
    ],
  },
  {
    text: 'Let workshops recommend us',
    accountable: 'Aisha',
    sponsor: 'Helen',
    contribution: 4,
    confidence: 0.4,
    indicator: {
      text: 'Recommendations that came in',
      unit: 'a month',
      baseline: 1,
      target: 6,
      owner: 'Aisha',
      source: 'Order form',
      frequency: 'monthly',
    },
    tasks: [
      {
        text: 'Ask five friends of the house what they would say',
        row: 'month',
        owner: 'Mara',
        doneWhen: 'Five calls',
      },
      { text: 'Write down how it would work', row: 'month', owner: 'Aisha', when: 0.7, doneWhen: 'Half a page' },
      { text: 'Try a thank-you for a recommendation', row: 'quarter', owner: 'Aisha', doneWhen: 'Ten were sent' },
      { text: 'Decide whether we go on with it', row: 'later', owner: 'Helen', doneWhen: 'Yes or no is written down' },
    ],
  },
]

export const ideas: readonly string[] = [
  'Call everybody who stopped ordering',
  'A come-back offer that lasts a month',
  'Small box to try us out',
  'One price for the first three months',
  'Same-day answers, also on Fridays',
  'A phone number that a person answers',
  'Take an engineer along on visits',
  'Breakfast at the wholesaler',
  'Ask happy customers for a name',
  'Short films: how to fit it in ten minutes',
  'Loan tool while theirs is repaired',
  'Order by photo',
  'Bonus for the first yearly contract',
  'Visit the vocational schools',
  'Price list on one page',
  'Tell people when we are out of stock',
  'Show the van at the fair',
  'Ask the wholesaler who is growing',
  'Free parts for the first repair',
  'A card in every box: tell us',
]

export const parked: readonly string[] = [
  'Do we want workshops with fewer than five people?',
  'Who owns the web shop from January?',
  'Can we deliver on Saturdays?',
]

/** A second board for the list on the home page. */
export const otherTitle = 'Northern region: kick-off'
