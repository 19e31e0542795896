import { Trans, useLingui } from '@lingui/react/macro'
import { MAX_TEXT } from '@planwall/shared/board/fields'
import { isCardKind, kindNames } from '@planwall/shared/board/kinds'
import type { CardKind } from '@planwall/shared/board/kinds'
import type { Zone } from '@planwall/shared/board/model'
import { defaultKind } from '@planwall/shared/board/place'
import { useState } from 'react'
import { canvas } from '../../canvas/canvas-api.ts'
import { addTexts } from '../../sync/add-cards.ts'
import { kindWords } from '../../sync/kind-names.ts'
import { offerPaste } from '../../sync/paste-request.ts'
import { isAllowed, verdictNow } from '../../sync/step-rules.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import '../../ui/inputs.css'
import { Select } from '../../ui/Select.tsx'
import { useActs } from './acts-context.ts'
import styles from './ZoneSection.module.css'

/** Enter adds a card and the box is ready for the next; several pasted lines are shown first. */
export function AddBox({ zone, count }: { zone: Zone | null; count: number }) {
  const handle = useBoard()
  const acts = useActs()
  const { t, i18n } = useLingui()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<CardKind | null>(null)
  const accepted = zone?.accepts.filter(isCardKind) ?? []
  useView((view) => view.session)
  const zoneId = zone?.id ?? null
  const kinds = (accepted.length > 0 ? accepted : kindNames).filter(
    (one) => verdictNow(handle, { act: 'add', kind: one, zoneId }).allowed,
  )
  const usual = defaultKind(zone ?? undefined)
  const kind = chosen && kinds.includes(chosen) ? chosen : kinds.includes(usual) ? usual : kinds[0]
  // The step has no use for a card here.
  if (!kind) return null
  if (zone?.maxCards !== undefined && count >= zone.maxCards) {
    return (
      <p className={styles.full}>
        <Trans>
          This zone is full: {count} of {zone.maxCards}.
        </Trans>
      </p>
    )
  }
  const kindName = i18n._(kindWords[kind].name)
  const add = () => {
    const words = text.trim()
    if (words === '' || !isAllowed(verdictNow(handle, { act: 'add', kind, zoneId }))) return
    addTexts(handle, { texts: [{ text: words }], kind, zoneId })
    setText('')
    acts.say(t`Added: ${words}`)
  }
  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      {kinds.length > 1 && (
        <Select
          className={styles.addKind}
          label={t`Kind of the new card`}
          value={kind}
          options={kinds.map((id) => ({ id, label: i18n._(kindWords[id].name) }))}
          onChoose={(id) => {
            if (id !== '') setChosen(id)
          }}
        />
      )}
      <input
        className="pw-input"
        aria-label={zone ? t`Add to ${zone.name}: ${kindName}` : t`Add: ${kindName}`}
        placeholder={t`Add: ${kindName}`}
        autoComplete="off"
        maxLength={MAX_TEXT}
        value={text}
        onFocus={() => canvas.setState({ activeZoneId: zoneId })}
        onChange={(event) => setText(event.target.value)}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text/plain')
          if (!/[\n\r\t]/.test(pasted.trim())) return
          event.preventDefault()
          offerPaste({ text: pasted, zoneId, kind })
        }}
      />
      <Button type="submit" disabled={text.trim() === ''}>
        <Trans>Add</Trans>
      </Button>
    </form>
  )
}
