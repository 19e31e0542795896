import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { MAX_TEXT } from '@planwall/shared/board/fields'
import type { Field } from '@planwall/shared/board/fields'
import { cardKinds } from '@planwall/shared/board/kinds'
import type { CardKind } from '@planwall/shared/board/kinds'
import { accepts } from '@planwall/shared/board/place'
import type { Briefing } from '@planwall/shared/session/briefing'
import type { Verdict } from '@planwall/shared/session/rules'
import { CornerDownLeft } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { addTexts } from '../../sync/add-cards.ts'
import { iconOf } from '../../sync/kind-icons.ts'
import { kindWords } from '../../sync/kind-names.ts'
import { refusalWords } from '../../sync/refusal-words.ts'
import { isAllowed, verdictNow } from '../../sync/step-rules.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { toast } from '../../ui/toast-store.ts'
import { Choice } from './Choice.tsx'
import { linesOf } from './lines.ts'
import type { Place } from './places.ts'
import { useBoxDraft } from './use-box-draft.ts'
import { useTyping } from './use-typing.ts'
import styles from './WriteBox.module.css'
import '../../ui/inputs.css'

export interface WriteBoxProps {
  briefing: Briefing
  places: readonly Place[]
}

/** One box: Enter makes a card of it, in the zone and of the kind that the step is about. */
export function WriteBox({ briefing, places }: WriteBoxProps) {
  const handle = useBoard()
  const { t, i18n } = useLingui()
  const { inPrivate, mayAdd, step } = briefing
  const [wantedKind, setKind] = useState<CardKind | null>(null)
  const [wantedZone, setZone] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const box = useRef<HTMLTextAreaElement>(null)
  const hintId = useId()
  const whereId = useId()
  const typing = useTyping()
  const { boardId, seatId } = handle.seat
  const [text, setText] = useBoxDraft(`${boardId}/${seatId}/${step?.id ?? ''}`)
  // What limits count is on the board: they are asked again whenever it changes.
  useView((view) => view.elements)

  const first = mayAdd.find(({ kind }) => kind === wantedKind) ?? mayAdd[0]
  if (!first) return null
  const { kind } = first
  const ask = (zoneId: string | null): Verdict => verdictNow(handle, { act: 'add', kind, zoneId, inPrivate })
  const open = places.filter(({ zone }) => accepts(zone, kind, 0) && isOpen(ask(zone.id)))
  const place = open.find(({ zone }) => zone.id === wantedZone) ?? open.find(({ zone }) => ask(zone.id).allowed)
  const zoneId = place?.zone.id ?? (open.length > 0 ? (open[0]?.zone.id ?? null) : first.zoneId)
  const verdict = ask(zoneId)
  const name = i18n._(kindWords[kind].name)
  const limit = limitOf(kind)

  const add = (texts: readonly string[]) => {
    const words = texts.map((one) => one.trim()).filter((one) => one !== '')
    if (words.length === 0 || !isAllowed(ask(zoneId))) return false
    addTexts(handle, { texts: words.map((one) => ({ text: one })), kind, zoneId })
    setText('')
    setSaid(plural(words.length, { one: `Added: ${words[0]}`, other: '# cards added' }))
    return true
  }
  return (
    <section className={styles.box} aria-label={t`Write a card`}>
      {mayAdd.length > 1 && (
        <Choice
          label={t`What`}
          chosen={kind}
          onChoose={(id) => setKind(id as CardKind)}
          options={mayAdd.map((one) => ({
            id: one.kind,
            label: i18n._(kindWords[one.kind].name),
            icon: iconOf(one.kind),
          }))}
        />
      )}
      {open.length > MOST_CHIPS && (
        <div className={styles.where}>
          <label htmlFor={whereId}>{t`Where`}</label>
          <Select
            id={whereId}
            value={zoneId ?? ''}
            options={open.map((one) => ({ id: one.zone.id, label: shortName(one, open) }))}
            onChoose={(id) => id !== '' && setZone(id)}
          />
        </div>
      )}
      {open.length > 1 && open.length <= MOST_CHIPS && (
        <Choice
          label={t`Where`}
          chosen={zoneId ?? ''}
          onChoose={setZone}
          options={open.map((one) => ({ id: one.zone.id, label: shortName(one, open) }))}
        />
      )}
      {verdict.allowed ? (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault()
            add([text])
            box.current?.focus()
          }}
        >
          <textarea
            ref={box}
            className={`pw-input ${styles.text}`}
            rows={2}
            aria-label={place ? t`Add to ${place.name}: ${name}` : t`Add: ${name}`}
            aria-describedby={hintId}
            placeholder={place?.zone.prompt || t`Add: ${name}`}
            autoComplete="off"
            maxLength={limit}
            value={text}
            enterKeyHint="done"
            onChange={(event) => {
              setText(event.target.value)
              typing()
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
              event.preventDefault()
              add([text])
            }}
            onPaste={(event) => {
              const lines = linesOf(event.clipboardData.getData('text/plain'))
              if (lines.length < 2 || text.trim() !== '' || step?.rules.maxOwn !== undefined) return
              event.preventDefault()
              if (!add(lines.map((line) => line.slice(0, limit)))) return
              toast(plural(lines.length, { other: '# cards added, one for each line' }), 'ok', {
                label: t`Undo`,
                onPress: handle.undo.undo,
              })
            }}
          />
          <div className={styles.foot}>
            <p id={hintId} className={styles.hint}>
              <CornerDownLeft aria-hidden="true" />
              <Trans>Enter adds it. One thought a card.</Trans>
              {text.length > limit - 40 && (
                <span className={styles.count}>
                  {text.length}/{limit}
                </span>
              )}
            </p>
            <Button type="submit" look="primary" disabled={text.trim() === ''}>
              <Trans>Add</Trans>
            </Button>
          </div>
        </form>
      ) : (
        <p className={styles.no}>{i18n._(refusalWords[verdict.code])}</p>
      )}
      <p className="pw-hidden" role="status">
        {said}
      </p>
    </section>
  )
}

/** More places than this bury the box under their names. */
const MOST_CHIPS = 8

/** Where all are called the same at the end, such as the cures of every theme, or a group's zones, the rest says enough. */
function shortName({ name, zone }: Place, all: readonly Place[]): string {
  const end = `: ${zone.name}`
  if (name.endsWith(end) && all.every((one) => one.name.endsWith(end))) return name.slice(0, -end.length)
  const group = / · [^·]+$/.exec(name)?.[0]
  return group !== undefined && all.every((one) => one.name.endsWith(group)) ? name.slice(0, -group.length) : name
}

/** A full zone is shown, and says that it is full. */
function isOpen(verdict: Verdict): boolean {
  return verdict.allowed || verdict.code === 'zone-full' || verdict.code === 'enough-cards'
}

function limitOf(kind: CardKind): number {
  const { title, fields }: { title: string; fields: Record<string, Field> } = cardKinds[kind]
  return fields[title]?.limit ?? MAX_TEXT
}
