import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { isCardKind } from '@planwall/shared/board/kinds'
import { kindWords } from '../sync/kind-names.ts'
import { todayIn } from '../sync/today.ts'
import type { CardRecord, WallRecord } from './records.ts'
import { marksOf } from './shapes/card-marks.ts'
import { shortDate } from './shapes/short-date.ts'
import type { Wall } from './open-wall.ts'

/** A record in words, for a screen reader: kind, text, zone, owner, date. */
export function describe(wall: Wall, record: WallRecord): string {
  switch (record.type) {
    case 'card':
      return describeCard(wall, record)
    case 'zone':
      return t`Zone: ${record.props.content.name}`
    case 'connector':
      return t`Connector ${record.props.content.text}`
    case 'area':
    case 'opaque':
      return t`Shape: ${record.props.content.text}`
    case 'drawing':
      return t`Drawing`
    case 'picture':
      return t`Picture ${record.props.content.text}`
    default:
      return record satisfies never
  }
}

function describeCard(wall: Wall, { props: { content } }: CardRecord): string {
  const { zones, meta } = wall.handle.view.getState().session
  const { kind, text, zoneId, votes } = content
  const marks = marksOf(content)
  const name = isCardKind(kind) ? i18n._(kindWords[kind].name) : t`Unknown card`
  const zone = zoneId === null ? undefined : zones.get(zoneId)?.name
  const owner = marks.owner === null ? '' : wall.people.nameOf(marks.owner)
  const due = marks.due === null ? '' : shortDate(marks.due, todayIn(meta.timezone), i18n.locale)
  return [
    `${name}: ${text.trim() === '' ? t`empty` : text}`,
    zone === undefined ? t`in no zone` : t`in ${zone}`,
    owner === '' ? (marks.lacksOwner ? t`no owner` : '') : t`owner ${owner}`,
    due === '' ? (marks.lacksDue ? t`no date` : '') : t`due ${due}`,
    votes > 0 ? t`${votes} votes` : '',
    marks.isDone ? t`done` : '',
  ]
    .filter((part) => part !== '')
    .join(', ')
}
