import type * as Y from 'yjs'
import { setFields } from '../board/edit.ts'
import type { CardKind } from '../board/kinds.ts'
import type { SentenceCode } from './checks/sentences.ts'
import type { Finding } from './finding.ts'
import { itemsOfPlan } from './plan-items.ts'
import type { Plan } from './plan.ts'

export type MendAct =
  /** Tasks nobody has taken, of one move or of none: give them one owner. */
  | 'assign-column'
  /** Open tasks without a date, of one move or of none: give them one date. */
  | 'date-column'
  /** What has no owner and falls to this person: take all of it. */
  | 'assign-mine'
  /** Cards of one kind that nobody owns: give them one owner. */
  | 'own-all'
  /** Tasks that are due after the goal: due with the goal. */
  | 'due-with-goal'
  /** Risks that threaten nothing yet are served by tasks: they threaten the goal. */
  | 'threaten-goal'
  /** Assumptions that support nothing yet are tested: they support the goal. */
  | 'support-goal'
  /** Assumptions without a day to look again: give them one. */
  | 'review-all'
  /** Plans B nobody has looked at: looked at today. */
  | 'reviewed-today'
  /** Reasons for failure that became no risk: keep them for the review. */
  | 'keep-for-review'
  /** Parked questions that are open: for the next session. */
  | 'park-all'

/**
 * One act that mends many findings. A description only: `field` of every card in `cardIds` is given one value. Where
 * `value` is absent, the person who acts chooses it (a name, a date) before it can be done.
 */
export interface Mend {
  act: MendAct
  /** What the cards are. */
  kind: CardKind
  cardIds: string[]
  field: string
  value?: unknown
  /** The findings it mends. */
  findingIds: string[]
  /** Plan id of the move whose column it is about. */
  moveId?: string
}

/**
 * Acts for what is not waived, each for two cards at least, in the order of the table below. `me` is the plan's id of
 * the person who looks: what falls to them comes with them as the value.
 */
export function mendsFor(plan: Plan, findings: readonly Finding[], me?: string): Mend[] {
  const cardOf = new Map(itemsOfPlan(plan).map(({ id, cardId }) => [id, cardId]))
  const moveOf = new Map(plan.tasks.map(({ id, moveId }) => [id, moveId]))
  const context = { plan, goalCard: cardOf.get(plan.goal?.id ?? ''), myCard: cardOf.get(me ?? '') }
  const mends = new Map<string, Mend>()
  for (const row of table) {
    const value = row.value?.(context)
    if (row.value && value === undefined) continue
    for (const finding of findings) {
      const { fix, subject, waiver, id } = finding
      if (waiver || fix?.act !== 'fill' || !row.sentences.includes(finding.sentence)) continue
      if (row.act === 'assign-mine' && finding.personId !== me) continue
      const kind = row.kind ?? subject?.kind
      if (!kind || (row.field !== undefined && row.field !== fix.field)) continue
      const moveId = row.isByMove ? moveOf.get(subject?.itemId ?? '') : undefined
      const field = row.writes ?? fix.field
      const key = [row.act, kind, field, moveId].join(' ')
      const mend = mends.get(key) ?? {
        act: row.act,
        kind,
        cardIds: [],
        field,
        ...(value === undefined ? {} : { value }),
        findingIds: [],
        ...(moveId === undefined ? {} : { moveId }),
      }
      mends.set(key, mend)
      mend.findingIds.push(id)
      if (!mend.cardIds.includes(fix.cardId)) mend.cardIds.push(fix.cardId)
    }
  }
  return [...mends.values()].filter(({ cardIds }) => cardIds.length > 1)
}

/**
 * Does it, in one step of undo. `value` is what the person chose; it is not needed where the mend has one. False where
 * there is none, or where the field does not take it; nothing is changed then.
 */
export function applyMend(board: Y.Doc, { cardIds, field, value }: Mend, chosen: unknown, origin: unknown): boolean {
  const given = chosen ?? value
  if (given === undefined || given === null) return false
  return setFields(
    board,
    cardIds.map((id) => ({ id, name: field, value: given })),
    origin,
  )
}

interface Context {
  plan: Plan
  goalCard: string | undefined
  myCard: string | undefined
}

interface Row {
  act: MendAct
  sentences: readonly SentenceCode[]
  /** One act for the column of each move. */
  isByMove?: boolean
  /** The kind of the cards, where it is not that of the finding's subject. */
  kind?: CardKind
  /** Only fixes of this field. */
  field?: string
  /** The field that is written, where it is not the one of the fix. */
  writes?: string
  /** The value, where it is not for the person to choose; undefined: the act is not possible. */
  value?: (context: Context) => unknown
}

const withoutOwner = [
  'RSK-01.no-owner',
  'KPI-01.no-owner',
  'ASM-05.no-owner',
  'CON-01.no-owner',
  'CAD-03.no-driver',
] as const

const table: readonly Row[] = [
  {
    act: 'assign-mine',
    sentences: ['TSK-01.no-assignee', 'MOV-02.no-accountable', ...withoutOwner],
    value: ({ myCard }) => myCard,
  },
  { act: 'assign-column', sentences: ['TSK-01.no-assignee'], isByMove: true },
  { act: 'date-column', sentences: ['TSK-01.no-due'], isByMove: true },
  { act: 'due-with-goal', sentences: ['TSK-02.after-goal'], value: ({ plan }) => plan.goal?.due },
  { act: 'own-all', sentences: withoutOwner },
  {
    act: 'threaten-goal',
    sentences: ['CAS-01.by-way-of'],
    kind: 'risk',
    field: 'threatens',
    value: ({ goalCard }) => goalCard && [goalCard],
  },
  {
    act: 'support-goal',
    sentences: ['CAS-01.by-way-of'],
    kind: 'assumption',
    field: 'supports',
    value: ({ goalCard }) => goalCard && [goalCard],
  },
  { act: 'review-all', sentences: ['ASM-05.no-review-date'] },
  {
    act: 'reviewed-today',
    sentences: ['CON-02.never-reviewed', 'CON-02.long-ago'],
    value: ({ plan }) => plan.provenance.asOf,
  },
  {
    act: 'keep-for-review',
    sentences: ['RSK-07.not-a-risk'],
    field: 'riskId',
    writes: 'keptForReview',
    value: () => true,
  },
  { act: 'park-all', sentences: ['PRK-01.open'], value: () => 'next-session' },
]
