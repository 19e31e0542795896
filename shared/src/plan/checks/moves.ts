import { moveHash } from '../move-hash.ts'
import { each, inField } from './missing.ts'
import { groupBy } from './plan-view.ts'
import type { Move, PlanView } from './plan-view.ts'
import type { Draft, Rule } from './rule.ts'

export const moveRules: readonly Rule[] = [
  { code: 'MOV-01', severity: 'warning', find: count },
  {
    code: 'MOV-02',
    severity: 'error',
    *find(view) {
      for (const { id, accountable } of view.plan.moves) {
        yield* each(!accountable && inField(view, id, 'MOV-02.no-accountable', 'accountable'), noTask(view, id))
      }
    },
  },
  { code: 'MOV-03', severity: 'error', find: unsigned },
  { code: 'MOV-04', severity: 'warning', find: notObvious },
]

function* count({ plan, limits }: PlanView): Generator<Draft> {
  const { movesMin: min, movesMax: max } = limits
  const params = { count: plan.moves.length, min, max }
  if (params.count < min) yield { sentence: 'MOV-01.too-few', params, fix: { act: 'add', kind: 'move', fields: {} } }
  if (params.count > max) yield { sentence: 'MOV-01.too-many', params }
}

function noTask(view: PlanView, id: string): Draft | false {
  const about = view.about(id)
  return (
    !view.tasksOfMove.has(id) && {
      sentence: 'MOV-02.no-task',
      about,
      fix: about && { act: 'add', kind: 'task', fields: { moveId: about.cardId } },
      personId: view.carrierOf(id),
    }
  )
}

/** Signed by its sponsor, who is somebody else than the accountable person, as the move reads now. */
function* unsigned(view: PlanView): Generator<Draft> {
  const signOffs = groupBy(view.plan.signOffs, ({ subjectId }) => subjectId)
  const ofPlan = signOffs.get(view.plan.id) ?? []
  for (const move of view.plan.moves) {
    if (!move.sponsor) {
      yield inField(view, move.id, 'MOV-03.no-sponsor', 'sponsor')
      continue
    }
    if (move.sponsor === move.accountable) yield inField(view, move.id, 'MOV-03.sponsor-is-accountable', 'sponsor')
    const bySponsor = ({ personId }: SignOff) => personId === move.sponsor
    const own = signOffs.get(move.id)?.filter(bySponsor) ?? []
    const all = [...own, ...ofPlan.filter(bySponsor)]
    const draft = signatureOf(view, move, all.find(isSigned) ?? all[0])
    if (draft) yield draft
  }
}

type SignOff = PlanView['plan']['signOffs'][number]

function isSigned({ state }: SignOff): boolean {
  return state === 'signed' || state === 'signed-with-conditions'
}

function signatureOf(view: PlanView, move: Move, signOff: SignOff | undefined): Draft | undefined {
  const about = view.about(move.id)
  const base = { about, personId: move.sponsor }
  if (!signOff) {
    const sponsor = move.sponsor === undefined ? undefined : view.about(move.sponsor)
    const fields = { subject: about?.cardId, person: sponsor?.cardId, state: 'requested' }
    return { ...base, sentence: 'MOV-03.no-signoff', fix: { act: 'add', kind: 'signoff', fields } }
  }
  const cardId = view.about(signOff.id)?.cardId ?? signOff.id
  const state = { act: 'fill', cardId, field: 'state' } as const
  if (signOff.state === 'declined') return { ...base, sentence: 'MOV-03.declined', fix: state }
  if (!isSigned(signOff)) return { ...base, sentence: 'MOV-03.not-signed', fix: state }
  // A sign-off of the whole plan names no move whose words could be compared.
  if (signOff.subjectId !== move.id) return undefined
  const now = moveHash(move)
  const fix = { act: 'fill', cardId, field: 'signedWords', value: now } as const
  // One that names the revision it was given for, when this is that revision, says as much.
  if (signOff.planRevision !== undefined && signOff.planRevision === view.plan.revision) return undefined
  if (signOff.subjectHash === undefined) return { ...base, sentence: 'MOV-03.words-unknown', fix }
  return signOff.subjectHash === now ? undefined : { ...base, sentence: 'MOV-03.not-as-signed', fix }
}

function* notObvious(view: PlanView): Generator<Draft> {
  const share = view.limits.obviousShare
  for (const { id, obviousness, obvious } of view.plan.moves) {
    const params = { percent: Math.floor((obviousness ?? 0) * 100), needed: Math.ceil(share * 100) }
    if (obviousness !== undefined) {
      if (obviousness < share) yield inField(view, id, 'MOV-04.not-obvious', 'description', params)
    } else if (obvious === false) yield inField(view, id, 'MOV-04.said-no', 'description')
    else if (obvious === undefined) yield inField(view, id, 'MOV-04.not-asked', 'obvious')
  }
}
