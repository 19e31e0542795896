import { plural, t } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { can } from '@planwall/shared/access/roles'
import type { Card, Zone } from '@planwall/shared/board/model'
import { isCardOf } from '@planwall/shared/board/model'
import type { WallThen } from '@planwall/shared/history/go-back'
import { differenceKey } from '@planwall/shared/unsent/differences'
import type { Difference } from '@planwall/shared/unsent/differences'
import { History, Trash2, Undo2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useMayEdit } from '../../sync/card-acts.ts'
import { actWords, differenceWords } from '../../sync/difference-words.ts'
import { iconOf, kindColors } from '../../sync/kind-icons.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { ShowSome } from '../../ui/ShowSome.tsx'
import { goBackInZone, goBackTo } from './go-back.ts'
import type { WentBack } from './go-back.ts'
import { removeMoment, restoreBoard } from './history-calls.ts'
import type { Moment } from './history-calls.ts'
import { countWords } from './moment-words.ts'
import { useAsk, useSay } from './said.ts'
import type { Said } from './said.ts'
import { cardsByZone, sinceThen, votesOf } from './wall-then.ts'
import type { Changes } from './wall-then.ts'
import styles from './history.module.css'

export interface MomentDetailsProps {
  /** Undefined for the board as it is now. */
  moment: Moment | undefined
  wall: WallThen
  /** Undefined while it is fetched. */
  before: WallThen | undefined
  changes: Changes | undefined
  people: readonly { personId: string; name: string }[]
  when: string
  what: string
  onChanged: () => Promise<void>
}

/** A moment in words: why it was kept, who was there, what changed, and what lay where; and the way back. */
export function MomentDetails({ moment, wall, before, changes, people, when, what, onChanged }: MomentDetailsProps) {
  const filled = cardsByZone(wall).filter(({ cards }) => cards.length > 0)
  return (
    <>
      <header className={styles.head}>
        <h3>{when}</h3>
        <p>{what}</p>
        {moment?.why === 'named' && (
          <p className={styles.soft}>
            <Trans>Named by {moment.by}</Trans>
          </p>
        )}
        {moment?.step && moment.why !== 'step' && (
          <p className={styles.soft}>
            <Trans>During “{moment.step.title}”</Trans>
          </p>
        )}
        {moment && <WhoWasThere moment={moment} wall={wall} people={people} />}
      </header>
      {moment && <WholeBoard moment={moment} when={when} onChanged={onChanged} />}
      <section className={styles.part}>
        <h4>
          {moment ? <Trans>Since the moment before</Trans> : <Trans>Since the last moment</Trans>}
          {changes && <span className={styles.count}>{countWords(changes)}</span>}
        </h4>
        {changes && before && <ChangeList changes={changes} before={before} wall={wall} isNow={!moment} />}
      </section>
      <section className={styles.part}>
        <h4>{moment ? <Trans>What lay where</Trans> : <Trans>What lies where</Trans>}</h4>
        {filled.map(({ zone, cards }) => (
          <ZonePart key={zone?.id ?? ''} zone={zone} cards={cards} wall={wall} isNow={!moment} />
        ))}
        {filled.length === 0 && (
          <p className={styles.soft}>
            <Trans>No card lies on the wall.</Trans>
          </p>
        )}
      </section>
    </>
  )
}

function WhoWasThere({ moment, wall, people }: Pick<MomentDetailsProps, 'wall' | 'people'> & { moment: Moment }) {
  const elements = useView((view) => view.elements)
  const nameOf = (id: string) => {
    const known = wall.elements.get(id) ?? elements.get(id)
    return isCardOf(known, 'person') ? known.text : people.find(({ personId }) => personId === id)?.name
  }
  const names = moment.people.flatMap((id) => nameOf(id) ?? []).toSorted((a, b) => a.localeCompare(b))
  if (names.length === 0) return null
  return (
    <p className={styles.soft}>
      <Trans>Who was there: {names.join(', ')}</Trans>
    </p>
  )
}

