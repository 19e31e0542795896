import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { isCardKind, kindNames } from '@planwall/shared/board/kinds'
import { colors } from '@planwall/shared/board/model'
import type { Zone } from '@planwall/shared/board/model'
import { Columns3, Grid2X2, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import { useStore } from 'zustand'
import { cardsOfZone, mayArrange, mayEdit, tidyZone } from '../../sync/card-acts.ts'
import { colorWords } from '../../sync/color-names.ts'
import { kindWords } from '../../sync/kind-names.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { useDraft } from '../../sync/use-draft.ts'
import type { DraftReading } from '../../sync/use-draft.ts'
import { editZone, removeZone } from '../../sync/zone-acts.ts'
import { endZoneEdit, zoneRequest } from '../../sync/zone-request.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import '../../ui/inputs.css'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import styles from './ZoneEditor.module.css'

/** What a zone is called, asks for, takes and looks like; open while `requestZoneEdit` asks for it. Facilitators only. */
export function ZoneEditor() {
  const handle = useBoard()
  const zoneId = useStore(zoneRequest, (state) => state.zoneId)
  const zone = useView((view) => (zoneId === null ? undefined : view.session.zones.get(zoneId)))
  if (!zone || !mayArrange(handle)) return null
  return <ZoneDialog key={zone.id} zone={zone} />
}

function ZoneDialog({ zone }: { zone: Zone }) {
  const handle = useBoard()
  const { t } = useLingui()
  const [isRemoving, setRemoving] = useState(false)
  useView((view) => view.elements)
  const count = cardsOfZone(handle, zone.id).length
  const change = (part: Partial<Omit<Zone, 'id' | 'geometry'>>) => {
    editZone(handle, zone.id, part)
  }
  const remove = () => {
    removeZone(handle, zone.id)
    endZoneEdit()
  }
  return (
    <Dialog
      title={t`Edit zone`}
      onClose={endZoneEdit}
      footer={
        <>
          <Button icon={<Trash2 />} onClick={() => (count > 0 ? setRemoving(true) : remove())}>
            <Trans>Delete zone</Trans>
          </Button>
          <Button look="primary" onClick={endZoneEdit}>
            <Trans>Done</Trans>
          </Button>
        </>
      }
    >
      {isRemoving && (
        <Banner
          tone="warn"
          title={<Trans>Delete this zone?</Trans>}
          actions={
            <>
              <Button size="small" onClick={() => setRemoving(false)}>
                <Trans>Keep it</Trans>
              </Button>
              <Button size="small" look="danger" onClick={remove}>
                <Trans>Delete the zone</Trans>
              </Button>
            </>
          }
        >
          <Plural
            value={count}
            one="Its card stays on the wall and belongs to no zone."
            other="Its # cards stay on the wall and belong to no zone."
          />
        </Banner>
      )}
      <NameField zone={zone} onChange={(name) => change({ name })} />
      <PromptField zone={zone} onChange={(prompt) => change({ prompt })} />
      <AcceptedKinds zone={zone} onChange={(accepts) => change({ accepts })} />
      <LimitField zone={zone} count={count} onChange={(maxCards) => editZone(handle, zone.id, { maxCards })} />
      <Looks zone={zone} onChange={change} />
      {mayEdit(handle) && (
        <div className={styles.tidy}>
          <Button
            size="small"
            icon={<Grid2X2 />}
            disabled={count < 2}
            onClick={() => tidyZone(handle, zone.id, 'grid')}
          >
            <Trans>Tidy in rows</Trans>
          </Button>
          <Button
            size="small"
            icon={<Columns3 />}
            disabled={count < 2}
            onClick={() => tidyZone(handle, zone.id, 'columns')}
          >
            <Trans>Tidy in columns</Trans>
          </Button>
        </div>
      )}
    </Dialog>
  )
}

function NameField({ zone, onChange }: { zone: Zone; onChange: (name: string) => void }) {
  const { t } = useLingui()
  const read = (text: string): DraftReading =>
    text.trim() === '' ? { problem: t`A zone needs a name.` } : { value: text }
  const draft = useDraft(`${zone.id}/name`, zone.name, read, (value) => onChange(String(value)))
  return (
    <TextField
      label={t`Name`}
      maxLength={MAX_NAME}
      value={draft.text}
      error={draft.problem}
      onChange={(event) => draft.change(event.target.value)}
      onBlur={draft.settle}
    />
  )
}

/** What the schema of a zone takes, characters. */
const MAX_NAME = 200
const MAX_PROMPT = 2000

function PromptField({ zone, onChange }: { zone: Zone; onChange: (prompt: string) => void }) {
  const id = useId()
  const draft = useDraft(`${zone.id}/prompt`, zone.prompt, readAny, (value) => onChange(String(value)))
  return (
    <div className={styles.field}>
      <label htmlFor={id}>
        <Trans>Prompt</Trans>
      </label>
      <textarea
        id={id}
        className="pw-input"
        rows={2}
        maxLength={MAX_PROMPT}
        aria-describedby={`${id}-help`}
        value={draft.text}
        onChange={(event) => draft.change(event.target.value)}
        onBlur={draft.settle}
      />
      <p id={`${id}-help`} className={styles.help}>
        <Trans>The question people answer here. Everybody sees it all the time.</Trans>
      </p>
    </div>
  )
}

function readAny(text: string): DraftReading {
  return { value: text }
}

function AcceptedKinds({ zone, onChange }: { zone: Zone; onChange: (accepts: string[]) => void }) {
  const { i18n } = useLingui()
  const chosen = new Set(zone.accepts)
  const toggle = (kind: string) => {
    onChange(chosen.has(kind) ? zone.accepts.filter((other) => other !== kind) : [...zone.accepts, kind])
  }
  return (
    <fieldset className={styles.field}>
      <legend>
        <Trans>Cards it takes</Trans>
      </legend>
      <p className={styles.help}>
        {zone.accepts.some(isCardKind) ? (
          <Trans>Only the kinds that are ticked. The first one is made by a double-click.</Trans>
        ) : (
          <Trans>Nothing is ticked: it takes every kind.</Trans>
        )}
      </p>
      <div className={styles.kinds}>
        {kindNames.map((kind) => (
          <label key={kind}>
            <input type="checkbox" checked={chosen.has(kind)} onChange={() => toggle(kind)} />
            {i18n._(kindWords[kind].name)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

interface LimitFieldProps {
  zone: Zone
  count: number
  onChange: (maxCards: number | undefined) => void
}

function LimitField({ zone, count, onChange }: LimitFieldProps) {
  const { t } = useLingui()
  const read = (text: string): DraftReading => {
    if (text.trim() === '') return { value: undefined }
    const most = Number(text)
    return Number.isInteger(most) && most >= 1
      ? { value: most }
      : { problem: t`Type a whole number from 1, or nothing.` }
  }
  const draft = useDraft(
    `${zone.id}/maxCards`,
    zone.maxCards === undefined ? '' : String(zone.maxCards),
    read,
    (value) => onChange(value as number | undefined),
  )
  return (
    <TextField
      label={t`Most cards`}
      inputMode="numeric"
      help={t`Empty: as many as there are. Now: ${count}.`}
      value={draft.text}
      error={draft.problem}
      onChange={(event) => draft.change(event.target.value)}
      onBlur={draft.settle}
    />
  )
}

type Change = (part: Partial<Pick<Zone, 'color' | 'layout'>>) => void

function Looks({ zone, onChange }: { zone: Zone; onChange: Change }) {
  const { t, i18n } = useLingui()
  const colorId = useId()
  const layoutId = useId()
  const layouts: { id: Zone['layout']; label: string }[] = [
    { id: 'grid', label: t`Rows` },
    { id: 'columns', label: t`Columns` },
    { id: 'free', label: t`Free` },
    { id: 'matrix2x2', label: t`Four fields` },
    { id: 'timeline', label: t`Timeline` },
    { id: 'table', label: t`Table` },
  ]
  return (
    <div className={styles.looks}>
      <div className={styles.field}>
        <label htmlFor={colorId}>
          <Trans>Colour</Trans>
        </label>
        <Select
          id={colorId}
          value={zone.color}
          options={colors.map((id) => ({ id, label: i18n._(colorWords[id]) }))}
          onChoose={(color) => {
            if (color !== '') onChange({ color })
          }}
        />
      </div>
      <div className={styles.field}>
        <label htmlFor={layoutId}>
          <Trans>Layout</Trans>
        </label>
        <Select
          id={layoutId}
          value={zone.layout}
          options={layouts}
          onChoose={(layout) => {
            if (layout !== '') onChange({ layout })
          }}
        />
      </div>
    </div>
  )
}
