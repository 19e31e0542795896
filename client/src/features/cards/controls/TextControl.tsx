import { useLingui } from '@lingui/react/macro'
import { MAX_TEXT } from '@planwall/shared/board/fields'
import { useMemo } from 'react'
import { longTextOf } from '../../../sync/shared-text.ts'
import { useBoard } from '../../../sync/use-board.ts'
import { useDraft } from '../../../sync/use-draft.ts'
import { SharedTextArea } from '../../../ui/SharedTextArea.tsx'
import '../../../ui/inputs.css'
import { draftKey } from './control.ts'
import type { ControlProps } from './control.ts'
import { Counter, FieldFrame } from './FieldFrame.tsx'

/** A short text. One person's words win; the box counts towards the advised length and cuts nothing. */
export function TextControl(props: ControlProps) {
  const { label, help, isMissing, field, value, onChange } = props
  const draft = useDraft(draftKey(props), typeof value === 'string' ? value : '', readText, onChange)
  const isLong = (field.limit ?? 0) > 80
  const Box = isLong ? 'textarea' : 'input'
  return (
    <FieldFrame
      label={label}
      help={help}
      isMissing={isMissing && draft.text.trim() === ''}
      counter={<Counter length={draft.text.length} limit={field.limit} />}
    >
      {({ id, describedBy }) => (
        <Box
          id={id}
          className={`pw-input ${isLong ? 'pw-input-long' : ''}`}
          {...(isLong ? { rows: 1 } : {})}
          aria-describedby={describedBy}
          maxLength={MAX_TEXT}
          value={draft.text}
          onChange={(event: { target: { value: string } }) => draft.change(event.target.value)}
          onBlur={draft.settle}
          onKeyDown={(event: { key: string }) => {
            if (event.key === 'Enter' && !isLong) draft.settle()
          }}
        />
      )}
    </FieldFrame>
  )
}

/** A long text that several people may type in at once. */
export function LongControl({ cardId, name, label, help, isMissing, value }: ControlProps) {
  const handle = useBoard()
  const { t } = useLingui()
  const text = useMemo(() => longTextOf(handle, cardId, name), [handle, cardId, name])
  return (
    <FieldFrame label={label} help={help} isMissing={isMissing && !value}>
      {({ id, describedBy }) => (
        <SharedTextArea
          id={id}
          text={text}
          rows={3}
          aria-describedby={describedBy}
          maxLength={MAX_TEXT}
          placeholder={t`As long as it has to be`}
          onUndo={handle.undo.undo}
          onRedo={handle.undo.redo}
          onFocus={() => handle.undo.boundary()}
        />
      )}
    </FieldFrame>
  )
}

function readText(text: string) {
  return { value: text.trim() === '' ? undefined : text }
}