/** For facilitators: everything at once, for everybody. */
function WholeBoard({ moment, when, onChanged }: Pick<MomentDetailsProps, 'when' | 'onChanged'> & { moment: Moment }) {
  const { t: say } = useLingui()
  const handle = useBoard()
  const { busy, ask } = useAsk()
  const [isAsking, setAsking] = useState(false)
  const { role } = handle.seat
  if (!can(role, 'restore-board')) return null
  if (!isAsking) {
    return (
      <div className={styles.acts}>
        <Button size="small" icon={<History />} onClick={() => setAsking(true)}>
          <Trans>Restore the whole board</Trans>
        </Button>
        {moment.why === 'named' && (
          <Button
            size="small"
            look="quiet"
            icon={<Trash2 />}
            busy={busy}
            onClick={() => void ask(() => removeMoment(handle, moment.snapshotId)).then(onChanged)}
          >
            <Trans>Remove this moment</Trans>
          </Button>
        )}
      </div>
    )
  }
  return (
    <Banner
      tone="warn"
      title={<Trans>Bring the whole board back to {when}, for everybody?</Trans>}
      actions={
        <>
          <Button size="small" onClick={() => setAsking(false)}>{say`Leave it as it is`}</Button>
          <Button
            size="small"
            look="danger"
            busy={busy}
            onClick={() => void ask(() => restoreBoard(handle, moment.snapshotId))}
          >
            {say`Restore the whole board`}
          </Button>
        </>
      }
    >
      <Trans>
        What is on the board now is kept in this history first, and can be restored in the same way. Everybody is told.
        Votes, the record and what runs in the session stay.
      </Trans>
    </Banner>
  )
}

type ListProps = { changes: Changes; before: WallThen; wall: WallThen; isNow: boolean }

function ChangeList({ changes, before, wall, isNow }: ListProps) {
  const names = useMemo(
    () => ({
      elements: new Map([...before.elements, ...wall.elements]),
      zones: new Map([...before.zones, ...wall.zones]),
    }),
    [before, wall],
  )
  const all = [...changes.appeared, ...changes.changed, ...changes.gone]
  if (all.length === 0) return null
  return (
    <ul className={styles.changes}>
      <ShowSome items={all} first={40} more={200}>
        {(difference) => (
          <Change
            key={differenceKey(difference)}
            difference={difference}
            names={names}
            walls={{ before, wall, isNow }}
          />
        )}
      </ShowSome>
    </ul>
  )
}

interface ChangeProps {
  difference: Difference
  names: { elements: WallThen['elements']; zones: WallThen['zones'] }
  walls: { before: WallThen; wall: WallThen; isNow: boolean }
}

function Change({ difference, names, walls: { before, wall, isNow } }: ChangeProps) {
  const { i18n } = useLingui()
  const { act, title, details } = differenceWords(difference, names)
  const isGone = difference.after === null
  // What went is brought back as it was before it went; what is on the wall now is what it is.
  const from = isGone ? before : isNow ? undefined : wall
  return (
    <li>
      <span className={styles.act} data-act={act}>
        {i18n._(actWords[act])}
      </span>
      <span className={styles.title}>
        {title}
        {(act === 'changed' ? [...details, ...voteWords(difference)] : []).map((detail) => (
          <span key={detail} className={styles.detail}>
            {detail}
          </span>
        ))}
      </span>
      {difference.of === 'element' && from && <BackButton id={difference.id} wall={from} title={title} />}
    </li>
  )
}

function voteWords(difference: Difference): string[] {
  if (difference.of !== 'element' || !difference.before || !difference.after) return []
  const [before, after] = [votesOf(difference.before), votesOf(difference.after)]
  return before === after ? [] : [t`Votes: ${before} → ${after}`]
}

