import { useLingui } from '@lingui/react/macro'
import { isCardKind } from '@planwall/shared/board/kinds'
import { useValue } from '@tldraw/editor'
import { CalendarDays, CalendarPlus, Check, UserPlus, Vote } from 'lucide-react'
import { memo } from 'react'
import { iconOf, kindColors } from '../../sync/kind-icons.ts'
import { kindWords } from '../../sync/kind-names.ts'
import { colorOf } from '../../sync/open-board.ts'
import { todayIn } from '../../sync/today.ts'
import { initialsOf } from '../../ui/initials.ts'
import { personColor } from '../../ui/person-colors.ts'
import { InPlaceText } from '../editing/InPlaceText.tsx'
import type { CardRecord } from '../records.ts'
import type { Wall } from '../open-wall.ts'
import { marksOf } from './card-marks.ts'
import type { CardMarks } from './card-marks.ts'
import { shortDate } from './short-date.ts'
import { lineWidth, shortName, textSize } from './text-size.ts'
import { TypingHere } from './TypingHere.tsx'
import { isSameFace } from './wall-shape-util.tsx'
import './card.css'

/** Space a card's text has: what is left of the card beside padding, kind and footer. */
export function textBoxOf(w: number, h: number, hasFoot: boolean): { w: number; h: number } {
  return { w: w - 24, h: h - 34 - (hasFoot ? 34 : 10) }
}

export const CardFace = memo(function CardFace({ record, wall }: { record: CardRecord; wall: Wall }) {
  const { i18n, t } = useLingui()
  const { content, w, h } = record.props
  const isEditing = useValue('is editing', () => wall.editor.getEditingShapeId() === record.id, [wall, record.id])
  const marks = marksOf(content)
  const hasFoot = showsFoot(marks, content.votes)
  const Icon = iconOf(content.kind)
  const kind = isCardKind(content.kind) ? i18n._(kindWords[content.kind].name) : content.kind || t`Unknown card`
  const box = textBoxOf(w, h, hasFoot)
  const size = textSize(content.text, box.w, box.h)
  const style = { fontSize: `${size.size}px`, WebkitLineClamp: size.lines }
  return (
    <div
      className="pw-card"
      data-testid="card"
      data-card={content.id}
      data-kind={content.kind}
      data-done={marks.isDone || undefined}
      style={kindColors(content.kind)}
    >
      <div className="pw-card-kind">
        <Icon size={14} strokeWidth={2.25} aria-hidden />
        {kind}
        {marks.isDone && (
          <span className="pw-card-done" title={t`Done`}>
            <Check size={13} strokeWidth={3} aria-label={t`Done`} />
          </span>
        )}
      </div>
      {isEditing ? (
        <InPlaceText wall={wall} id={content.id} className="pw-card-text" style={{ fontSize: style.fontSize }} />
      ) : (
        <div className="pw-card-text" data-cut={size.isTight || undefined} style={style}>
          {content.text}
        </div>
      )}
      {hasFoot && <Foot marks={marks} votes={content.votes} wall={wall} w={w} />}
      <TypingHere wall={wall} id={content.id} />
    </div>
  )
}, isSameFace)

function showsFoot(marks: CardMarks, votes: number): boolean {
  return marks.owner !== null || marks.due !== null || marks.lacksOwner || marks.lacksDue || votes > 0
}

function Foot({ marks, votes, wall, w }: { marks: CardMarks; votes: number; wall: Wall; w: number }) {
  const { i18n, t } = useLingui()
  const today = todayIn(wall.handle.view.getState().session.meta.timezone)
  const due = marks.due === null ? '' : shortDate(marks.due, today, i18n.locale)
  const room = w - FOOT_PADDING - FACE_SIZE - chipWidth(due) - chipWidth(votes > 0 ? String(votes) : '')
  const isLate = marks.due !== null && !marks.isDone && marks.due < today
  return (
    <div className="pw-card-foot">
      {marks.owner !== null && (
        <Face personId={marks.owner} wall={wall} room={room - (marks.lacksDue ? LACKS_SIZE : 0)} />
      )}
      {marks.lacksOwner && (
        <span className="pw-card-missing" title={t`Nobody carries this yet`} data-round>
          <UserPlus size={12} aria-label={t`No owner`} />
        </span>
      )}
      {marks.due !== null && (
        <span className="pw-card-chip" data-late={isLate || undefined} title={isLate ? t`Late` : t`Due`}>
          <CalendarDays size={12} aria-hidden />
          {due}
        </span>
      )}
      {marks.lacksDue && (
        <span className="pw-card-missing" title={t`No date yet`}>
          <CalendarPlus size={12} aria-label={t`No date`} />
        </span>
      )}
      {votes > 0 && (
        <span className="pw-card-chip" data-votes title={t`Votes`}>
          <Vote size={12} aria-label={t`Votes`} />
          {votes}
        </span>
      )}
    </div>
  )
}

/** As card.css has them, with the gaps that follow; board units. */
const FOOT_SIZE = 11
const FOOT_PADDING = 22
const FACE_SIZE = 28
const CHIP_PADDING = 36
const LACKS_SIZE = 34

function chipWidth(words: string): number {
  return words === '' ? 0 : lineWidth(words, FOOT_SIZE) + CHIP_PADDING
}

function Face({ personId, wall, room }: { personId: string; wall: Wall; room: number }) {
  const { t } = useLingui()
  const name = useValue('name', () => wall.people.nameOf(personId), [wall, personId])
  const shown = name === '' ? t`Somebody` : name
  const { fill, text } = personColor(colorOf(personId))
  return (
    <span className="pw-card-owner" title={shown}>
      <span className="pw-card-face" style={{ background: fill, color: text }} aria-hidden>
        {initialsOf(name)}
      </span>
      {shortName(shown, room, FOOT_SIZE)}
    </span>
  )
}