function ZonePart({ zone, cards, wall, isNow }: { zone: Zone | null; cards: Card[]; wall: WallThen; isNow: boolean }) {
  const { t: say } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const name = zone?.name ?? say`In no zone`
  // Columns have zones of the same names.
  const parent = zone?.parentId === undefined ? undefined : wall.zones.get(zone.parentId)
  return (
    <details className={styles.zone} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className={styles.title}>
          {name}
          {parent && <span className={styles.detail}>{parent.name}</span>}
        </span>
        <span className={styles.count}>{cards.length}</span>
      </summary>
      {isOpen && (
        <>
          {zone && !isNow && <ZoneBack zone={zone} wall={wall} />}
          <ul className={styles.cards}>
            <ShowSome items={cards} first={60} more={300}>
              {(card) => (
                <li key={card.id} style={kindColors(card.kind)}>
                  <CardLine card={card} wall={wall} isNow={isNow} />
                </li>
              )}
            </ShowSome>
          </ul>
        </>
      )}
    </details>
  )
}

function CardLine({ card, wall, isNow }: { card: Card; wall: WallThen; isNow: boolean }) {
  const { t: say } = useLingui()
  const Icon = iconOf(card.kind)
  const text = card.text.trim() === '' ? say`(no text)` : card.text
  return (
    <>
      <Icon aria-hidden="true" />
      <span className={styles.title}>{text}</span>
      {!isNow && <BackButton id={card.id} wall={wall} title={text} />}
    </>
  )
}

/** The way back for one thing, where it is not what it was. */
function BackButton({ id, wall, title }: { id: string; wall: WallThen; title: string }) {
  const { t: say } = useLingui()
  const tell = useSay()
  const handle = useBoard()
  const mayEdit = useMayEdit()
  const now = useView((view) => view.elements)
  const was = wall.elements.get(id)
  if (!was || was.type === 'opaque') return null
  const since = sinceThen(was, now)
  if (since === 'same') return <span className={styles.same}>{say`As it is now`}</span>
  if (!mayEdit) return null
  const words = since === 'gone' ? say`Bring back` : say`Go back to this`
  return (
    <Button
      size="small"
      look="quiet"
      icon={<Undo2 />}
      aria-label={`${words}: ${title}`}
      onClick={() => tell(wordsFor(goBackTo(handle, wall, [id]), title, handle.undo.undo))}
    >
      {words}
    </Button>
  )
}

function ZoneBack({ zone, wall }: { zone: Zone; wall: WallThen }) {
  const { t: say } = useLingui()
  const tell = useSay()
  const handle = useBoard()
  const mayEdit = useMayEdit()
  const now = useView((view) => view.elements)
  const { name } = zone
  const isOther = [...wall.elements.values()].some((was) => was.zoneId === zone.id && sinceThen(was, now) !== 'same')
  if (!mayEdit || !isOther) return null
  return (
    <Button
      size="small"
      icon={<Undo2 />}
      aria-label={say`Bring back the cards of this zone: ${name}`}
      onClick={() => tell(wordsFor(goBackInZone(handle, wall, zone.id), name, handle.undo.undo))}
    >
      <Trans>Bring back the cards of this zone</Trans>
    </Button>
  )
}

/** What came of it, in words, with the way back from it. */
function wordsFor({ done, refused }: WentBack, title: string, undo: () => void): Said {
  const left = plural(refused, {
    one: '# thing could not be changed: this step does not allow it.',
    other: '# things could not be changed: this step does not allow it.',
  })
  if (done === 0 && refused > 0) return { text: left, tone: 'warn' }
  if (done === 0) return { text: t`Everything is as it was then: ${title}`, tone: 'ok' }
  const words = plural(done, { one: '# thing is as it was: ', other: '# things are as they were: ' }) + title
  return refused > 0 ? { text: `${words}. ${left}`, tone: 'warn', undo } : { text: words, tone: 'ok', undo }
}
